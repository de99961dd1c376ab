export { type Database, openDatabase, type Transaction, urlAs } from "./database.ts";
export { openDatabaseServer } from "./embedded-postgres.ts";
export { migrate } from "./migrate.ts";
