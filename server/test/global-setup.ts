import type { TestProject } from "vitest/node";
import { migrate } from "../src/db/index.ts";
import { startTestPostgres } from "./postgres.ts";
import { databaseUrl, ROLE_PASSWORD, withAdmin } from "./test-database.ts";

/** One throw-away PostgreSQL for the run, with a migrated template that each test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { adminUrl, stop } = await startTestPostgres();
  await withAdmin(adminUrl, (admin) => admin.query("create database anteroom_template"));
  await migrate(databaseUrl(adminUrl, "anteroom_template"), ROLE_PASSWORD);
  project.provide("postgresUrl", adminUrl);
  return stop;
}
