import { randomBytes } from "node:crypto";
import { chmod, chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clusterAt, urlOf } from "../src/db/embedded-postgres.ts";
import { databaseBinaries } from "../src/db/embedded/binaries.ts";
import { makeCluster } from "../src/db/embedded/make-cluster.ts";
import { startPostmaster, stopPostmaster } from "../src/db/embedded/postmaster.ts";
import { databaseUser } from "../src/db/embedded/system-user.ts";

const PREFIX = "anteroom-test-postgres-";

/** Nothing of it needs to outlive the tests, so it may be as fast as it can. */
const FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "128MB",
  jit: "off",
  io_method: "sync",
  max_parallel_workers_per_gather: "0",
  autovacuum: "off",
  timezone: "UTC",
  client_connection_check_interval: "1s",
};

/** A real PostgreSQL for one run of tests, gone without a trace after `stop()`. */
export async function startTestPostgres(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  await sweep();
  const user = await databaseUser(() => undefined);
  const place = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  if (user) {
    await chown(place, 0, user.gid);
    await chmod(place, 0o710);
  }
  const binaries = await databaseBinaries(user, place);
  const password = randomBytes(16).toString("hex");
  await makeCluster({ place, binaries, user, password, durable: false });
  const cluster = await clusterAt(place, binaries, user, FAST);
  await startPostmaster(cluster);
  return {
    adminUrl: urlOf(cluster, password),
    stop: () => remove(place),
  };
}

/** Servers of test runs that were killed before they could tidy up. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split("-")[0]) : 0;
    if (pid && !isAlive(pid)) await remove(join(tmpdir(), name)).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function remove(place: string): Promise<void> {
  await stopPostmaster(join(place, "postgres"), "at once");
  await rm(place, { recursive: true, force: true });
}
