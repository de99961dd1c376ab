import { randomBytes } from "node:crypto";
import { access, chmod, chown, constants, mkdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { dirname, join, parse } from "node:path";
import type { SystemUser } from "./system-user.ts";

/** Folders outside of the data folder, in the order in which they are tried. */
const SHARED_PLACES = ["/var/lib/anteroom", "/var/tmp/anteroom"];

/** Tells where the database stands when it could not stand in the data folder itself. */
const POINTER = "postgres.location";

/** Made when it is missing; the same name whatever symbolic links lead to it. */
export async function dataFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
    return await realpath(dataDir);
  } catch (cause) {
    throw new Error(`The data folder ${dataDir} cannot be written to. Make it writable, or give another with DATA_DIR.`, { cause });
  }
}

export async function pointedPlace(folder: string): Promise<string | null> {
  const place = await readFile(join(folder, POINTER), "utf8").catch(() => null);
  if (place === null) return null;
  return realpath(place.trim()).catch((cause) => {
    throw new Error(`The database of ${folder} stood in ${place.trim()}, which is gone. Restore it, or remove ${join(folder, POINTER)} to begin with an empty one.`, { cause });
  });
}

/**
 * The folder that holds the database files: the data folder, or, where PostgreSQL's own user may not enter that
 * (a folder under /root has mode 700), one under /var/lib/anteroom that the data folder points at.
 */
export async function databasePlace(folder: string, user: SystemUser | null): Promise<string> {
  const pointed = await pointedPlace(folder);
  if (pointed !== null) return pointed;
  if (!user) return folder;

  // The data folder is Anteroom's own: its group may pass through it, and see nothing of it.
  if ((await isPassable(dirname(folder), user)) && (await letGroupPass(folder, user))) return folder;

  const place = join(await sharedPlace(user), randomBytes(6).toString("hex"));
  await mkdir(place, { mode: 0o710 });
  await chown(place, 0, user.gid);
  await writeFile(join(place, "data-folder"), `${folder}\n`, { mode: 0o600 });
  await writeFile(join(folder, POINTER), `${place}\n`, { mode: 0o600 });
  return place;
}

/** A folder that every user may pass through, for the database and for the programs of PostgreSQL. */
export async function sharedPlace(user: SystemUser): Promise<string> {
  for (const place of SHARED_PLACES) {
    try {
      await mkdir(place, { recursive: true, mode: 0o755 });
      await chmod(place, 0o755);
      if ((await stat(place)).uid === 0 && (await isPassable(place, user))) return place;
    } catch {
      // Not writable here; the next one may be.
    }
  }
  throw new Error(`The database needs a folder that the user "${user.name}" may enter; none of ${SHARED_PLACES.join(", ")} can be used. Give another with DATA_DIR.`);
}

/** Whether the user may go through this folder and all above it. */
export async function isPassable(folder: string, user: SystemUser): Promise<boolean> {
  const { root } = parse(folder);
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === root) return true;
  }
}

async function letGroupPass(folder: string, user: SystemUser): Promise<boolean> {
  if (await isPassable(folder, user)) return true;
  try {
    const { mode, uid } = await stat(folder);
    await chown(folder, uid, user.gid);
    await chmod(folder, (mode & 0o777) | 0o010);
    return await isPassable(folder, user);
  } catch {
    return false;
  }
}
