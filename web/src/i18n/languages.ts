import list from "./languages.json";

/** How a catalogue came to be; an unreviewed one carries a note in the picker. */
export type CatalogueOrigin = { made: string; reviewedBy: string | null };

export type Language = {
  /** BCP 47. */
  tag: string;
  /** Its name in itself. */
  endonym: string;
  direction: "ltr" | "rtl";
  catalogues: Record<"patient" | "call" | "staff" | "admin", CatalogueOrigin>;
};

export const FALLBACK_LANGUAGE = "en";

/** Every language the product is offered in, sorted by its own name. */
export const languages: readonly Language[] = [...(list as Language[])].sort((one, other) => one.endonym.localeCompare(other.endonym));

export function languageOf(tag: string): Language {
  return languages.find((language) => language.tag === tag) ?? (languages.find((language) => language.tag === FALLBACK_LANGUAGE) as Language);
}

/** A native reader has looked at what this audience reads. */
export function isReviewed(language: Language, audience: "patient" | "staff"): boolean {
  return language.catalogues[audience].reviewedBy !== null && language.catalogues.call.reviewedBy !== null;
}

/** The first wish that is offered, by the lookup of RFC 4647 §3.4: `ar-EG` is met by `ar`. Else the first that is offered. */
export function bestLanguage(wishes: readonly string[], offered: readonly string[] = [FALLBACK_LANGUAGE, ...languages.map(({ tag }) => tag)]): string {
  for (const wish of wishes) {
    for (let tag = wish; tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf("-")))) {
      const found = offered.find((each) => each.toLowerCase() === tag.toLowerCase());
      if (found) return found;
    }
  }
  return offered[0] ?? FALLBACK_LANGUAGE;
}
