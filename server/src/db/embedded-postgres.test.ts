import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tmpdir } from "node:os";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DatabaseServer, openDatabaseServer } from "./embedded-postgres.ts";
import { isPostmasterOf, readPostmaster, stopPostmaster } from "./embedded/postmaster.ts";

let dataDir: string;
let said: string[];
let opened: DatabaseServer[];
let children: ChildProcess[];
let elsewhere: string[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "anteroom-data-"));
  [said, opened, children, elsewhere] = [[], [], [], []];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const server of opened) await server.stop();
  await stopPostmaster(join(dataDir, "postgres"), "at once");
  for (const folder of [dataDir, ...elsewhere]) await rm(folder, { recursive: true, force: true });
});

async function open(folder = dataDir): Promise<DatabaseServer> {
  const log = { info: (sentence: string) => void said.push(sentence), warn: (sentence: string) => void said.push(sentence) };
  const server = await openDatabaseServer({ dataDir: folder, log });
  opened.push(server);
  return server;
}

async function query<Row extends pg.QueryResultRow>({ adminUrl }: { adminUrl: string }, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another Anteroom, in a process of its own that can be killed. */
async function openInAnotherProcess(folder: string): Promise<{ child: ChildProcess; adminUrl: string }> {
  const module = new URL("./embedded-postgres.ts", import.meta.url).href;
  const program = `
    const { openDatabaseServer } = await import(${JSON.stringify(module)});
    const log = { info() {}, warn() {} };
    const { adminUrl } = await openDatabaseServer({ dataDir: ${JSON.stringify(folder)}, log });
    console.log(adminUrl);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, adminUrl: line.toString().trim() };
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

describe("the database in the data folder", () => {
  it("keeps what was written over a clean stop", async () => {
    const first = await open();
    await query(first, "create table notes as select 'kept' as note");
    await first.stop();

    const second = await open();
    expect(await query(second, "select note from notes")).toEqual([{ note: "kept" }]);
    expect(second.reused).toBe(false);
  });

  it("writes to the disk before it says so, sorts alike on every machine, and opens no port", async () => {
    const server = await open();
    const rows = await query<{ name: string; setting: string }>(
      server,
      "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'server_encoding')",
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: "on",
      full_page_writes: "on",
      synchronous_commit: "on",
      listen_addresses: "",
      server_encoding: "UTF8",
    });
    expect(await query(server, "select datlocprovider, datlocale from pg_database where datname = 'template1'")).toEqual([{ datlocprovider: "b", datlocale: "C.UTF-8" }]);
  });

  it("is closed to everybody without the password, which nobody else can read", async () => {
    const server = await open();
    expect((await stat(join(dataDir, "postgres.password"))).mode & 0o777).toBe(0o600);
    const wrong = server.adminUrl.replace(/postgres:[0-9a-f]{64}@/, "postgres:guessed@");
    expect(wrong).not.toBe(server.adminUrl);
    await expect(query({ adminUrl: wrong }, "select 1")).rejects.toMatchObject({ code: "28P01" });
  });

  it("is stopped wholly: no process is left", async () => {
    const server = await open();
    const running = await readPostmaster(server.where);
    expect(await isPostmasterOf(running?.pid ?? 0, server.where)).toBe(true);
    await server.stop();
    expect(await readPostmaster(server.where)).toBeNull();
    expect(await isPostmasterOf(running?.pid ?? 0, server.where)).toBe(false);
  });

  it("keeps errors and the values in them out of its log", async () => {
    const server = await open();
    await expect(query(server, "select 'Ms Lindgren'::uuid")).rejects.toThrow("Lindgren");
    expect(await readFile(join(dataDir, "postgres.log"), "utf8")).not.toContain("Lindgren");
  });

  it("works where the path is too long for a socket", async () => {
    const parent = join(dataDir, "a".repeat(60));
    await mkdir(parent);
    for (const passable of [dataDir, parent]) await chmod(passable, 0o711);
    const folder = join(parent, "b".repeat(60));
    const server = await open(folder);
    expect(server.where).toBe(join(folder, "postgres"));
    elsewhere.push(decodeURIComponent(new URL(server.adminUrl).searchParams.get("host") ?? ""));
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("after a kill", () => {
  it("finds the PostgreSQL that lives on, with all that was acknowledged", async () => {
    const { child, adminUrl } = await openInAnotherProcess(dataDir);
    await query({ adminUrl }, "create table notes as select 'acknowledged' as note");
    const before = await readPostmaster(join(dataDir, "postgres"));
    await killed(child);

    const again = await open();
    expect(again.reused).toBe(true);
    expect((await readPostmaster(again.where))?.pid).toBe(before?.pid);
    expect(await query(again, "select note from notes")).toEqual([{ note: "acknowledged" }]);
  });

  it("starts again when PostgreSQL was killed as well", async () => {
    const { child, adminUrl } = await openInAnotherProcess(dataDir);
    await query({ adminUrl }, "create table notes as select 'acknowledged' as note");
    await killed(child);
    const running = await readPostmaster(join(dataDir, "postgres"));
    process.kill(running?.pid ?? 0, "SIGKILL");

    const again = await open();
    expect(again.reused).toBe(false);
    expect(await query(again, "select note from notes")).toEqual([{ note: "acknowledged" }]);
  });

  it("is not misled by a process that now has the number of the dead PostgreSQL", async () => {
    const server = await open();
    const file = join(server.where, "postmaster.pid");
    const left = await readFile(file, "utf8");
    await server.stop();
    await writeFile(file, left.replace(/^\d+/, String(process.pid)));

    const again = await open();
    expect(again.reused).toBe(false);
    expect(await query(again, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("brings back a PostgreSQL that died under a living Anteroom, at the same address", async () => {
    const server = await open();
    const running = await readPostmaster(server.where);
    process.kill(running?.pid ?? 0, "SIGKILL");
    await expect.poll(() => said.at(-1), { timeout: 15_000 }).toBe("PostgreSQL is back.");
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("does not use a running PostgreSQL again that has other settings", async () => {
    const { child } = await openInAnotherProcess(dataDir);
    await killed(child);
    const options = join(dataDir, "postgres", "postmaster.opts");
    await writeFile(options, (await readFile(options, "utf8")).replace("max_connections=100", "max_connections=50"));

    const again = await open();
    expect(again.reused).toBe(false);
  });
});

describe("a second Anteroom on the same folder", () => {
  it("is refused with a sentence that names the first, which goes on", async () => {
    const { child, adminUrl } = await openInAnotherProcess(dataDir);
    await expect(open()).rejects.toThrow(
      `Another Anteroom (process ${child.pid}) is running on the data folder ${dataDir}. Stop that one first, or give this one a DATA_DIR of its own.`,
    );
    expect(await query({ adminUrl }, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("is refused also when both start at once in an empty folder", async () => {
    const results = await Promise.allSettled([open(), open()]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(String(refused?.reason)).toContain("is running on the data folder");
  });
});

describe("what an operator reads", () => {
  it("says which file is missing when the password is gone", async () => {
    await (await open()).stop();
    await rm(join(dataDir, "postgres.password"));
    await expect(open()).rejects.toThrow("postgres.password is missing");
  });

  it("says so when the password belongs to another database", async () => {
    await (await open()).stop();
    await writeFile(join(dataDir, "postgres.password"), "another\n");
    await expect(open()).rejects.toThrow("is not that of the database");
  });

  it("says so when the files were made by another PostgreSQL", async () => {
    await (await open()).stop();
    await writeFile(join(dataDir, "postgres", "PG_VERSION"), "12\n");
    await expect(open()).rejects.toThrow("was made by PostgreSQL 12");
  });
});

const asRoot = process.getuid?.() === 0;

describe.runIf(asRoot)("started by root", () => {
  it("runs PostgreSQL as somebody else", async () => {
    const server = await open();
    const running = await readPostmaster(server.where);
    expect((await stat(`/proc/${running?.pid}`)).uid).not.toBe(0);
  });

  it("finds another place for the database where that user may not enter, says which, and finds it again", async () => {
    const closed = join(dataDir, "closed");
    await mkdir(closed);
    await chmod(closed, 0o700);
    const folder = join(closed, "data");

    const first = await open(folder);
    elsewhere.push(join(first.where, ".."));
    expect(first.where).not.toContain(dataDir);
    expect(said.join("\n")).toContain(`The database stands in ${first.where}`);
    expect(said.join("\n")).toContain(`may not enter ${folder}`);
    await query(first, "create table notes as select 'kept' as note");
    await first.stop();

    const second = await open(folder);
    expect(await query(second, "select note from notes")).toEqual([{ note: "kept" }]);
    await expect(access(join(folder, "postgres"))).rejects.toThrow("ENOENT");
  });
});
