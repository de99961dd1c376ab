import { useText } from "../../i18n/admin-messages.ts";

/** In words where the catalogue has words for it; what it does not know stands as it was written. */
export function useAuditText(): { actionText: (action: string) => string; factText: (name: string) => string } {
  const { intl } = useText();
  const told = (id: string, written: string) => (id in intl.messages ? intl.formatMessage({ id }) : written);
  return { actionText: (action) => told(`audit.do.${action}`, action), factText: (name) => told(`audit.fact.${name}`, name) };
}
