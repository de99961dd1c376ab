import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase, urlAs } from "../src/db/index.ts";

export const ROLE_PASSWORD = "test-role-password";

/** A database of its own, cloned from the migrated template; dropped by `drop`. */
export async function makeTestDatabase(): Promise<{ database: Database; url: string; authUrl: string; adminUrl: string; drop: () => Promise<void> }> {
  const serverUrl = inject("postgresUrl");
  const name = `t${randomBytes(6).toString("hex")}`;
  await withAdmin(serverUrl, (admin) => admin.query(`create database ${name} template anteroom_template`));
  const adminUrl = databaseUrl(serverUrl, name);
  const url = urlAs(adminUrl, "anteroom_tenant", ROLE_PASSWORD);
  const database = await openDatabase(url, 10);
  return {
    database,
    url,
    adminUrl,
    authUrl: urlAs(adminUrl, "anteroom_auth", ROLE_PASSWORD),
    drop: async () => {
      await database.close();
      await withAdmin(serverUrl, (admin) => admin.query(`drop database ${name} with (force)`));
    },
  };
}

export async function withAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}
