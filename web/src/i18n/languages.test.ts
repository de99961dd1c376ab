import { spokenLanguages } from "@anteroom/core/settings";
import { describe, expect, it } from "vitest";
import { bestLanguage, languageOf, languages } from "./languages.ts";
import { chosenLanguage, rememberLanguage } from "./chosen-language.ts";

it("every language of the catalogues is one that a clinic may offer and write in", () => {
  expect(languages.map(({ tag }) => tag).sort()).toEqual([...spokenLanguages].sort());
});

describe("the language of a page", () => {
  it.each([
    [["ar-EG", "en"], "ar"],
    [["fr-CA", "ar"], "ar"],
    [["en-AU"], "en"],
    [["AR"], "ar"],
    [["xx"], "en"],
    [[], "en"],
  ])("for a person who reads %j is %s", (wishes, tag) => {
    expect(bestLanguage(wishes)).toBe(tag);
  });

  it.each([
    [["de", "fr"], ["ar", "en"], "ar"],
    [["de", "en-AU"], ["ar", "en"], "en"],
    [["ar"], ["en"], "en"],
  ])("for a person who reads %j, in a clinic that speaks %j, is %s", (wishes, offered, tag) => {
    expect(bestLanguage(wishes, offered)).toBe(tag);
  });

  it("is remembered, and a cookie of nonsense is not believed", () => {
    rememberLanguage("ar");
    expect(chosenLanguage()).toBe("ar");
    document.cookie = "anteroom_language=<b>; Path=/";
    expect(chosenLanguage()).toBeNull();
  });

  it("has a direction and says how it was made", () => {
    expect(languageOf("ar").direction).toBe("rtl");
    for (const { catalogues } of languages) for (const origin of Object.values(catalogues)) expect(origin.made).not.toBe("");
  });
});
