import { buildWhatChanged } from "./support/build.mjs";
import { runJourneys } from "./support/journeys.mjs";
import { checkNodeVersion } from "./support/node-version.mjs";
import { installPackages } from "./support/packages.mjs";
import { installPrograms } from "./support/programs.mjs";
import { runUnitTests } from "./support/unit-tests.mjs";

/** Everything there is to test, on a machine that may have nothing but Node. The last line sums it up. */
checkNodeVersion();
process.env.CI ||= "1";
await installPackages({ dev: true });
await installPrograms();
await buildWhatChanged();

const levels = [await runUnitTests(), await runJourneys()];
const sum = (what) => levels.reduce((total, level) => total + level[what], 0);
if (sum("skipped") > 0) console.log(`${sum("skipped")} skipped`);
process.exitCode = sum("failed") > 0 ? 1 : 0;
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
