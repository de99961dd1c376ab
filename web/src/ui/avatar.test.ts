import { describe, expect, it } from "vitest";
import { initialsOf } from "./avatar.tsx";

describe("the initials", () => {
  it.each([
    ["Leila Haddad", "LH"],
    ["Dr Priya Nair", "PN"],
    ["Dr. med. Ruth Adler", "RA"],
    ["Prof. Dr Ana Lind", "AL"],
    ["د. ليلى حداد", "لح"],
    ["Madonna", "M"],
    ["Dr", "D"],
    ["Dr Who (2)", "W"],
    ["José  de la Cruz", "JC"],
    ["👩 Mia", "M"],
    ["", ""],
  ])("of %j are %j", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
