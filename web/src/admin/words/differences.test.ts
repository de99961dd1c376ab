import { expect, it } from "vitest";
import { differences } from "./differences.ts";

const text = (_name: string, value: unknown) => (typeof value === "string" ? value : null);

it("tells only what differs, and nothing of what was empty and is", () => {
  const before = { name: "Renal", slug: "renal", note: "" };
  expect(differences(before, { name: "Renal unit", slug: "renal" }, {}, text)).toEqual([{ name: "name", was: "Renal", is: "Renal unit" }]);
});

it("shows of a long text the part in which it differs", () => {
  const long = "word ".repeat(200);
  const [difference] = differences({ text: `${long}yes` }, { text: `${long}no` }, {}, text);
  expect([difference?.was?.startsWith("…"), difference?.was?.endsWith("yes"), difference?.is?.endsWith("no")]).toEqual([true, true, true]);
});
