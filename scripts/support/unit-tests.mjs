import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { runNode } from "./run.mjs";

const results = join(root, "test-results/unit.json");

/** Vitest over core, server, web and the map; what it counted, and its exit code. */
export async function runUnitTests(args = []) {
  rmSync(results, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const code = await runNode(["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args], { env: { NO_COLOR: "1" } });
  return { code, ...countUnitTests(existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : null, code) };
}

/** A file that could not even be loaded has no tests to count: it is one failure. */
export function countUnitTests(report, code) {
  const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests: skipped = 0, testResults = [] } = report ?? {};
  const unloaded = testResults.filter(({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed")).length;
  const failed = numFailedTests + unloaded;
  return { passed, failed: failed || Number(code !== 0), skipped };
}
