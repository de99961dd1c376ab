import { describe, expect, it } from "vitest";
import { slugFault, slugOf } from "./slug.ts";

describe("the readable name in a link", () => {
  it.each([
    ["cardiology", null],
    ["heart-2", null],
    ["ab", "short"],
    ["a".repeat(63), null],
    ["a".repeat(64), "long"],
    ["Cardiology", "letters"],
    ["herz klinik", "letters"],
    ["сardiology", "letters"],
    ["-heart", "edges"],
    ["heart-", "edges"],
    ["api", "reserved"],
    ["sign-in", "reserved"],
  ])("%s: %s", (slug, fault) => expect(slugFault(slug)).toBe(fault));

  it.each([
    ["Cardiology Outpatients", "cardiology-outpatients"],
    ["  Ärzte & Straße  ", "arzte-and-strasse"],
    ["Children's Hospital", "childrens-hospital"],
    ["عيادة القلب", ""],
    ["x".repeat(80), "x".repeat(63)],
  ])("of %s is %s", (name, slug) => expect(slugOf(name)).toBe(slug));
});
