import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { must, run, runNode } from "./run.mjs";
import { root } from "./root.mjs";

const TEST = /\.test\.tsx?$/;

/** What is built, from what, and a file that is there afterwards. */
const parts = {
  server: {
    sources: [
      "core/src",
      "core/package.json",
      "core/tsconfig.build.json",
      "server/src",
      "server/package.json",
      "server/tsconfig.build.json",
      "tsconfig.base.json",
      "package-lock.json",
    ],
    outcome: "server/dist/main.js",
    build: buildServer,
  },
  web: {
    sources: ["core/src", "web", "tsconfig.base.json", "package-lock.json"],
    outcome: "web/dist/staff.html",
    build: buildWeb,
  },
};

/** Builds what is older than its sources; nothing when all is up to date. */
export async function buildWhatChanged({ always = false } = {}) {
  for (const [name, part] of Object.entries(parts)) {
    const stampFile = join(root, ".cache", `built-${name}`);
    const stamp = stampOf(part.sources);
    const built = existsSync(join(root, part.outcome)) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
    if (built && !always) continue;
    console.log(`Building the ${name} …`);
    const began = Date.now();
    await part.build();
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
    console.log(`Built the ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  }
}

async function buildServer() {
  // What a removed source left behind must not be found by anyone.
  for (const folder of ["core/dist", "server/dist"]) rmSync(join(root, folder), { recursive: true, force: true });
  // Types are a matter of `npm run check`: packages that only describe others are not installed for running.
  await must(runNode(["node_modules/typescript/bin/tsc", "-b", "server/tsconfig.build.json", "--noCheck"]), "The server could not be built.");
  for (const file of filesIn("server/src")) {
    if (/\.tsx?$/.test(file)) continue;
    const target = join(root, "server/dist", relative("server/src", file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, file), target);
  }
}

async function buildWeb() {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, "web/package.json"), "utf8"));
  const step = scripts.build
    ? run("npm", ["run", "--silent", "build", "--workspace", "web"])
    : runNode(["../node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], { cwd: join(root, "web") });
  await must(step, "The pages could not be built.");
}

function stampOf(sources) {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of filesIn(source)) {
      const { size, mtimeMs } = statSync(join(root, file));
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest("hex");
}

function filesIn(path) {
  if (!existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter(({ name }) => name !== "dist" && name !== "node_modules" && name !== "test" && !TEST.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesIn(join(path, entry.name)));
}
