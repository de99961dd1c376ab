export { type Accounts, createAccounts, type Session } from "./accounts.ts";
export { type PasswordProblem, passwordProblem } from "./passwords.ts";
