import { join } from "node:path";
import { checkNodeVersion } from "./support/node-version.mjs";
import { installPackages } from "./support/packages.mjs";
import { root } from "./support/root.mjs";
import { must, run, runNode } from "./support/run.mjs";

/** The server starts again at every change, the pages are built again; `npm run dev -- --demo` passes its words on. */
checkNodeVersion();
await installPackages({ dev: true });
const web = join(root, "web");
await must(runNode(["scripts/build.mjs"], { cwd: web }), "The pages could not be built.");
const watch = (mode) => runNode(["../node_modules/vite/bin/vite.js", "build", "--watch", "--mode", mode, "--emptyOutDir", "false", "--logLevel", "warn"], { cwd: web });
const server = run(join(root, "node_modules/.bin/tsx"), ["watch", "--conditions=source", "server/src/main.ts", ...process.argv.slice(2)]);
process.exitCode = Math.max(...(await Promise.all([watch("patient"), watch("staff"), server])));
