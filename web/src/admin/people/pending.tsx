import type { PendingInvitation } from "@anteroom/core/protocol";
import { useText } from "../../i18n/admin-messages.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PendingTable } from "./pending-table.tsx";

type Props = { rows: readonly PendingInvitation[]; searched: boolean; withClinic?: boolean; onShowAll: () => void; onChange: () => void };

/** Invitations, or why there are none. */
export function Pending({ rows, searched, withClinic = false, onShowAll, onChange }: Props) {
  const t = useText();
  if (rows.length > 0) return <PendingTable rows={rows} label={t("people.pending")} withClinic={withClinic} onChange={onChange} />;
  if (searched) return <EmptyState title={t("people.noneFound")} actions={<Button onClick={onShowAll}>{t("people.showAll")}</Button>} />;
  return <EmptyState title={t("people.nonePending")}>{t("people.nonePendingMore")}</EmptyState>;
}
