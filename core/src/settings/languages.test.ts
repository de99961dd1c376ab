import { describe, expect, it } from "vitest";
import { clinicSettings } from "./clinic-settings.ts";
import { languagesOf } from "./languages.ts";
import { faultsOfSection, type SettingsSectionId } from "./sections.ts";

const inForce = clinicSettings.parse({});
const faults = (section: SettingsSectionId, values: object, before = inForce) => {
  const judged = faultsOfSection(section, { ...values }, before);
  return "faults" in judged ? judged.faults.map(({ path, code }) => `${path} ${code}`) : [];
};

describe("the languages of a clinic", () => {
  it.each([
    ["all that the pages speak, where none is chosen", "ar", [], ["ar", "en"]],
    ["those chosen, the main one first", "ar", ["en", "ar"], ["ar", "en"]],
    ["the main one alone", "en", ["en"], ["en"]],
    ["all, where those of before are spoken by no page", "de", ["de", "fr"], ["en", "ar"]],
  ])("are %s", (_story, mainLanguage, languages, expected) => expect(languagesOf({ mainLanguage, languages })).toEqual(expected));

  const words = { de: "Bitte warten." };
  it.each<[SettingsSectionId, object, string]>([
    ["languages", { mainLanguage: "de" }, "mainLanguage"],
    ["languages", { languages: ["en", "de"] }, "languages.1"],
    ["share-text", { shareText: { de: "{link}" } }, "shareText.de"],
    ["closed-texts", { closedText: words }, "closedText.de"],
    ["important-information", { importantInformation: words }, "importantInformation.de"],
    ["waiting-text", { waitingText: words }, "waitingText.de"],
    ["waiting-content", { waitingContent: { de: [] } }, "waitingContent.de"],
    ["waiting-messages", { waitingMessages: [{ afterMinutes: 5, text: words }] }, "waitingMessages.0.text.de"],
    ["late-text", { lateText: words }, "lateText.de"],
    ["consent", { consentText: words }, "consentText.de"],
    [
      "entry-fields",
      { entryFields: [{ id: "a", kind: "choice", label: { en: "Which?" }, help: words, options: [{ value: "x", label: { en: "X", de: "X" } }] }] },
      "entryFields.0.help.de",
    ],
  ])("in %s are those that callers' pages speak", (section, values, path) => expect(faults(section, values)).toContain(`${path} unknownLanguage`));

  it("do not cost the clinic what it wrote in one that it offers no more", () => {
    const english = { ...inForce, languages: ["en"] };
    expect(faults("closed-texts", { closedText: { en: "Closed.", ar: "مغلق." } }, english)).toEqual([]);
  });
});
