import type { RowView } from "@anteroom/core/protocol";
import { useId } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Button, type ButtonVariant } from "../../ui/button.tsx";
import { LockIcon } from "../../ui/icons/lucide.ts";
import { usePerson } from "../app/session.tsx";
import { useBusy } from "../desk/busy.ts";
import { useDesk } from "../desk/desk.tsx";
import { useIntent } from "../desk/intent.ts";
import { useJoinPress } from "../desk/new-window.ts";
import { nameOf } from "./row-status.ts";

/** The one thing to do with this caller now, always in the same place. `solid`: theirs is the next turn. */
export function RowAction({ row, solid }: { row: RowView; solid: boolean }) {
  const { ownSeat } = useDesk();
  if (row.state === "ended") return null;
  if (row.presence === "offline") return <Recall row={row} />;
  if (ownSeat) return row.callId === ownSeat.callId || row.state === "seen" ? null : <Add row={row} />;
  return <Join row={row} solid={solid} />;
}

function Join({ row, solid }: { row: RowView; solid: boolean }) {
  const t = useText();
  const { busy, wakeDevices } = useDesk();
  const person = usePerson();
  const isJoining = useBusy(busy, `join ${row.id}`);
  const reason = useId();
  const name = nameOf(row);
  const isMine = row.with.some(({ personId }) => personId === person.id);
  const isLocked = row.locked && row.state === "seen" && !isMine;
  const newWindow = useJoinPress(row);
  const intent = useIntent({ begin: wakeDevices, end: keepAwake }, !isLocked);
  if (isLocked) {
    const why = t("row.lockedBy", { who: t.intl.formatList(row.with.map((each) => each.name)) });
    return (
      <>
        <Button size="small" icon={LockIcon} aria-disabled aria-describedby={reason} title={why}>
          {t("row.locked")}
        </Button>
        <span className="sr" id={reason}>
          {why}
        </span>
      </>
    );
  }
  const variant: ButtonVariant = row.state === "seen" ? "outline" : solid ? "primary" : "soft";
  return (
    <Button {...intent} size="small" variant={variant} busy={isJoining} aria-label={isJoining ? t("row.joiningName", { name }) : t("row.joinName", { name })} {...newWindow}>
      {isJoining ? t("row.joining") : t("row.join")}
    </Button>
  );
}

/** The devices go to sleep by themselves. */
const keepAwake = () => {};

function Add({ row }: { row: RowView }) {
  const t = useText();
  const { ask, busy } = useDesk();
  const isAdding = useBusy(busy, `add ${row.id}`);
  return (
    <Button size="small" variant="soft" busy={isAdding} aria-label={t("row.addName", { name: nameOf(row) })} onClick={() => ask({ kind: "add", row })}>
      {isAdding ? t("row.adding") : t("row.add")}
    </Button>
  );
}

function Recall({ row }: { row: RowView }) {
  const t = useText();
  const { commands, busy } = useDesk();
  const isRecalling = useBusy(busy, `recall ${row.id}`);
  return (
    <Button size="small" variant="outline" busy={isRecalling} aria-label={t("row.recallName", { name: nameOf(row) })} onClick={() => void commands.recall(row)}>
      {t("row.recall")}
    </Button>
  );
}
