import { describe, expect, it } from "vitest";
import call from "./call-en.json";
import patient from "./patient-en.json";
import staff from "./staff-en.json";

const administration = Object.assign({}, ...Object.values(import.meta.glob("./admin-*-en.json", { import: "default", eager: true }))) as object;

describe("the catalogues", () => {
  // A page lays the texts of the call over its own: the same id would turn one sentence into another.
  it.each([
    ["patient", patient],
    ["staff", staff],
    // Loaded beside the staff's own, and there to stay once a page of it was opened.
    ["administration", administration],
  ])("of the call and of the %s's pages share no id", (_page, page) => {
    expect(Object.keys(call).filter((id) => id in page)).toEqual([]);
  });
});
