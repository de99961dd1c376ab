import type { RowView } from "@anteroom/core/protocol";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { useDesk } from "../desk/desk.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { nameOf } from "../waiting-area/row-status.ts";

/** A direct call holds six: these and the host. */
const GUESTS_AT_MOST = 5;

/** All that will meet are named first. */
export function NewCallDialog({ rows, onClose }: { rows: readonly RowView[]; onClose: () => void }) {
  const t = useText();
  const { commands } = useDesk();
  const isTooMany = rows.length > GUESTS_AT_MOST;
  async function open(): Promise<null> {
    await commands.newCall(rows);
    onClose();
    return null;
  }
  return (
    <FormDialog title={t("newCall.title", { count: rows.length })} lead={t("newCall.lead")} onClose={onClose} onSubmit={open} act={t("newCall.act")} unready={isTooMany}>
      {isTooMany && <Banner tone="warn">{t("newCall.tooMany", { most: GUESTS_AT_MOST })}</Banner>}
      <ul className="names">
        {rows.map((row) => (
          <li key={row.id} dir="auto">
            {nameOf(row)}
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}
