import { readdir, readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import pg from "pg";

export const ROLES = ["anteroom_tenant", "anteroom_auth"] as const;
export type Role = (typeof ROLES)[number];

// The same folder from the sources and from what is built of them.
const folder = new URL("../../src/db/migrations/", import.meta.url);
/** Any number that nothing else in this database locks. */
const MIGRATION_LOCK = 7_206_311;

/**
 * Brings the schema up to date under a lock, so that nodes which start together do it once, and gives the roles this
 * installation's password. `ownerUrl` needs the right to make roles; the product itself never connects with it afterwards.
 */
export async function migrate(ownerUrl: string, rolePassword: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await owner.query("create schema if not exists anteroom");
    await owner.query("create table if not exists anteroom.migration (name text primary key, at timestamptz not null default now())");
    await alone(() => makeRoles(owner, rolePassword));
    const done = new Set((await owner.query<{ name: string }>("select name from anteroom.migration")).rows.map((row) => row.name));
    for (const name of (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort()) {
      if (done.has(name)) continue;
      await owner.query("begin");
      await owner.query(await readFile(new URL(name, folder), "utf8"));
      await owner.query("insert into anteroom.migration (name) values ($1)", [name]);
      await owner.query("commit");
    }
  } finally {
    await owner.end();
  }
}

/** What PostgreSQL answers to the second of two who change the same role: concurrent update, unique violation, duplicate object. */
const BESIDE_ANOTHER = ["XX000", "23505", "42710"];
const MOST_TURNS = 50;

/**
 * Roles belong to the whole server and the lock to one database, so an installation that starts on another database of this
 * server may change the same role at the same moment: whoever came second does it again.
 */
async function alone(work: () => Promise<void>): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await work();
    } catch (error) {
      if (turn === MOST_TURNS || !(error instanceof pg.DatabaseError) || !BESIDE_ANOTHER.includes(error.code ?? "")) throw error;
      await setTimeout(Math.random() * 100);
    }
  }
}

async function makeRoles(owner: pg.Client, rolePassword: string): Promise<void> {
  for (const role of ROLES) await makeRole(owner, role, `login password ${pg.escapeLiteral(rolePassword)}`);
  await makeRole(owner, "anteroom_lookup", "nologin");
  // The owner must be a member of a role to hand functions to it; a superuser is one anyway.
  await owner.query("grant anteroom_lookup to current_user");
}

async function makeRole(owner: pg.Client, role: string, attributes: string): Promise<void> {
  const { rows } = await owner.query<{ strong: boolean }>("select rolsuper or rolbypassrls as strong from pg_roles where rolname = $1", [role]);
  if (!rows[0]) await owner.query(`create role ${role} nosuperuser nobypassrls ${attributes}`);
  // Only a superuser may say so of a role that is there, even where it is so already.
  else if (rows[0].strong) await owner.query(`alter role ${role} nosuperuser nobypassrls`);
  if (rows[0] && attributes !== "nologin") await owner.query(`alter role ${role} ${attributes}`);
}
