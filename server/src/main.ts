import { mkdirSync } from "node:fs";
import closeWithGrace from "close-with-grace";
import pino from "pino";
import { createApp } from "./app.ts";
import { type Config, readConfig } from "./config.ts";
import { openDatabaseServer } from "./db/index.ts";
import { fillDemonstration } from "./dev/index.ts";
import { createLog } from "./log.ts";

/** A server that cannot leave by then is cut off. Milliseconds. */
const LEAVE_WITHIN_MS = 30_000;

const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

try {
  await start();
} catch (error) {
  process.stderr.write(`Anteroom cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel, pino.destination({ dest: 2, sync: false }));
  makeDataFolder(config.dataDir);
  let leave = (_why: Error) => {};
  const postgres = config.databaseUrl
    ? null
    : await openDatabaseServer({ dataDir: config.dataDir, log: { info: say, warn: (sentence) => log.warn(sentence) }, onLost: (reason) => leave(reason) });
  let app: Awaited<ReturnType<typeof createApp>>;
  try {
    app = await createApp(config, config.databaseUrl ?? postgres?.adminUrl ?? "", log);
    if (process.argv.includes("--demo")) await fillDemonstration({ database: app.database, accounts: app.accounts, dataDir: config.dataDir, publicUrl: config.publicUrl, say });
    await app.http.listen({ port: config.port, host: config.host });
  } catch (error) {
    await postgres?.stop();
    throw inWordsOfAnOperator(error, config);
  }

  const grace = closeWithGrace({ delay: LEAVE_WITHIN_MS, logger: undefined, skip: ["unhandledRejection"] }, async ({ err }) => {
    if (err) log.fatal({ err }, "the server ends because of a fault");
    await app.stop(config.drainMs);
    await postgres?.stop();
  });
  // One forgotten answer is no reason to cut off everybody who is in a call.
  process.on("unhandledRejection", (err) => log.error({ err }, "something failed that nobody waited for"));
  leave = (reason) => {
    log.fatal({ err: reason }, "PostgreSQL is gone and could not be brought back");
    process.exitCode = 1;
    grace.close();
  };
  const code = await app.setUpCode();
  if (code) say(`Nobody administers this installation yet. Open ${config.publicUrl}/setup and type this code: ${code}`);
  // Scripts wait for this line: it stays the last.
  say(`Anteroom is ready at ${config.publicUrl}`);
}

function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`The data folder ${dataDir} cannot be made (${(error as NodeJS.ErrnoException).code}). Give another one as DATA_DIR, or make it yours.`, { cause: error });
  }
}

function inWordsOfAnOperator(error: unknown, { host, port, databaseUrl }: Config): unknown {
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  const sentence = {
    EADDRINUSE: `${host}:${port} is in use by another program. Choose another PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Choose another HOST.`,
    EACCES: syscall === "listen" ? `Port ${port} needs more rights than this user has. Choose a PORT above 1023.` : undefined,
    ...(databaseUrl
      ? {
          ECONNREFUSED: "Nothing answers at DATABASE_URL. Is PostgreSQL running there, and is the address right?",
          ENOTFOUND: "The host in DATABASE_URL is not known.",
          ETIMEDOUT: "The host in DATABASE_URL does not answer.",
          "28P01": "PostgreSQL refuses the user or password in DATABASE_URL.",
          "28000": "PostgreSQL refuses the user in DATABASE_URL.",
          "3D000": "The database named in DATABASE_URL does not exist.",
          "42501": "The user in DATABASE_URL may not make roles and schemas, which Anteroom needs at start.",
        }
      : {}),
  }[code];
  return sentence ? new Error(sentence, { cause: error }) : error;
}
