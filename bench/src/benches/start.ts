import { mkdtempSync, rmSync } from "node:fs";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../e2e/support/product.ts";
import { report } from "../support/report.ts";

/** `npm start` (installed and built) until the ready line: with an empty data folder, and again. */
const root = new URL("../../..", import.meta.url).pathname;
const RUNS = 5;

async function start(dataDir: string): Promise<number> {
  const began = performance.now();
  const child = spawn("npm", ["start", "--silent"], {
    cwd: root,
    env: { ...process.env, PORT: String(await freePort()), DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  let output = "";
  const took = await new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("Anteroom is ready at")) resolve(performance.now() - began);
    });
    child.once("exit", () => reject(new Error(`ended before it was ready:\n${output}`)));
  });
  const gone = new Promise((done) => child.once("exit", done));
  if (child.pid) process.kill(-child.pid, "SIGTERM");
  await gone;
  return took;
}

const first: number[] = [];
const again: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const dataDir = mkdtempSync(join(tmpdir(), "anteroom-bench-"));
  first.push(await start(dataDir));
  again.push(await start(dataDir));
  rmSync(dataDir, { recursive: true, force: true });
}
report({ bench: "start", part: "first boot", unit: "ms", samples: first, goal: "p50 ≤ 3000", holds: (f) => f.p50 <= 3000 });
report({ bench: "start", part: "again", unit: "ms", samples: again, goal: "p50 ≤ 1500", holds: (f) => f.p50 <= 1500 });
