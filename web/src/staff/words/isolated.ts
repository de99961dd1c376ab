/** A value inside of a sentence keeps its own direction: an address in Arabic, an Arabic name in English (Unicode Bidirectional Algorithm, FSI and PDI). */
export function isolated(value: string): string {
  return `\u2068${value}\u2069`;
}
