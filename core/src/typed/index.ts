/**
 * What people type into a form, judged alike by the page that asks and by the server that takes it.
 * It stands alone because the patient's page carries it.
 */

const PHONE_MAX_LENGTH = 40;
/** Small countries have numbers of five figures. */
const PHONE_MIN_FIGURES = 5;

export type PhoneFault = "letters" | "short" | "long";

/** Figures of every script become 0 to 9: keyboards in Arabic, Persian, Hindi and others type their own. */
export function plainFigures(text: string): string {
  return text.replace(/\p{Nd}/gu, (figure) => {
    const code = figure.codePointAt(0) ?? 0;
    // Unicode keeps the ten figures of a script in a row, in rising order (Core Specification, §4.6).
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((code - zero) % 10);
  });
}

/** As it is stored and dialled. */
export function plainPhone(text: string): string {
  return plainFigures(text.normalize("NFKC"))
    .replace(/\p{Pd}/gu, "-")
    .replace(/\s+/gu, " ")
    .trim();
}

export function phoneFault(text: string): PhoneFault | null {
  const number = plainPhone(text);
  if (!/^\+?[\d ().\-/]*$/.test(number)) return "letters";
  if (number.replace(/\D/g, "").length < PHONE_MIN_FIGURES) return "short";
  return number.length > PHONE_MAX_LENGTH ? "long" : null;
}

/** As a text message is addressed: E.164, a country's code and at most fifteen figures. Null for a number that is only known in its own country. */
export function textNumber(text: string): string | null {
  const number = plainPhone(text)
    .replace(/[\s().\-/]/g, "")
    .replace(/^00/, "+");
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}

/** The answer of a caller who was asked for a clinician and knows none. No name is without letters. */
export const DO_NOT_KNOW = "?";

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** Null for what is none. The comma counts as a point, because most of the world writes it so. */
export function plainNumber(text: string): string | null {
  const number = plainFigures(text.trim()).replace(/[,٫]/u, ".");
  return /^[-+]?\d+(\.\d+)?$/.test(number) ? number : null;
}

/** What somebody looks for: words that must all be there, in any order. */
export function wordsOf(find: string): string[] {
  return find.trim().split(/\s+/u).filter(Boolean).slice(0, 8);
}

/** As the database judges it, for lists that a page has whole. */
export function hasWords(find: string, ...texts: readonly string[]): boolean {
  const text = texts.join(" ").toLocaleLowerCase();
  return wordsOf(find.toLocaleLowerCase()).every((word) => text.includes(word));
}

/** Of a password, in characters; product/6.3. */
export const PASSWORD_LENGTH = { min: 13, max: 128 };

/** How many characters a person typed, whatever script they are of. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
