import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Whom PostgreSQL runs as. It refuses to run as root, so root has to lend it somebody. */
export type SystemUser = { uid: number; gid: number; name: string };

/** Null when PostgreSQL can simply run as the one who starts it. */
export async function databaseUser(say: (sentence: string) => void, passwd = "/etc/passwd"): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const known = (await findUser("anteroom", passwd)) ?? (await findUser("postgres", passwd));
  if (known) return known;
  const made = await createUser(passwd);
  if (made) {
    say(`PostgreSQL must not run as root: the system user "anteroom" was created for it.`);
    return made;
  }
  const nobody = await findUser("nobody", passwd);
  if (nobody) return nobody;
  throw new Error("PostgreSQL must not run as root, and no other user was found or could be created. Create one with: useradd --system anteroom");
}

/** PostgreSQL looks its own user up by number, so the user has to stand in the list. */
export async function findUser(name: string | number, passwd = "/etc/passwd"): Promise<SystemUser | null> {
  const lines = (await readFile(passwd, "utf8")).split("\n");
  for (const line of lines) {
    const [user = "", , uid = "", gid = ""] = line.split(":");
    if (user === name || Number(uid) === name) return { name: user, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

async function createUser(passwd: string): Promise<SystemUser | null> {
  for (let attempt = 0; attempt < 5; attempt++) {
    // Fails while another process holds the list of users; who is faster has made the user.
    await run("useradd", ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", "anteroom"]).catch(() => undefined);
    const made = await findUser("anteroom", passwd);
    if (made) return made;
    await new Promise((later) => setTimeout(later, 200));
  }
  return null;
}
