import { faultAt, type Fault } from "../faults/index.ts";

export type SlugFault = "short" | "long" | "letters" | "edges" | "reserved";

const SLUG_LENGTH = { min: 3, max: 63 };
const SHORT_CODE_LENGTH = { min: "3", max: "30" };
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

/** A name, a slug and a short link as they are typed; what others have only the server knows. `was`: what is no hindrance, because it is so already. */
export function faultsOfAddress(typed: { name: string; slug: string; shortCode: string }, was: { slug: string }): Fault[] {
  const slug = typed.slug === was.slug ? null : slugFault(typed.slug);
  const short = typed.shortCode === "" ? null : shortCodeFault(typed.shortCode);
  return [
    ...(typed.name.trim() ? [] : [faultAt("name", "name")]),
    ...(slug ? [slugFaultAt("slug", slug)] : []),
    ...(short ? [faultAt("shortCode", short, SHORT_CODE_LENGTH)] : []),
  ];
}

export function slugFaultAt(path: string, fault: SlugFault | "taken" | "lookAlike"): Fault {
  return faultAt(path, fault, { min: String(SLUG_LENGTH.min), max: String(SLUG_LENGTH.max) });
}

/** Why this cannot stand behind `/s/`, or null. */
function shortCodeFault(code: string): SlugFault | null {
  if (!/^[a-z0-9-]*$/.test(code)) return "letters";
  if (code.length < Number(SHORT_CODE_LENGTH.min)) return "short";
  if (code.length > Number(SHORT_CODE_LENGTH.max)) return "long";
  return code.startsWith("-") || code.endsWith("-") ? "edges" : null;
}
