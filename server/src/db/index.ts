export { type Database, type Last, openDatabase, type Transaction, urlAs } from "./database.ts";
export { databaseNow } from "./database-clock.ts";
export { findDatabaseServer, openDatabaseServer } from "./embedded-postgres.ts";
export { claim, earlierOutcome, type Idempotency, oncePerKey, remember, type Written } from "./idempotency.ts";
export { type Attempt, type AttemptLimit, createLimiter, type Limiter } from "./limiter.ts";
export { migrate } from "./migrate.ts";
export { seal, unseal } from "./seal.ts";
