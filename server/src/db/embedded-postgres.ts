import { createHash, randomBytes } from "node:crypto";
import { chmod, chown, link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Binaries, databaseBinaries } from "./embedded/binaries.ts";
import { type DataFolderLock, takeDataFolderLock } from "./embedded/data-folder-lock.ts";
import { makeCluster } from "./embedded/make-cluster.ts";
import { dataFolder, databasePlace, pointedPlace } from "./embedded/place.ts";
import { type Cluster, forgetPostmaster, isCurrent, isPostmasterOf, pause, readPostmaster, startPostmaster, stopPostmaster } from "./embedded/postmaster.ts";
import { databaseUser, findUser, type SystemUser } from "./embedded/system-user.ts";

export type Log = { info(sentence: string): void; warn(sentence: string): void };

export type DatabaseServer = {
  /** Of PostgreSQL's superuser, for making databases and roles; it goes over a Unix socket. */
  adminUrl: string;
  /** The folder with the database files, for the operator. */
  where: string;
  /** Found running: left behind by an Anteroom that was killed. */
  reused: boolean;
  /** Everything on the disk and PostgreSQL gone. */
  stop(): Promise<void>;
};

type Wanted = {
  dataDir: string;
  log: Log;
  /** Told when PostgreSQL went away and could not be brought back; the process should end. */
  onLost?: (reason: Error) => void;
};

const MAX_SOCKET_PATH = 103;
const OPEN_MS = 30_000;

/** Modest: one machine carries Anteroom, PostgreSQL and perhaps media. Nothing here trades safety for speed. */
const SETTINGS = {
  max_connections: "100",
  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  max_wal_size: "512MB",
  checkpoint_timeout: "15min",
  wal_compression: "on",
  random_page_cost: "1.1",
  // Short statements only: neither compiling nor spreading one over processes pays.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  io_method: "sync",
  // What a killed server left running ends within a second, and its locks with it.
  client_connection_check_interval: "1s",
  timezone: "UTC",
  log_timezone: "UTC",
  // Statements, values and the errors that quote them are health data: they stay out of the log.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
} as const;

/**
 * The PostgreSQL that comes with Anteroom, in the data folder. One Anteroom for a data folder: a second one is refused
 * with a sentence. A PostgreSQL that outlived a killed Anteroom is found and used again.
 */
export async function openDatabaseServer({ dataDir, log, onLost }: Wanted): Promise<DatabaseServer> {
  const folder = await dataFolder(dataDir);
  const user = await userOf(folder, (sentence) => log.info(sentence));
  const place = await databasePlace(folder, user);
  const binaries = await databaseBinaries(user, place);
  const password = await keptPassword(folder, place);
  if (place !== folder || binaries.copied) log.info(whereabouts(folder, place, binaries, user));

  const made = await makeCluster({ place, binaries, user, password, durable: true });
  if (made) log.info(`A new database was made in ${join(place, "postgres")}.`);
  const cluster = await clusterAt(place, binaries, user, SETTINGS);
  const adminUrl = urlOf(cluster, password);

  let stopping = false;
  let lock: DataFolderLock;
  const watch = () => {
    if (!stopping) void recover();
  };
  const recover = async () => {
    log.warn("The connection to PostgreSQL was lost; it is being started again.");
    try {
      ({ lock } = await open(cluster, adminUrl, folder, watch));
      if (stopping) return await close();
      log.info("PostgreSQL is back.");
    } catch (error) {
      onLost?.(error as Error);
    }
  };

  let closed: Promise<void> | undefined;
  const close = async () => {
    await lock.release();
    await stopPostmaster(cluster.data);
  };

  const opened = await open(cluster, adminUrl, folder, watch);
  lock = opened.lock;
  if (opened.reused) log.info("PostgreSQL was still running from before and is used again.");

  return {
    adminUrl,
    where: cluster.data,
    reused: opened.reused,
    stop: () => {
      stopping = true;
      closed ??= close();
      return closed;
    },
  };
}

/** The address of the PostgreSQL that an Anteroom is running on this data folder; null when it is not running. */
export async function findDatabaseServer(dataDir: string): Promise<string | null> {
  const folder = await dataFolder(dataDir);
  const user = await userOf(folder, () => {});
  const place = await databasePlace(folder, user);
  if (!(await readPostmaster(join(place, "postgres")))) return null;
  const cluster = await clusterAt(place, await databaseBinaries(user, place), user, SETTINGS);
  const adminUrl = urlOf(cluster, await keptPassword(folder, place));
  return (await answersFor(adminUrl, cluster.data)) ? adminUrl : null;
}

