import type { RowView } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { useDesk } from "../desk/desk.tsx";
import { useOwnCall } from "../own-call/own-call.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { nameOf } from "../waiting-area/row-status.ts";

/** Two callers meet only after somebody has read both names. */
export function AddDialog({ row, rows, onClose }: { row: RowView; rows: readonly RowView[]; onClose: () => void }) {
  const t = useText();
  const { commands } = useDesk();
  const { seat, view } = useOwnCall();
  const [busy, setBusy] = useState(false);
  const guests = view?.seats.filter(({ role, state }) => role === "guest" && (state === "in" || state === "held")) ?? [];
  const met = [
    ...new Set([...guests.map(({ visitId }) => visitId), ...rows.filter(({ callId, state }) => state === "seen" && callId === seat?.callId).map(({ id }) => id)]),
  ].filter((id) => id !== null);
  const others = t.intl.formatList(guests.map(({ name }) => name));
  const name = nameOf(row);
  async function add(): Promise<void> {
    if (busy) return;
    setBusy(true);
    onClose();
    await commands.add(row, met);
  }
  return (
    <Dialog
      title={t("add.title", { name })}
      onClose={onClose}
      onSubmit={() => void add()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t("add.act", { name })}
          </Button>
        </>
      }
    >
      <p>{guests.length > 0 ? t("add.text", { name, others }) : t("add.textAlone", { name })}</p>
    </Dialog>
  );
}
