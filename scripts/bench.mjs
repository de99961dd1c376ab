import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildWhatChanged } from "./support/build.mjs";
import { checkNodeVersion } from "./support/node-version.mjs";
import { installPackages } from "./support/packages.mjs";
import { root } from "./support/root.mjs";
import { runNode } from "./support/run.mjs";

/** `npm run bench -- join storm`: each prints lines of JSON; without names all are run. The code is 1 when a goal is missed. */
const folder = join(root, "bench/src/benches");
const all = readdirSync(folder)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.slice(0, -3));
const names = process.argv.slice(2);
const unknown = names.filter((name) => !existsSync(join(folder, `${name}.ts`)));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${all.join(", ")}`);
  process.exit(2);
}

checkNodeVersion();
await installPackages({ dev: true });
await buildWhatChanged();
for (const name of names.length > 0 ? names : all) {
  const code = await runNode(["--conditions=source", "--import", "tsx", join(folder, `${name}.ts`)]);
  if (code !== 0) process.exitCode = 1;
}
