export { type Accounts, createAccounts, type Session } from "./accounts.ts";
export { passwordProblem, passwordSentences } from "./passwords.ts";
