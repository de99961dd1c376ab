/**
 * Takes out what could make a name lie about where it ends or what it says: control characters, line and paragraph
 * separators, bidirectional overrides and isolates (UAX #9), and zero-width characters other than the two joiners that scripts need.
 */
export function cleanName(text: string): string {
  return withoutDangling(text.normalize("NFC").replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/gu, " "))
    .replace(/\s+/gu, " ")
    .trim();
}

/** Joiners are letters' business; alone or in heaps they only hide. */
function withoutDangling(text: string): string {
  return text.replace(/(?<![\p{L}\p{M}\p{Extended_Pictographic}\ufe0f])[\u200c\u200d]+|[\u200c\u200d]{2,}/gu, "");
}

/** Longer text keeps its lines, and nothing else that is invisible. */
export function cleanText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Zl}\p{Zp}]/gu, "\n")
    .replace(/(?!\n)[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "")
    .trim();
}
