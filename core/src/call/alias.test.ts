import { expect, it } from "vitest";
import { ALIAS_LENGTH, aliasFault } from "./alias.ts";

it.each([
  ["a name that is no name of theirs is fine", "Dr Heart", null],
  ["so is one of one letter", "K", null],
  ["and one in another script", "د. قلب", null],
  ["and one that has the mark inside a word", "Dr Hugues Tan", null],
  ["as long as a nameplate holds", "ن".repeat(ALIAS_LENGTH), null],
  ["longer is refused", "N".repeat(ALIAS_LENGTH + 1), "tooLong"],
  ["without a letter nobody could say it", "007", "aliasLetters"],
  ["the mark of guests is refused", "Guest", "aliasGuestMark"],
  ["beside a name too", "Dr Heart (guest)", "aliasGuestMark"],
  ["in Arabic too", "قلب (ضيف)", "aliasGuestMark"],
  ["in wide letters too", "ＧＵＥＳＴ", "aliasGuestMark"],
  ["with accents too", "Dr Heart Güést", "aliasGuestMark"],
  ["with a joiner inside", "Gu\u200dest", "aliasGuestMark"],
  ["letter by letter", "Dr Heart g-u-e-s-t", "aliasGuestMark"],
  ["with a Cyrillic е that looks alike", "Gu\u0435st", "aliasMixedScripts"],
] as const)("%s", (_story, alias, fault) => expect(aliasFault(alias)?.code ?? null).toBe(fault));
