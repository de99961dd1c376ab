import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Binaries } from "./binaries.ts";
import type { SystemUser } from "./system-user.ts";

type Wanted = { place: string; binaries: Binaries; user: SystemUser | null; password: string; durable: boolean };

/** Makes the database files under `place`, wholly or not at all. True when they were made now. */
export async function makeCluster({ place, binaries, user, password, durable }: Wanted): Promise<boolean> {
  const data = join(place, "postgres");
  const made = await readFile(join(data, "PG_VERSION"), "utf8").catch(() => null);
  if (made !== null) {
    if (made.trim() === binaries.major) return false;
    throw new Error(`The database in ${data} was made by PostgreSQL ${made.trim()}, this version brings ${binaries.major}. See "Upgrading PostgreSQL" in docs/operating.md.`);
  }

  if (
    await stat(data).then(
      () => true,
      () => false,
    )
  ) {
    throw new Error(`The database in ${data} cannot be read, because it belongs to another user. Start Anteroom as the user that made it.`);
  }

  const draft = join(place, `postgres.new-${randomBytes(4).toString("hex")}`);
  const passwordFile = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (user) for (const path of [draft, passwordFile]) await chown(path, user.uid, user.gid);
    await initdb(draft, passwordFile, binaries, user, durable);
    await rename(draft, data);
    return true;
  } catch (cause) {
    // Two first starts at once: the one that is faster has made it for both.
    if (
      await stat(join(data, "PG_VERSION")).then(
        () => true,
        () => false,
      )
    )
      return false;
    throw cause;
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function initdb(data: string, passwordFile: string, { initdb: program }: Binaries, user: SystemUser | null, durable: boolean): Promise<void> {
  const flags = [
    `--pgdata=${data}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // PostgreSQL's own C.UTF-8 needs no locale of the machine, and sorts alike everywhere and for ever.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
  const who = user ? { uid: user.uid, gid: user.gid } : {};
  try {
    await promisify(execFile)(program, flags, { ...who, cwd: data, env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } });
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() ?? "";
    throw new Error(`The database could not be made in ${data}.\n${said}`, { cause });
  }
}
