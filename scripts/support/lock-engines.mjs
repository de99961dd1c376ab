import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const NODE = [20, 20, 2];

/** Declared for a newer Node, seen working on 20; name and major. */
const ALLOWED = new Set(["cookie 2", "content-disposition 3", "machina 7"]);

/** Packages of the lock that do not promise to run on Node 20.20: it must not creep in with an update. */
export function tooNewPackages(lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))) {
  return Object.entries(lock.packages)
    .map(([path, { name, version, engines }]) => ({ name: name ?? path.split("node_modules/").at(-1), version, range: engines?.node }))
    .filter(({ name, version, range }) => range && !satisfies(NODE, range) && !ALLOWED.has(`${name} ${version.split(".")[0]}`))
    .map(({ name, version, range }) => `${name} ${version} wants Node ${range}`);
}

/** The part of npm's ranges that `engines` uses: comparators, carets, tildes, x, hyphens and ||. */
export function satisfies(version, range) {
  return range.split("||").some((any) => {
    const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(any);
    const comparators = hyphen
      ? [`>=${hyphen[1]}`, `<=${hyphen[2]}`]
      : any
          .replace(/([<>=^~])\s+/g, "$1")
          .split(/[\s,]+/)
          .filter(Boolean);
    return comparators.every((comparator) => holds(version, comparator));
  });
}

function holds(version, comparator) {
  const [, operator = "", numbers = ""] = /^([<>=^~]*)v?(.*)$/.exec(comparator) ?? [];
  const given = numbers
    .split("-")[0]
    .split(".")
    .filter((part) => /^\d+$/.test(part))
    .map(Number);
  if (given.length === 0) return true;
  const order = compare(version, [...given, 0, 0].slice(0, 3));
  const samePrefix = (length) => given.slice(0, length).every((part, index) => part === version[index]);
  if (operator === ">=") return order >= 0;
  if (operator === ">") return given.length === 3 ? order > 0 : order > 0 && !samePrefix(given.length);
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0 || samePrefix(given.length);
  if (operator === "^") return order >= 0 && samePrefix(1);
  if (operator === "~") return order >= 0 && samePrefix(Math.min(2, given.length));
  return samePrefix(given.length);
}

function compare(left, right) {
  for (let index = 0; index < 3; index++) if (left[index] !== right[index]) return left[index] - right[index];
  return 0;
}
