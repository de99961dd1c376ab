import type { ClinicSettings } from "./clinic-settings.ts";

/** The clinic's own consent text in each language in which it has one; none: it asks for nothing. */
export function consentTexts({ consentText }: Pick<ClinicSettings, "consentText">): { language: string; text: string }[] {
  return Object.entries(consentText).flatMap(([language, text]) => (text.trim() ? [{ language, text }] : []));
}
