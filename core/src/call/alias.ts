import { type Fault, faultAt } from "../faults/index.ts";

/** Longer names do not fit a nameplate. Characters. */
export const ALIAS_LENGTH = 60;

/** What a nameplate says beside the name of a guest, in the languages of the pages. */
const GUEST_MARKS: ReadonlySet<string> = new Set(["guest", "guests", "ضيف", "ضيفة", "الضيف", "الضيفة", "ضيوف"]);

/** What is wrong with a name by which callers are to know somebody of a clinic; null: nothing. Invisible characters are taken out before this. */
export function aliasFault(alias: string): Fault | null {
  if (Array.from(alias).length > ALIAS_LENGTH) return faultAt("alias", "tooLong", { max: String(ALIAS_LENGTH) });
  // As they look, not as they are encoded; joiners stay invisible between letters.
  const words = alias
    .normalize("NFKD")
    .replace(/[\p{M}\u200c\u200d]/gu, "")
    .toLowerCase()
    .match(/\p{L}+/gu);
  if (!words) return faultAt("alias", "aliasLetters");
  // "Dr Guest", "(guest)" and "g u e s t" alike: somebody of the clinic is none.
  if ([...words, words.filter((word) => word.length === 1).join("")].some((word) => GUEST_MARKS.has(word))) return faultAt("alias", "aliasGuestMark");
  // Letters of another alphabet that look alike make one word read as another.
  const isMixed = words.some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
  return isMixed ? faultAt("alias", "aliasMixedScripts") : null;
}
