export { type Accounts, createAccounts, type Session } from "./accounts.ts";
export type { Arrival, CarriedInvitation, IdentityProvider } from "./identity-providers.ts";
export { nonceOf } from "./id-token.ts";
export { passkeyFault, passkeySentences } from "./passkey-address.ts";
export { createReadRules } from "./session-rules.ts";
export { passwordProblem, passwordSentences } from "./passwords.ts";
