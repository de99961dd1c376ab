import { faultAt, type Fault } from "../faults/index.ts";
import { isWebAddress } from "./addresses.ts";

/** Anybody may have an address there. */
const EVERYBODYS: ReadonlySet<string> = new Set(
  "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net web.de mail.com proton.me protonmail.com zoho.com yandex.com yandex.ru mail.ru qq.com 163.com 126.com orange.fr wanadoo.fr free.fr laposte.net libero.it t-online.de bigpond.com optusnet.com.au btinternet.com fastmail.com hey.com tutanota.com".split(
    " ",
  ),
);
const MOST = 50;

/** From what was typed: one a line, or with commas between; with or without the @; as they are looked up. */
export function domainsIn(typed: string, ascii: AsciiDomain): { domains: string[] } | { fault: Fault } {
  const domains: string[] = [];
  for (const typedWord of typed.split(/[\s,;]+/).filter(Boolean)) {
    const word = typedWord.replace(/^@/, "");
    const domain = ascii(word.toLowerCase());
    if (domain.length > 253 || !/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(domain)) return { fault: faultAt("domains", "noDomain", { word: word.slice(0, 80) }) };
    if (EVERYBODYS.has(domain)) return { fault: faultAt("domains", "everybodysDomain", { domain }) };
    if (!domains.includes(domain)) domains.push(domain);
  }
  return domains.length > MOST ? { fault: faultAt("domains", "tooMany", { max: String(MOST) }) } : { domains };
}

/** As name servers know it, in ASCII; empty for what is none. Who asks brings it along, as `domainToASCII` of Node or a browser's `URL`. */
export type AsciiDomain = (word: string) => string;

type SingleSignOn = { isOn: boolean; domains: string; issuer: string; clientId: string; clientSecret: string };

/** What can be told of an organisation's own sign-in without asking its provider. `hasSecret`: one is kept, for the address `issuer`. */
export function singleSignOnFaults(values: SingleSignOn, kept: { hasSecret: boolean; issuer: string }, ascii: AsciiDomain): Fault[] {
  const found = domainsIn(values.domains, ascii);
  const lacks = (path: "issuer" | "clientId", code: "noIssuer" | "noClientId") => (values.isOn && !values[path].trim() ? [faultAt(path, code)] : []);
  const keepsSecret = kept.hasSecret && kept.issuer === values.issuer;
  return [
    ...("fault" in found ? [found.fault] : values.isOn && found.domains.length === 0 ? [faultAt("domains", "noDomains")] : []),
    ...(values.issuer && !isWebAddress(values.issuer) ? [faultAt("issuer", "issuerAddress")] : lacks("issuer", "noIssuer")),
    ...lacks("clientId", "noClientId"),
    ...(values.isOn && !values.clientSecret && !keepsSecret ? [faultAt("clientSecret", "noClientSecret")] : []),
  ];
}
