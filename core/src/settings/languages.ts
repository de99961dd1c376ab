import type { ClinicSettings } from "./clinic-settings.ts";
import { faultAt, type Fault } from "../faults/index.ts";
import { spokenLanguages } from "./spoken-languages.ts";

/** The languages of a clinic: its main one, then the others that callers may choose; all where none of the chosen is spoken. */
export function languagesOf({ mainLanguage, languages }: Pick<ClinicSettings, "mainLanguage" | "languages">): string[] {
  const chosen = spokenLanguages.filter((tag) => tag === mainLanguage || languages.length === 0 || languages.includes(tag));
  // Saved when every tag was taken: its pages speak something all the same.
  return (chosen.length ? chosen : [...spokenLanguages]).sort((a, b) => Number(b === mainLanguage) - Number(a === mainLanguage));
}

/** Where a clinic writes by language, with the way to each text. */
function writings(settings: ClinicSettings): [path: string, byLanguage: Readonly<Record<string, unknown>>][] {
  const { waitingMessages, entryFields } = settings;
  const names = ["shareText", "switchedOffText", "closedText", "importantInformation", "waitingText", "waitingContent", "lateText", "consentText"] as const;
  return [
    ...names.map((name): [string, object] => [name, settings[name]]),
    ...waitingMessages.map(({ text }, at): [string, object] => [`waitingMessages.${at}.text`, text]),
    ...entryFields.flatMap(({ label, help, options }, at): [string, object][] => [
      [`entryFields.${at}.label`, label],
      [`entryFields.${at}.help`, help],
      ...options.map((option, place): [string, object] => [`entryFields.${at}.options.${place}.label`, option.label]),
    ]),
  ] as [string, Record<string, unknown>][];
}

/** Languages in which the clinic has written something, offered to callers or not. */
export function writtenLanguages(settings: ClinicSettings): Set<string> {
  return new Set(writings(settings).flatMap(([, byLanguage]) => Object.keys(byLanguage)));
}

/**
 * One rule for every text: it is in a language that callers' pages speak. One that the clinic does not offer now is kept for when it does,
 * and its pages show it.
 */
export function wrongLanguages(settings: ClinicSettings): Fault[] {
  const { mainLanguage, languages } = settings;
  const spoken = spokenLanguages.join(", ");
  const isSpoken = (tag: string) => spokenLanguages.includes(tag);
  const texts = writings(settings).flatMap(([path, byLanguage]) => Object.keys(byLanguage).flatMap((tag) => (isSpoken(tag) ? [] : [{ path: `${path}.${tag}`, tag }])));
  const offered = languages.flatMap((tag, at) => (isSpoken(tag) ? [] : [{ path: `languages.${at}`, tag }]));
  return [
    ...(isSpoken(mainLanguage) ? [] : [faultAt("mainLanguage", "unknownLanguage", { tag: mainLanguage, spoken })]),
    ...(languages.length && !languages.includes(mainLanguage) ? [faultAt("languages", "mainLanguage")] : []),
    ...[...offered, ...texts].map(({ path, tag }) => faultAt(path, "unknownLanguage", { tag, spoken })),
  ];
}
