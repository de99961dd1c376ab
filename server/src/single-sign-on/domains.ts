import { domainToASCII } from "node:url";

/** Anybody may have an address there. */
const EVERYBODYS: ReadonlySet<string> = new Set(
  "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net web.de mail.com proton.me protonmail.com zoho.com yandex.com yandex.ru mail.ru qq.com 163.com 126.com orange.fr wanadoo.fr free.fr laposte.net libero.it t-online.de bigpond.com optusnet.com.au btinternet.com fastmail.com hey.com tutanota.com".split(
    " ",
  ),
);
const MOST = 50;

export type Domains = { ok: true; domains: string[] } | { ok: false; sentence: string };

/** From what was typed: one a line, or with commas between; with or without the @. */
export function domainsIn(typed: string): Domains {
  const words = typed
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^@/, ""))
    .filter(Boolean);
  const domains: string[] = [];
  for (const word of words) {
    const domain = domainToASCII(word.toLowerCase());
    if (domain.length > 253 || !/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(domain))
      return { ok: false, sentence: `“${word.slice(0, 80)}” is not a domain. Write it as it stands behind the @.` };
    if (EVERYBODYS.has(domain)) return { ok: false, sentence: `Anybody may have an address at ${domain}.` };
    if (!domains.includes(domain)) domains.push(domain);
  }
  return domains.length > MOST ? { ok: false, sentence: `There are at most ${MOST} domains.` } : { ok: true, domains };
}

/** Of an address as people type it. */
export function domainOf(email: string): string {
  return domainToASCII(email.trim().toLowerCase().split("@").at(-1) ?? "");
}
