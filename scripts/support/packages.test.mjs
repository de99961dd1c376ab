import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { missingPackages } from "./packages.mjs";

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "anteroom-packages-"));
  write("package-lock.json", {
    "": {},
    core: { version: "1.0.0" },
    "node_modules/core": { link: true, resolved: "core" },
    "node_modules/served": { version: "1.2.3" },
    "node_modules/tested": { version: "4.5.6", dev: true },
    "node_modules/other-platform": { version: "7.8.9", optional: true },
  });
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(file, packages) {
  writeFileSync(join(folder, file), JSON.stringify({ packages }));
}

function install(packages) {
  for (const path of Object.keys(packages)) mkdirSync(join(folder, path), { recursive: true });
  write("node_modules/.package-lock.json", packages);
}

const served = { "node_modules/core": { link: true }, "node_modules/served": { version: "1.2.3" } };

it("everything is missing on a new machine, but for other platforms and, to start only, what tests need", () => {
  expect(missingPackages({ dev: true }, folder)).toEqual(["node_modules/core", "node_modules/served", "node_modules/tested"]);
  expect(missingPackages({ dev: false }, folder)).toEqual(["node_modules/core", "node_modules/served"]);
});

it("nothing is missing when what is needed is there", () => {
  install(served);
  expect(missingPackages({ dev: false }, folder)).toEqual([]);
  expect(missingPackages({ dev: true }, folder)).toEqual(["node_modules/tested"]);
});

it("another version than the lock's is missing", () => {
  install({ ...served, "node_modules/served": { version: "1.2.2" } });
  expect(missingPackages({ dev: false }, folder)).toEqual(["node_modules/served"]);
});

it("a folder that was deleted by hand is missing, whatever the record says", () => {
  install(served);
  rmSync(join(folder, "node_modules/served"), { recursive: true });
  expect(missingPackages({ dev: false }, folder)).toEqual(["node_modules/served"]);
});
