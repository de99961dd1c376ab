export { type Accounts, createAccounts, type Session } from "./accounts.ts";
export type { Arrival, CarriedInvitation, IdentityProvider } from "./identity-providers.ts";
export { nonceOf } from "./id-token.ts";
export { passkeyFault } from "./passkey-address.ts";
export { createReadRules } from "./session-rules.ts";
export { passwordFault } from "./passwords.ts";
