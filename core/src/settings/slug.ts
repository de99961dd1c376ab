export type SlugFault = "short" | "long" | "letters" | "edges" | "reserved";

const SLUG_LENGTH = { min: 3, max: 63 };
/** Words with which pages and parts of the product begin, or that would pretend to be it. */
const RESERVED: ReadonlySet<string> = new Set(
  "account admin administrator anteroom api app assets audit c clinic clinics configure e embed health help icon invitation join livez login logout messages new null organisation organisations platform public r readyz reports room rooms s security settings setup sign-in sign-out signin signout sign-up status stream support test u undefined user users visit visits webhooks www".split(
    " ",
  ),
);

/** Why this cannot be the readable name in a link, or null. Whether it is taken only the server knows. */
export function slugFault(slug: string): SlugFault | null {
  if (!/^[a-z0-9-]*$/.test(slug)) return "letters";
  if (slug.length < SLUG_LENGTH.min) return "short";
  if (slug.length > SLUG_LENGTH.max) return "long";
  if (slug.startsWith("-") || slug.endsWith("-")) return "edges";
  return RESERVED.has(slug) ? "reserved" : null;
}

/** A slug made of a name; empty where nothing of it can be written in these letters. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("&", " and ")
    .replaceAll(/['’]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, SLUG_LENGTH.max)
    .replace(/-+$/, "");
}

/** Why this cannot stand behind `/s/`, in a sentence, or null. */
export function shortCodeFault(code: string): string | null {
  if (!/^[a-z0-9-]*$/.test(code)) return "Please use only the small letters a to z, digits and hyphens.";
  if (code.length < 3 || code.length > 30) return "Please use 3 to 30 characters.";
  return code.startsWith("-") || code.endsWith("-") ? "Please begin and end with a letter or a digit." : null;
}
