export { type Accounts, createAccounts, type Session } from "./accounts.ts";
export { createReadRules } from "./session-rules.ts";
export { passwordProblem, passwordSentences } from "./passwords.ts";
