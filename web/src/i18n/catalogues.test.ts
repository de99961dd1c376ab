import { describe, expect, it } from "vitest";
import call from "./call-en.json";
import patient from "./patient-en.json";
import staff from "./staff-en.json";

describe("the catalogues", () => {
  // A page lays the texts of the call over its own: the same id would turn one sentence into another.
  it.each([
    ["patient", patient],
    ["staff", staff],
  ])("of the call and of the %s's pages share no id", (_page, page) => {
    expect(Object.keys(call).filter((id) => id in page)).toEqual([]);
  });
});
