import { describe, expect, it } from "vitest";
import { satisfies, tooNewPackages } from "./lock-engines.mjs";

describe("engines of a package on Node 20.20.2", () => {
  it.each([
    [">=18", true],
    [">= 20.19.0", true],
    [">=22", false],
    [">=22.12.0 || ^20.19.0", true],
    ["^18.0.0 || >=22.0.0", false],
    ["^20.21.0", false],
    ["20 || >=22", true],
    ["18 || 22", false],
    ["~20.20.0", true],
    ["~20.19.0", false],
    ["20.x", true],
    ["14 - 18", false],
    ["14 - 20", true],
    [">=18 <20", false],
    [">=18 <=20", true],
    ["> 20", false],
    ["*", true],
    ["", true],
  ])("%s", (range, fits) => {
    expect(satisfies([20, 20, 2], range)).toBe(fits);
  });
});

it("names the packages that want a newer Node, but for those that were seen working", () => {
  const packages = {
    "node_modules/modern": { version: "3.1.0", engines: { node: ">=22" } },
    "node_modules/modest": { version: "1.0.0", engines: { node: ">=18" } },
    "node_modules/a/node_modules/cookie": { version: "2.0.1", engines: { node: ">=22" } },
    "node_modules/cookie": { version: "3.0.0", engines: { node: ">=22" } },
  };
  expect(tooNewPackages({ packages })).toEqual(["modern 3.1.0 wants Node >=22", "cookie 3.0.0 wants Node >=22"]);
});
