import { spawn } from "node:child_process";
import { installPackages } from "./support/packages.mjs";
import { root } from "./support/root.mjs";
import { runNode } from "./support/run.mjs";

/** The check and all tests; a check that fails counts as one failure in the last line. */
await installPackages({ dev: true });
const check = await runNode(["scripts/check.mjs"]);
const { passed, failed } = await tests();
const allFailed = failed + Number(check !== 0);
if (check !== 0) console.log("npm run check failed: see above.");
process.exitCode = allFailed > 0 ? 1 : 0;
console.log(`${passed} passed, ${allFailed} failed`);

/** Its own last line is held back, so that there is only one. */
function tests() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["scripts/test.mjs"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let line = "";
    let found = null;
    child.stdout.on("data", (chunk) => {
      const lines = (line + chunk).split("\n");
      line = lines.pop() ?? "";
      for (const whole of lines) {
        found = /^(\d+) passed, (\d+) failed$/.exec(whole);
        if (!found) console.log(whole);
      }
    });
    child.once("close", (code) => resolve(found ? { passed: Number(found[1]), failed: Number(found[2]) } : { passed: 0, failed: Math.max(1, code ?? 1) }));
  });
}
