export { createAccountHandlers } from "./account-handlers.ts";
export { createAccountLog } from "./account-log.ts";
export { createPasskeyHandlers } from "./passkey-handlers.ts";
export { registerPasskeys } from "./passkey-routes.ts";
export { createLostSecondFactorHandler } from "./lost-second-factor.ts";
export { createEmailHandlers } from "./email-handlers.ts";
export { createProfileHandlers } from "./profile-handlers.ts";
export { sendResetLink } from "./reset-link.ts";
