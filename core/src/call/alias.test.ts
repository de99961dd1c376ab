import { expect, it } from "vitest";
import { ALIAS_LENGTH, aliasFault } from "./alias.ts";

it.each([
  ["a name that is no name of theirs is fine", "Dr Heart", null],
  ["so is one of one letter", "K", null],
  ["and one in another script", "د. قلب", null],
  ["and one that has the mark inside a word", "Dr Hugues Tan", null],
  ["as long as a nameplate holds", "ن".repeat(ALIAS_LENGTH), null],
  ["longer is refused", "N".repeat(ALIAS_LENGTH + 1), "long"],
  ["without a letter nobody could say it", "007", "letters"],
  ["the mark of guests is refused", "Guest", "guestMark"],
  ["beside a name too", "Dr Heart (guest)", "guestMark"],
  ["in Arabic too", "قلب (ضيف)", "guestMark"],
  ["in wide letters too", "ＧＵＥＳＴ", "guestMark"],
  ["with accents too", "Dr Heart Güést", "guestMark"],
  ["with a joiner inside", "Gu\u200dest", "guestMark"],
  ["letter by letter", "Dr Heart g-u-e-s-t", "guestMark"],
  ["with a Cyrillic е that looks alike", "Gu\u0435st", "mixedScripts"],
] as const)("%s", (_story, alias, fault) => expect(aliasFault(alias)).toBe(fault));