/** Finds or starts PostgreSQL and takes the lock. Another start of the same folder may do the same at this moment. */
async function open(cluster: Cluster, adminUrl: string, folder: string, onLost: () => void): Promise<{ lock: DataFolderLock; reused: boolean }> {
  let problem: unknown;
  for (const began = performance.now(); performance.now() - began < OPEN_MS; await pause(50)) {
    try {
      const reused = await findOrStart(cluster, adminUrl);
      const lock = await takeDataFolderLock(adminUrl, onLost);
      if ("heldBy" in lock) throw new InUse(folder, lock.heldBy);
      const running = await readPostmaster(cluster.data);
      if (!reused || (running && (await isCurrent(cluster, running)))) return { lock, reused };
      // An older version's: only who holds the lock may stop it.
      await lock.release();
      await stopPostmaster(cluster.data);
    } catch (error) {
      if (error instanceof InUse || (error as { code?: string }).code === "28P01") throw refusalOf(error, folder);
      problem = error;
      if (!isPassing(error) && !(await readPostmaster(cluster.data))) throw error;
    }
  }
  throw new Error(`PostgreSQL in ${cluster.data} could not be reached for ${OPEN_MS / 1000} s.`, { cause: problem });
}

class InUse extends Error {
  constructor(folder: string, heldBy: string) {
    super(`Another Anteroom (${heldBy}) is running on the data folder ${folder}. Stop that one first, or give this one a DATA_DIR of its own.`);
  }
}

function refusalOf(error: unknown, folder: string): Error {
  if (error instanceof InUse) return error;
  return new Error(`The password in ${join(folder, "postgres.password")} is not that of the database. Restore the file from the backup that the database belongs to.`, {
    cause: error,
  });
}

/** Starting up, shutting down, no socket yet: a moment later it is different. */
function isPassing(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return ["57P03", "57P01", "53300", "ENOENT", "ECONNREFUSED", "ECONNRESET"].includes(code) || /Connection terminated|pre-existing shared memory/.test(message);
}

async function findOrStart(cluster: Cluster, adminUrl: string): Promise<boolean> {
  const running = await readPostmaster(cluster.data);
  if (running) {
    if (await answersFor(adminUrl, cluster.data)) return true;
    if (await isPostmasterOf(running.pid, cluster.data)) throw Object.assign(new Error("PostgreSQL is starting or stopping"), { code: "57P03" });
    if ((await readPostmaster(cluster.data))?.pid === running.pid) await forgetPostmaster(cluster);
  }
  await startPostmaster(cluster);
  return false;
}

/** Ours only if it knows our password and stands on our files. */
async function answersFor(adminUrl: string, data: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory === data;
  } catch (error) {
    if ((error as { code?: string }).code === "28P01") throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whoever owns the database files already keeps them. */
async function userOf(folder: string, say: (sentence: string) => void): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(join((await pointedPlace(folder)) ?? folder, "postgres")).then(
    (files) => files.uid,
    () => 0,
  );
  return (owner === 0 ? null : await findUser(owner)) ?? (await databaseUser(say));
}

export async function clusterAt(place: string, binaries: Binaries, user: SystemUser | null, settings: Cluster["settings"]): Promise<Cluster> {
  const data = join(place, "postgres");
  const near = join(place, "postgres.socket");
  const fits = join(near, ".s.PGSQL.5432").length <= MAX_SOCKET_PATH;
  const sockets = fits ? near : join(tmpdir(), `anteroom-${createHash("sha256").update(data).digest("hex").slice(0, 16)}`);
  await mkdir(sockets, { recursive: true, mode: 0o700 });
  if (user) await chown(sockets, user.uid, user.gid);
  await chmod(sockets, 0o700);
  // A folder in /tmp might have been laid there by somebody else.
  if ((await stat(sockets)).uid !== (user?.uid ?? process.getuid?.())) throw new Error(`The folder ${sockets} belongs to somebody else.`);
  return { binaries, user, data, sockets, settings, logFile: join(place, "postgres.log") };
}

/** A form that `new URL` takes apart, so that the name of the database can be changed in it. */
export function urlOf({ sockets }: Cluster, password: string): string {
  return `postgres://postgres:${password}@localhost:5432/postgres?host=${encodeURIComponent(sockets)}`;
}

async function keptPassword(folder: string, place: string): Promise<string> {
  const file = join(folder, "postgres.password");
  const kept = await readFile(file, "utf8").catch(() => null);
  if (kept !== null) return kept.trim();
  if (await exists(join(place, "postgres", "PG_VERSION"))) {
    throw new Error(`${file} is missing, and without it nobody can open the database beside it. Restore it from your backup.`);
  }
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  // Of two first starts one gives its name to the file, and both read it.
  await link(draft, file).catch(() => undefined);
  await rm(draft);
  return (await readFile(file, "utf8")).trim();
}

function whereabouts(folder: string, place: string, binaries: Binaries, user: SystemUser | null): string {
  const who = user ? `its user "${user.name}"` : "it";
  if (place === folder) return `PostgreSQL's programs were copied to ${binaries.folder}, because ${who} cannot use them where they were installed.`;
  return `The database stands in ${join(place, "postgres")} and its programs in ${binaries.folder}, because PostgreSQL does not run as root and ${who} may not enter ${folder}.`;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
