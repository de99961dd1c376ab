import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "../support/report.ts";

/** Every cell of the matrix over HTTP and over the stream, with the policy and with row-level security alone: how many are wrong. */
const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "anteroom-authority-"));
const outcome = join(folder, "outcome.json");
const files = ["server/test/authority.test.ts", "server/test/authority-without-policy.test.ts"];

type Outcome = { numTotalTests: number; numPassedTests: number; testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[] };

try {
  await new Promise((done) => {
    const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "server", "--project", "server without policy", ...files, "--reporter=json", `--outputFile=${outcome}`];
    spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] }).once("close", done);
  });
  const { numTotalTests: cells, numPassedTests: right, testResults } = JSON.parse(readFileSync(outcome, "utf8")) as Outcome;
  const wrong = testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status !== "passed").map(({ fullName }) => fullName));
  // A file that could not even begin has no cell that is wrong, and none that is right.
  const hasBegun = testResults.length === files.length && testResults.every(({ assertionResults }) => assertionResults.length > 0);
  report({ bench: "authority", unit: "wrong cells", samples: [cells - right], goal: "0 wrong", holds: ({ max }) => max === 0 && hasBegun, cells, wrong: wrong.slice(0, 20) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
