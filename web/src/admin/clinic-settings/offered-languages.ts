import type { ClinicSettingsView } from "@anteroom/core/protocol";
import { type Language, languages } from "../../i18n/languages.ts";

/** What the clinic's texts are written in: its main language first, then the others that callers may choose. */
export function offeredLanguages({ sections }: ClinicSettingsView): readonly Language[] {
  const { mainLanguage, languages: chosen = [] } = sections.languages.values;
  const offered = languages.filter(({ tag }) => tag === mainLanguage || chosen.length === 0 || chosen.includes(tag));
  return offered.sort((one, other) => Number(other.tag === mainLanguage) - Number(one.tag === mainLanguage));
}
