import pg from "pg";
import type { Role } from "./migrate.ts";

// Instants are bigints in the database and safe integers here.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A connection inside one transaction, which sees the rows of the given organisations only. */
export type Transaction = pg.PoolClient;

export type Last<T> = () => Promise<T>;

export type Database = {
  /** Runs `work` in one transaction on behalf of these organisations; commits when it resolves. Retries lost races three times. */
  transact<T>(organisations: readonly string[], work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** As `transact`; `work` answers with what it writes last, whose statements go to the database together with the commit. It must send them before it waits for any. */
  transactAndLast<T>(organisations: readonly string[], work: (transaction: Transaction) => Promise<Last<T>>): Promise<T>;
  /** Reads in one moment: what several queries answer fits together, whatever is committed meanwhile. */
  view<T>(organisations: readonly string[], read: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** For the look-up functions and the tables of `jobs`, which know no organisation. */
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  close(): Promise<void>;
};

const RETRIES = 3;
/** Whoever gets no connection by then is refused: work that waits for others of its kind must not wait for ever. Milliseconds. */
const CONNECT_WITHIN_MS = 10_000;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";
const UUID = /^[0-9a-f-]{36}$/;
/** No organisation, and not the platform either, whose rows stand under zeros. */
const NOBODY = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** The same server and database as another role. */
export function urlAs(url: string, role: Role, password: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = password;
  return changed.href;
}

export async function openDatabase(url: string, connections = 20): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: connections, idleTimeoutMillis: 60_000, connectionTimeoutMillis: CONNECT_WITHIN_MS, keepAlive: true, pipeline: true });
  // A connection that dies while idle is replaced at the next use.
  pool.on("error", () => {});
  // One plan for each statement with a name. Left to itself the planner makes a new one for every array of ids, which takes ten times what the statement does.
  pool.on("connect", (client) => void client.query("set plan_cache_mode = force_generic_plan").catch(() => {}));
  await refusePowerfulRole(pool);

  async function once<T>(organisations: readonly string[], work: (transaction: Transaction) => Promise<Last<T>>, begin = "begin"): Promise<T> {
    if (!organisations.every((id) => UUID.test(id))) throw new Error("an organisation id is not a UUID");
    const client = await pool.connect();
    try {
      // Statements follow each other without waiting for answers: begin and the first of the work are one way to the database, the last and commit another.
      sendTogether(client);
      const begun = client.query(`${begin}; set local app.organisations = '${organisations.length ? organisations.join(",") : NOBODY}'`);
      const [last] = await bothSettled(work(client), begun);
      sendTogether(client);
      const [result, { command }] = await bothSettled(last(), client.query("commit"));
      if (command !== "COMMIT") throw new Error("a statement failed unseen, and the transaction with it");
      client.release();
      return result;
    } catch (error) {
      await client.query("rollback").then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      );
      throw error;
    }
  }

  async function transactAndLast<T>(organisations: readonly string[], work: (transaction: Transaction) => Promise<Last<T>>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await once(organisations, work);
      } catch (error) {
        const { code } = error as { code?: string };
        if (attempt >= RETRIES || (code !== SERIALIZATION_FAILURE && code !== DEADLOCK)) throw error;
      }
    }
  }

  return {
    transactAndLast,
    transact: (organisations, work) => transactAndLast(organisations, async (transaction) => nothingLast(await work(transaction))),
    view: (organisations, read) => once(organisations, async (transaction) => nothingLast(await read(transaction)), "begin isolation level repeatable read read only"),
    async query<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      return (await pool.query<R>(text, [...values])).rows;
    },
    close: () => pool.end(),
  };
}

function nothingLast<T>(result: T): Last<T> {
  return () => Promise.resolve(result);
}

/** What is sent in this turn goes out in one write: each write wakes PostgreSQL's process, which takes a core away from this one before the next statement is sent. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as pg.PoolClient & { connection: pg.Connection }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** The connection is free again only when both have ended, however. */
async function bothSettled<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** Row-level security holds nobody who may bypass it: such a role is refused at start. */
async function refusePowerfulRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ powerful: boolean }>("select rolsuper or rolbypassrls as powerful from pg_roles where rolname = current_user");
  if (rows[0]?.powerful !== false) throw new Error("The database role of the product must be neither a superuser nor able to bypass row-level security.");
}
