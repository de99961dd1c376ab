export { type Accounts, createAccounts, type Session } from "./accounts.ts";
