export { createAccountHandlers } from "./account-handlers.ts";
export { createEmailHandlers } from "./email-handlers.ts";
export { createProfileHandlers } from "./profile-handlers.ts";
export { sendResetLink } from "./reset-link.ts";
