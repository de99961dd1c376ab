export { createAccountHandlers } from "./account-handlers.ts";
export { sendResetLink } from "./reset-link.ts";
