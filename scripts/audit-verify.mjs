import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildWhatChanged } from "./support/build.mjs";
import { checkNodeVersion } from "./support/node-version.mjs";
import { installPackages } from "./support/packages.mjs";
import { root } from "./support/root.mjs";

// Beside a running Anteroom or without one: it reads, and changes nothing.
checkNodeVersion();
await installPackages({ dev: false });
await buildWhatChanged();
await import(pathToFileURL(join(root, "server/dist/audit-verify.js")).href);
