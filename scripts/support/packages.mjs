import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { must, run } from "./run.mjs";
import { root } from "./root.mjs";

/**
 * Packages of the lock that are not installed as the lock says, read from npm's own record of what it installed.
 * No network is asked. What is left out for this platform ("optional") does not count.
 * @param {{ dev: boolean }} wanted
 */
export function missingPackages({ dev }, folder = root) {
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
  const record = join(folder, "node_modules", ".package-lock.json");
  const installed = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")).packages : {};
  const missing = [];
  for (const [path, wanted] of Object.entries(lock)) {
    if (!path.includes("node_modules/") || wanted.optional || wanted.devOptional || (wanted.dev && !dev)) continue;
    const present = installed[path];
    const same = wanted.link ? present?.link : present?.version === wanted.version;
    if (!same || !existsSync(join(folder, path))) missing.push(path);
  }
  return missing;
}

/** Installs what is missing, and only then needs the network. */
export async function installPackages({ dev }) {
  const missing = missingPackages({ dev });
  if (missing.length === 0) return;
  console.log(`Installing the packages of package-lock.json (${missing.length} are missing); this takes a minute or two …`);
  const began = Date.now();
  await must(
    run("npm", ["ci", ...(dev ? ["--include=dev"] : ["--omit=dev"]), "--no-audit", "--no-fund", "--loglevel=error"], {
      // Browsers come from the system; a package must not fetch its own.
      env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1", NODE_ENV: dev ? "development" : "production" },
      everySeconds: (elapsed) => console.log(`  … ${elapsed} s, ${count(join(root, "node_modules"))} packages so far`),
    }),
    "The packages could not be installed. Is there a connection to the npm registry?",
  );
  console.log(`Packages installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

function count(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).reduce((sum, name) => sum + (name.startsWith("@") ? readdirSync(join(folder, name)).length : 1), 0);
}
