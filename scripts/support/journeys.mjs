import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { runNode } from "./run.mjs";

const results = join(root, "test-results/e2e.json");

/** Playwright over everything in e2e/; what it counted, and its exit code. */
export async function runJourneys(args = []) {
  rmSync(results, { force: true });
  const code = await runNode(["../node_modules/@playwright/test/cli.js", "test", ...args], {
    cwd: join(root, "e2e"),
    env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1", FORCE_COLOR: "0" },
  });
  return { code, ...countJourneys(existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : null, code) };
}

/** A run that failed counts at least one failure, whatever it wrote down. */
export function countJourneys(report, code) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report?.stats ?? {};
  const failed = unexpected + (report?.errors?.length ?? 0);
  return { passed: expected + flaky, failed: failed || Number(code !== 0), skipped };
}
