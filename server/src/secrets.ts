import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Secrets = { rolePassword: string; sessionSecret: string };

/** Made at the first start, readable by the product's own user only. */
export function readSecrets(dataDir: string): Secrets {
  const path = join(dataDir, "secrets.json");
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const secrets: Secrets = { rolePassword: randomBytes(24).toString("hex"), sessionSecret: randomBytes(32).toString("hex") };
    writeFileSync(path, JSON.stringify(secrets), { mode: 0o600, flag: "wx" });
  }
  return JSON.parse(readFileSync(path, "utf8")) as Secrets;
}
