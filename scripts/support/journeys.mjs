import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { runNode } from "./run.mjs";

const results = join(root, "test-results/e2e.json");

/** Projects of e2e/playwright.config.ts, one after the other: how many journeys of each go on side by side. */
const workers = { pages: 2, calls: 1 };

/** Playwright over everything in e2e/; what it counted, and its exit code. */
export async function runJourneys(args = []) {
  const counts = [];
  for (const project of Object.keys(workers)) counts.push(await runProject(project, args));
  const all = addUp(counts);
  if (all.isNothing) console.error(`No journey is called by ${args.join(" ")}.`);
  return { code: Number(all.failed > 0), ...all };
}

async function runProject(project, args) {
  rmSync(results, { force: true });
  const options = [`--project=${project}`, `--workers=${workers[project]}`, `--output=../test-results/e2e/${project}`, "--pass-with-no-tests"];
  const code = await runNode(["../node_modules/@playwright/test/cli.js", "test", ...options, ...args], {
    cwd: join(root, "e2e"),
    env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1", FORCE_COLOR: "0" },
  });
  return countJourneys(existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : null, code);
}

/** A run that failed counts at least one failure, whatever it wrote down. */
export function countJourneys(report, code) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report?.stats ?? {};
  const failed = unexpected + (report?.errors?.length ?? 0);
  return { passed: expected + flaky, failed: failed || Number(code !== 0), skipped };
}

/** A project may have no journey of the given name; when none has, that is a failure. */
export function addUp(counts) {
  const sum = (what) => counts.reduce((total, each) => total + each[what], 0);
  const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
  const isNothing = passed + failed + skipped === 0;
  return { passed, failed: failed + Number(isNothing), skipped, isNothing };
}
