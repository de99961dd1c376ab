/** What callers' pages speak; see the catalogues of the web. */
export const spokenLanguages: readonly string[] = ["en", "ar"];
