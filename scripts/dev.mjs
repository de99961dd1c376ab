import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkNodeVersion } from "./support/node-version.mjs";
import { installPackages } from "./support/packages.mjs";
import { root } from "./support/root.mjs";
import { run, runNode } from "./support/run.mjs";

/** The server starts again at every change, the pages are built again; `npm run dev -- --demo` passes its words on. */
checkNodeVersion();
await installPackages({ dev: true });
const pages = existsSync(join(root, "web/vite.config.ts")) ? runNode(["../node_modules/vite/bin/vite.js", "build", "--watch"], { cwd: join(root, "web") }) : Promise.resolve(0);
const server = run(join(root, "node_modules/.bin/tsx"), ["watch", "--conditions=source", "server/src/main.ts", ...process.argv.slice(2)]);
process.exitCode = Math.max(...(await Promise.all([pages, server])));
