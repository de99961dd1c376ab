import type { EntryField } from "@anteroom/core/settings";
import { DO_NOT_KNOW } from "@anteroom/core/typed";
import type { StaffMessageId } from "../../i18n/staff-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";

type Localized = Record<string, string>;

/** In the language of the page, else in the first one that is there. */
export function localized(text: Localized, language: string): string {
  return text[language] ?? text[language.split("-")[0] ?? ""] ?? text.en ?? Object.values(text)[0] ?? "";
}

/** A field's answer as staff read it: options by their words, dates as the page writes them. */
export function answerText(t: TextOf<StaffMessageId>, field: EntryField, value: string | undefined): string {
  if (!value) return "";
  const label = (each: string) => {
    const option = field.options.find((one) => one.value === each);
    return option ? localized(option.label, t.intl.locale) : each;
  };
  switch (field.kind) {
    case "choice":
      return label(value);
    case "clinician":
      return value === DO_NOT_KNOW ? t("field.unknown") : label(value);
    case "choices":
      return t.intl.formatList(listOf(value).map(label));
    case "yesNo":
      return value === "yes" || value === "true" ? t("field.yes") : value === "no" || value === "false" ? t("field.no") : value;
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? t.intl.formatDate(`${value}T00:00:00Z`, { dateStyle: "medium", timeZone: "UTC" }) : value;
    default:
      return value;
  }
}

/** What was chosen of several: each on a line of its own, as the form of callers sends it. */
export function listOf(value: string): string[] {
  return value.split("\n").filter(Boolean);
}

/** "Somali", in the language of the page. */
export function languageName(t: TextOf<StaffMessageId>, tag: string): string {
  try {
    return t.intl.formatDisplayName(tag, { type: "language" }) ?? tag;
  } catch {
    return tag; // not a language tag
  }
}
