import type { ClinicSettingsView } from "@anteroom/core/protocol";
import { type ClinicSettings, languagesOf, writtenLanguages } from "@anteroom/core/settings";
import { type Language, languages } from "../../i18n/languages.ts";

/** What the clinic's texts are written in: its main language first, then the others that callers may choose, then what it has written in before. */
export function offeredLanguages({ sections }: ClinicSettingsView): readonly Language[] {
  const settings = Object.assign({}, ...Object.values(sections).map(({ values }) => values)) as ClinicSettings;
  const tags = [...new Set([...languagesOf(settings), ...writtenLanguages(settings)])];
  return tags.flatMap((tag) => languages.filter((language) => language.tag === tag));
}
