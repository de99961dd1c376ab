import { bestLanguage, languages } from "./languages.ts";

/** A cookie, because the server writes `lang` and `dir` of the page before any script runs. */
const COOKIE = "anteroom_language";
const YEAR_SECONDS = 31_536_000;

/** What this person chose here before, else what the browser asks for, else the first that is offered: a clinic's main language. */
export function initialLanguage(offered?: readonly string[]): string {
  const chosen = chosenLanguage();
  if (chosen && (!offered || offered.includes(chosen))) return chosen;
  return bestLanguage(navigator.languages ?? [navigator.language], offered);
}

/** Null when the person never chose, or chose a language no longer offered. */
export function chosenLanguage(): string | null {
  const value = document.cookie
    .split("; ")
    .find((one) => one.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
  return languages.some(({ tag }) => tag === value) ? (value ?? null) : null;
}

export function rememberLanguage(tag: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
  document.cookie = `${COOKIE}=${tag}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
}
