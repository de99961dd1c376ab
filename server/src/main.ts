import { mkdirSync } from "node:fs";
import closeWithGrace from "close-with-grace";
import pino from "pino";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { openDatabaseServer } from "./db/index.ts";
import { fillDemonstration } from "./dev/index.ts";

const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

try {
  await start();
} catch (error) {
  process.stderr.write(`Anteroom cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig();
  // Nothing of a person: no bodies, no cookies, no addresses with tokens.
  const log = pino({ level: config.logLevel, redact: ["req.headers", "body"], base: null }, pino.destination({ dest: 2, sync: false }));
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const postgres = config.databaseUrl ? null : await openDatabaseServer({ dataDir: config.dataDir, log: { info: say, warn: say } });
  let app: Awaited<ReturnType<typeof createApp>>;
  try {
    app = await createApp(config, config.databaseUrl ?? postgres?.adminUrl ?? "", log);
    if (process.argv.includes("--demo")) await fillDemonstration({ database: app.database, accounts: app.accounts, dataDir: config.dataDir, publicUrl: config.publicUrl, say });
    await app.http.listen({ port: config.port, host: config.host }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") throw error;
      throw new Error(`${config.host}:${config.port} is in use by another program. Choose another PORT.`, { cause: error });
    });
  } catch (error) {
    await postgres?.stop();
    throw error;
  }

  closeWithGrace({ delay: 30_000, logger: undefined }, async ({ err }) => {
    if (err) log.fatal({ err }, "the server ends because of a fault");
    await app.stop(config.drainMs);
    await postgres?.stop();
  });
  say(`Anteroom is ready at ${config.publicUrl}`);
}
