import { execFile, spawn } from "node:child_process";
import { open, readFile, readlink, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Binaries } from "./binaries.ts";
import type { SystemUser } from "./system-user.ts";

const START_MS = 60_000;
const STOP_MS = 20_000;
const LOG_BYTES = 10_000_000;

/** Everything that a running PostgreSQL of ours is made from. */
export type Cluster = {
  binaries: Binaries;
  user: SystemUser | null;
  /** The database files. */
  data: string;
  /** Where its Unix socket stands; there is no port that another machine or user could reach. */
  sockets: string;
  logFile: string;
  settings: Readonly<Record<string, string>>;
};

/** What PostgreSQL writes into postmaster.pid about itself. */
export type Postmaster = { pid: number; data: string; sockets: string; ready: boolean };

export async function readPostmaster(data: string): Promise<Postmaster | null> {
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => null);
  const [pid, folder, , , sockets, , , status] = text?.split("\n") ?? [];
  if (!pid || !folder) return null;
  return { pid: Number(pid), data: folder, sockets: sockets ?? "", ready: status?.trim() === "ready" };
}

/**
 * Whether a process of that number really is the PostgreSQL of these files. After a restart of the machine or
 * container the number may belong to anybody, and PostgreSQL would refuse to start beside a stranger.
 */
export async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  if (process.platform === "linux") {
    // A PostgreSQL stands in its data folder; a dead one that nobody reaped stands nowhere.
    return (await readlink(`/proc/${pid}/cwd`).catch(() => "")) === data;
  }
  const { stdout } = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return stdout.includes("postgres") && stdout.includes(data);
}

/** Whether the running one is of this version's programs and settings; after an upgrade it is not. */
export async function isCurrent(cluster: Cluster, { pid }: Postmaster): Promise<boolean> {
  const written = await readFile(join(cluster.data, "postmaster.opts"), "utf8").catch(() => "");
  const expected = [cluster.binaries.postgres, ...commandLine(cluster).map((argument) => `"${argument}"`)].join(" ");
  if (written.trim() !== expected) return false;
  // Packages that were installed anew leave the old one running from a deleted file.
  const program = process.platform === "linux" ? await readlink(`/proc/${pid}/exe`).catch(() => "") : "";
  return !program.endsWith("(deleted)");
}

function commandLine({ data, sockets, settings }: Cluster): string[] {
  const all = { ...settings, listen_addresses: "", unix_socket_directories: sockets, unix_socket_permissions: "0700" };
  return ["-D", data, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** Starts PostgreSQL and waits until it takes connections. It lives on if this process dies, and is found again. */
export async function startPostmaster(cluster: Cluster): Promise<Postmaster> {
  const { binaries, data, logFile, user } = cluster;
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (size > LOG_BYTES) await truncate(logFile);
  const log = await open(logFile, "a", 0o600);
  const began = (await log.stat()).size;
  let exit: string | null = null;
  try {
    const child = spawn(binaries.postgres, commandLine(cluster), {
      cwd: data,
      env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
      // A group of its own: Ctrl+C is for Anteroom, which says goodbye before it stops the database.
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    });
    child.once("error", (error) => (exit = error.message));
    child.once("exit", (code, signal) => (exit = `ended with ${code ?? signal}`));
    child.unref();

    for (const since = performance.now(); performance.now() - since < START_MS; ) {
      const running = await readPostmaster(data);
      if (running?.pid === child.pid && running?.ready) return running;
      if (exit !== null) break;
      await pause(10);
    }
    if (exit === null) child.kill("SIGQUIT");
  } finally {
    await log.close();
  }
  const said = (await readFile(logFile, "utf8").catch(() => "")).slice(began).trim();
  throw new Error(`PostgreSQL did not start: ${exit ?? `not ready after ${START_MS / 1000} s`}.\n${said}`);
}

/** Waits for running transactions to be rolled back and everything to be on the disk. */
export async function stopPostmaster(data: string, how: "clean" | "at once" = "clean"): Promise<void> {
  const running = await readPostmaster(data);
  if (!running || !(await isPostmasterOf(running.pid, data))) return;
  kill(running.pid, how === "clean" ? "SIGINT" : "SIGQUIT");
  for (const began = performance.now(); performance.now() - began < STOP_MS; ) {
    await pause(10);
    // Its file goes a moment before it does.
    if (!(await isPostmasterOf(running.pid, data))) return;
  }
  kill(running.pid, "SIGQUIT");
}

/** Only for a file whose process is known to be gone or to be a stranger. */
export async function forgetPostmaster({ data, sockets }: Cluster): Promise<void> {
  for (const file of [join(data, "postmaster.pid"), join(sockets, ".s.PGSQL.5432.lock"), join(sockets, ".s.PGSQL.5432")]) await rm(file, { force: true });
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
