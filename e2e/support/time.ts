import pg from "pg";
import type { Product } from "./product.ts";

type Finder = { findDatabaseServer: (dataDir: string) => Promise<string | null> };

/** Of what goes on; a command locks them in this order. */
const GOING_ON = { call: "is_open", visit: "is_open", seat: "is_live" };
/** Numbers beyond it are instants: milliseconds since 1970. */
const FIRST_INSTANT = 1_000_000_000_000;

/** Minutes go by for everybody who waits, without anybody waiting for them: every instant of their visits is so much longer ago. */
export async function minutesPass({ dataDir }: Product, minutes: number): Promise<void> {
  const ms = minutes * 60_000;
  // As `npm run audit:verify` finds the database of an Anteroom that runs.
  const { findDatabaseServer } = (await import(new URL("../../server/dist/db/index.js", import.meta.url).href)) as Finder;
  const database = new pg.Client({ connectionString: (await findDatabaseServer(dataDir)) ?? "" });
  await database.connect();
  try {
    await database.query("begin");
    for (const [table, isGoingOn] of Object.entries(GOING_ON)) {
      const { rows } = await database.query<{ id: string; body: unknown }>(`select id, body from tenant.${table} where ${isGoingOn} order by id for update`);
      for (const { id, body } of rows)
        await database.query(`update tenant.${table} set body = $2, due_at = due_at - $3::bigint, version = version + 1 where id = $1`, [
          id,
          JSON.stringify(earlier(body, ms)),
          ms,
        ]);
    }
    await database.query("commit");
  } finally {
    await database.end();
  }
}

function earlier(thing: unknown, ms: number): unknown {
  if (typeof thing === "number") return thing > FIRST_INSTANT ? thing - ms : thing;
  if (Array.isArray(thing)) return thing.map((each) => earlier(each, ms));
  if (typeof thing !== "object" || thing === null) return thing;
  return Object.fromEntries(Object.entries(thing).map(([name, value]) => [name, earlier(value, ms)]));
}
