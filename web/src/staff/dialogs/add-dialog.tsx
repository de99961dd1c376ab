import type { RowView } from "@anteroom/core/protocol";
import { useText } from "../../i18n/staff-messages.ts";
import { useDesk } from "../desk/desk.tsx";
import { useOwnCall } from "../own-call/own-call.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { nameOf } from "../waiting-area/row-status.ts";

/** Two callers meet only after somebody has read both names. */
export function AddDialog({ row, rows, onClose }: { row: RowView; rows: readonly RowView[]; onClose: () => void }) {
  const t = useText();
  const { commands } = useDesk();
  const { seat, view } = useOwnCall();
  const guests = view?.seats.filter(({ role, state }) => role === "guest" && (state === "in" || state === "held")) ?? [];
  const met = [
    ...new Set([...guests.map(({ visitId }) => visitId), ...rows.filter(({ callId, state }) => state === "seen" && callId === seat?.callId).map(({ id }) => id)]),
  ].filter((id) => id !== null);
  const others = t.intl.formatList(guests.map(({ name }) => name));
  const name = nameOf(row);
  async function add(): Promise<null> {
    onClose();
    await commands.add(row, met);
    return null;
  }
  return (
    <FormDialog title={t("add.title", { name })} onClose={onClose} onSubmit={add} act={t("add.act", { name })}>
      <p>{guests.length > 0 ? t("add.text", { name, others }) : t("add.textAlone", { name })}</p>
    </FormDialog>
  );
}
