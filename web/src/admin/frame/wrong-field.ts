import type { AdminMessageId } from "../../i18n/admin-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";
import type { Failure, ToldField } from "../../link/index.ts";
import { languageName } from "../../staff/words/field-text.ts";
import { isolated } from "../../staff/words/isolated.ts";
import { refusalText } from "../../staff/words/refusal.ts";

/** Of no direction of its own. */
const IS_NUMBER = /^[\d:.]*$/;
type Told = TextOf<AdminMessageId>;

/** What is wrong with a field, in the page's language. */
export function wrongFieldText(t: Told, { code, values }: Pick<ToldField, "code" | "values">): string {
  const id = `fault.${code}` as const;
  // A newer server knows more codes than this page.
  return id in t.intl.messages ? t(id, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueText(t, name, value)]))) : t("refused.badRequest");
}

function valueText(t: Told, name: string, value: string): string {
  if (name === "language") return languageName(t, value);
  return IS_NUMBER.test(value) ? value : isolated(value);
}

/** By the path of each. */
export function wrongFieldTexts(t: Told, fields: readonly ToldField[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.path, wrongFieldText(t, field)]));
}

/** Why it was refused, for a place that has one sentence for all of it. */
export function problemText(t: Told, problem: Failure): string {
  return problem.fields?.map((field) => wrongFieldText(t, field)).join(" ") || refusalText(t, problem);
}
