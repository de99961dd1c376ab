import pg from "pg";
import { pause } from "./postmaster.ts";

/** "Anteroom" in ASCII; one number for all versions, so that an old one and a new one see each other. */
const LOCK = "4714835612497899373";
const PATIENCE_MS = 2_000;

export type DataFolderLock = { release(): Promise<void> };

/**
 * Held by a connection, so that it ends with the process that took it, however that dies. Null when another Anteroom
 * holds it and is alive: a killed one's connection takes a moment to be noticed.
 */
export async function takeDataFolderLock(url: string, onLost: () => void): Promise<DataFolderLock | { heldBy: string }> {
  const client = new pg.Client({ connectionString: url, application_name: `anteroom ${process.pid}`, keepAlive: true });
  let released = false;
  client.on("error", () => undefined);
  await client.connect();
  for (const began = performance.now(); ; ) {
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [LOCK]);
    if (rows[0]?.taken) break;
    if (performance.now() - began > PATIENCE_MS) {
      const heldBy = await holder(client);
      await client.end();
      return { heldBy };
    }
    await pause(25);
  }
  client.on("end", () => {
    if (!released) onLost();
  });
  return {
    release: async () => {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

async function holder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and l.objsubid = 1
        and ((l.classid::bigint << 32) | l.objid::bigint) = $1::bigint`,
    [LOCK],
  );
  return rows[0]?.name.replace(/^anteroom /, "process ") ?? "another process";
}
