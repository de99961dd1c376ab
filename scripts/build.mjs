import { buildWhatChanged } from "./support/build.mjs";
import { checkNodeVersion } from "./support/node-version.mjs";
import { installPackages } from "./support/packages.mjs";

checkNodeVersion();
await installPackages({ dev: false });
await buildWhatChanged({ always: true });
