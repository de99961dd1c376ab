import { expect, it } from "vitest";
import { addressesIn } from "./addresses.ts";

it.each([
  ["a@x.org", ["a@x.org"]],
  ["A@x.org, b@x.org; c@x.org\nd@x.org  e@x.org", ["a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org"]],
  ['"Lind, Ana" <ana@x.org>', ["ana@x.org"]],
  ["Ana Lind <Ana@x.org>;\n Tom <tom@x.org>", ["ana@x.org", "tom@x.org"]],
  ["a@x.org a@X.org", ["a@x.org"]],
  ["  \n ,; ", []],
])("finds the addresses in %j", (text, found) => {
  expect(addressesIn(text)).toEqual(found);
});
