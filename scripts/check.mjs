import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tooNewPackages } from "./support/lock-engines.mjs";
import { checkNodeVersion } from "./support/node-version.mjs";
import { installPackages } from "./support/packages.mjs";
import { root } from "./support/root.mjs";
import { run, runNode } from "./support/run.mjs";

/** `npm run check -- types lint` runs only those named. */
const steps = {
  types: async () => {
    let code = 0;
    for (const project of ["core", "server", "web", "web/tsconfig.node.json", "e2e", "bench", "."]) {
      code ||= await runNode(["node_modules/typescript/bin/tsc", "-p", project]);
    }
    return code;
  },
  // The build is stricter than the check above: there, the rules have no types of Node to lean on.
  build: () => runNode(["node_modules/typescript/bin/tsc", "-b", "server/tsconfig.build.json"]),
  lint: () => run("node_modules/.bin/oxlint", ["--type-aware", "--deny-warnings"]),
  format: () => run("node_modules/.bin/biome", ["format", "."]),
  unused: () => run("node_modules/.bin/knip", ["--no-progress"]),
  map: () => runNode(["node_modules/vitest/vitest.mjs", "run", "--project", "map"]),
  catalogues: () => {
    const { scripts = {} } = JSON.parse(readFileSync(join(root, "web/package.json"), "utf8"));
    return scripts["verify-messages"] ? run("npm", ["run", "--silent", "verify-messages", "--workspace", "web"]) : 0;
  },
  lock: () => {
    const strangers = tooNewPackages();
    for (const stranger of strangers) console.error(stranger);
    return strangers.length > 0 ? 1 : 0;
  },
};

checkNodeVersion();
await installPackages({ dev: true });
const wanted = process.argv.slice(2);
const failed = [];
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`── ${name}`);
  if ((await step()) !== 0) failed.push(name);
}
console.log(failed.length === 0 ? "All checks passed." : `Failed: ${failed.join(", ")}`);
process.exitCode = failed.length > 0 ? 1 : 0;
