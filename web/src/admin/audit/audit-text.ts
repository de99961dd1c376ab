import { useText } from "../../i18n/admin-messages.ts";
import type { ValueText } from "./differences.ts";

/** In words where the catalogue has words for it; what it does not know stands as it was written. */
export function useAuditText(): { actionText: (action: string) => string; factText: (name: string) => string; valueText: ValueText } {
  const { intl } = useText();
  const told = (id: string, written: string) => (id in intl.messages ? intl.formatMessage({ id }) : written);
  return {
    actionText: (action) => told(`audit.do.${action}`, action),
    factText: (name) => told(`audit.fact.${name}`, name),
    valueText(name, value) {
      if (name === "role" && typeof value === "string") return told(`role.${value}`, value);
      if (name === "permissions" && Array.isArray(value)) return intl.formatList(value.map((each) => told(`permission.${String(each)}`, String(each))));
      return typeof value === "string" ? value : JSON.stringify(value);
    },
  };
}
