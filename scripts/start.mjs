import module from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildWhatChanged } from "./support/build.mjs";
import { checkNodeVersion } from "./support/node-version.mjs";
import { installPackages } from "./support/packages.mjs";
import { root } from "./support/root.mjs";

checkNodeVersion();
await installPackages({ dev: false });
await buildWhatChanged();

// npm can be killed without a chance to pass it on; nobody would then know of the server that it left.
const parent = process.ppid;
if (process.env.npm_lifecycle_event === "start") {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 250).unref();
}

// In this very process, so that signals reach the server and not a script in between.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
process.env.NODE_ENV ??= "production";
module.enableCompileCache?.(join(root, ".cache", "compiled"));
await import(pathToFileURL(join(root, "server/dist/main.js")).href);
