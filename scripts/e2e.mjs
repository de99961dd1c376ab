import { buildWhatChanged } from "./support/build.mjs";
import { runJourneys } from "./support/journeys.mjs";
import { checkNodeVersion } from "./support/node-version.mjs";
import { installPackages } from "./support/packages.mjs";
import { installPrograms } from "./support/programs.mjs";

/** `npm run e2e -- video-visit --headed`: words are passed on to Playwright. */
checkNodeVersion();
await installPackages({ dev: true });
await installPrograms();
await buildWhatChanged();
process.exitCode = (await runJourneys(process.argv.slice(2))).code;
