import type { EntryField } from "@anteroom/core/settings";
import type { StaffMessageId } from "../../i18n/staff-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";
import { localized } from "./field-text.ts";

/** What a caller was known by: `name`, `phone` or the id of an entry field, which may have gone since. */
export function identifierName(t: TextOf<StaffMessageId>, fields: readonly EntryField[], id: string): string {
  if (id === "name") return t("identify.name");
  if (id === "phone") return t("identify.phone");
  const field = fields.find((each) => each.id === id);
  return field ? localized(field.label, t.intl.locale) : id;
}
