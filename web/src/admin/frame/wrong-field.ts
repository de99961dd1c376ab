import type { WrongField } from "@anteroom/core/protocol";
import type { AdminMessageId } from "../../i18n/admin-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";

/** In the page's language where what is wrong has a code; else as the server says it. */
export function wrongFieldText(t: TextOf<AdminMessageId>, { code, values, message }: WrongField): string {
  return code ? t(`fault.${code}`, { ...values }) : message;
}

/** By the path of each. */
export function wrongFieldTexts(t: TextOf<AdminMessageId>, fields: readonly WrongField[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.path, wrongFieldText(t, field)]));
}
