import type { RowView } from "@anteroom/core/protocol";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useBusy } from "../desk/busy.ts";
import { useDesk } from "../desk/desk.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { nameOf } from "../waiting-area/row-status.ts";

/** A direct call holds six: these and the host. */
const GUESTS_AT_MOST = 5;

/** All that will meet are named first. */
export function NewCallDialog({ rows, onClose }: { rows: readonly RowView[]; onClose: () => void }) {
  const t = useText();
  const { commands, busy } = useDesk();
  const isOpening = useBusy(busy, "newCall");
  const isTooMany = rows.length > GUESTS_AT_MOST;
  async function open(): Promise<void> {
    if (isTooMany) return;
    await commands.newCall(rows);
    onClose();
  }
  return (
    <Dialog
      title={t("newCall.title", { count: rows.length })}
      lead={t("newCall.lead")}
      onClose={onClose}
      onSubmit={() => void open()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="primary" busy={isOpening} aria-disabled={isTooMany}>
            {t("newCall.act")}
          </Button>
        </>
      }
    >
      {isTooMany && <Banner tone="warn">{t("newCall.tooMany", { most: GUESTS_AT_MOST })}</Banner>}
      <ul className="names">
        {rows.map((row) => (
          <li key={row.id} dir="auto">
            {nameOf(row)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
