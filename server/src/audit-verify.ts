import { existsSync } from "node:fs";
import { join } from "node:path";
import { auditKey, verifyAudit, wordsOf } from "./audit/index.ts";
import { readConfig } from "./config.ts";
import { findDatabaseServer, openDatabase, openDatabaseServer, urlAs } from "./db/index.ts";
import { readSecrets } from "./secrets.ts";

const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

try {
  process.exitCode = (await verify()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`The audit log cannot be verified: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

/** Says what it found of every organisation; false when something does not fit. */
async function verify(): Promise<boolean> {
  const { dataDir, databaseUrl } = readConfig();
  for (const file of ["secrets.json", "audit.key"])
    if (!existsSync(join(dataDir, file))) throw new Error(`${join(dataDir, file)} is missing. Give the folder of the installation as DATA_DIR.`);
  const running = databaseUrl ?? (await findDatabaseServer(dataDir));
  const own = running ? null : await openDatabaseServer({ dataDir, log: { info: () => {}, warn: say } });
  const database = await openDatabase(urlAs(running ?? own?.adminUrl ?? "", "anteroom_tenant", readSecrets(dataDir).rolePassword), 1);
  try {
    const verified = await verifyAudit(database, auditKey(dataDir));
    for (const each of verified) for (const sentence of wordsOf(each)) say(sentence);
    return verified.every(({ findings }) => findings.length === 0);
  } finally {
    await database.close();
    await own?.stop();
  }
}
