import { existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";

/** Programs that tests use and npm does not bring. Without a browser there are no journeys; without coturn one is left out. */
const programs = [
  {
    names: ["chromium", "chromium-browser", "google-chrome"],
    packages: ["chromium", "fonts-noto-core"],
    why: "the journeys in a real browser",
    needed: true,
    path: process.env.CHROMIUM_PATH,
  },
  { names: ["turnserver"], packages: ["coturn"], why: "the journey over a real relay", needed: false },
];

const NO_SERVICES = "/usr/sbin/policy-rc.d";

/** Installs them where this is allowed (root on Debian or Ubuntu); otherwise says what to type. */
export async function installPrograms() {
  const missing = programs.filter(({ names, path }) => !(path && existsSync(path)) && !names.some(onPath));
  if (missing.length === 0) return;
  const packages = missing.flatMap((program) => program.packages);
  if (process.getuid?.() === 0 && onPath("apt-get")) await aptInstall(packages);
  const still = missing.filter(({ names }) => !names.some(onPath));
  for (const { names, why, needed } of still) {
    console.error(`${needed ? "MISSING" : "SKIPPED"}: ${names[0]}, for ${why}. On Debian type: sudo apt-get install ${packages.join(" ")}`);
  }
  if (still.some(({ needed }) => needed)) console.error("The journeys will fail without it.");
}

async function aptInstall(packages) {
  console.log(`Installing ${packages.join(", ")} from the distribution …`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const everySeconds = (elapsed) => console.log(`  … ${elapsed} s`);
  // A package's own service must not start beside the tests, which start theirs on ports of their own.
  const ours = !existsSync(NO_SERVICES);
  if (ours) writeFileSync(NO_SERVICES, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await run("apt-get", ["update", "-qq"], { env, everySeconds, quiet: true });
    await run("apt-get", ["install", "-y", "-qq", "-o=Dpkg::Use-Pty=0", "--no-install-recommends", ...packages], { env, everySeconds, quiet: true });
  } finally {
    if (ours) rmSync(NO_SERVICES);
  }
}

export function onPath(name) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/sbin", "/usr/local/bin"];
  return folders.some((folder) => folder && existsSync(join(folder, name)));
}
