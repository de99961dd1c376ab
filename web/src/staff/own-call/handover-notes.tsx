import type { CallView, RowView } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { ArrowRightLeftIcon } from "../../ui/icons/lucide.ts";
import { useBusy } from "../desk/busy.ts";
import { useDesk } from "../desk/desk.tsx";
import { nameOf } from "../waiting-area/row-status.ts";

/** In the talk before a handover: who is to be given to whom, and the press that does it. */
export function HandoverNotes({ rows, view, personId }: { rows: readonly RowView[]; view: CallView; personId: string }) {
  const mine = rows.filter(({ handover }) => handover?.callId === view.id && handover.byId === personId);
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  if (mine.some(({ id }) => !asked.has(id))) setAsked(new Set([...asked, ...mine.map(({ id }) => id)]));
  const over = rows.filter(({ id, handover, state }) => asked.has(id) && !handover && state !== "seen");
  const takers = view.seats.filter(({ id, kind, state }) => id !== view.you && kind === "member" && state === "in");
  return (
    <>
      {mine.map((row) => (
        <HandoverNote key={row.id} row={row} takers={takers.map(({ name }) => name)} />
      ))}
      {over.map((row) => (
        <HandoverOver key={row.id} row={row} />
      ))}
    </>
  );
}

/** Declined, or nobody came in time: whoever asked would else sit there and wait. */
function HandoverOver({ row }: { row: RowView }) {
  const t = useText();
  const { commands, busy } = useDesk();
  const isJoining = useBusy(busy, `join ${row.id}`);
  const name = nameOf(row);
  return (
    <div className="stage-note" role="status">
      <ArrowRightLeftIcon />
      <p>{t("handover.over", { name })}</p>
      <Button size="small" variant="primary" busy={isJoining} onClick={() => commands.join(row)}>
        {t("row.joinName", { name })}
      </Button>
    </div>
  );
}

function HandoverNote({ row, takers }: { row: RowView; takers: readonly string[] }) {
  const t = useText();
  const { commands, busy } = useDesk();
  const isGiving = useBusy(busy, `giveHandover ${row.id}`);
  const name = nameOf(row);
  const clinic = row.handover?.toClinicName ?? "";
  return (
    <div className="stage-note" role="status">
      <ArrowRightLeftIcon />
      <p>{takers.length > 0 ? t("handover.ready", { name, who: t.intl.formatList(takers) }) : t("handover.calling", { name, clinic })}</p>
      {takers.length > 0 && (
        <Button size="small" variant="primary" busy={isGiving} onClick={() => void commands.giveHandover(row)}>
          {t("handover.give", { name: row.firstName })}
        </Button>
      )}
      <Button size="small" onClick={() => void commands.endHandover(row)}>
        {t("handover.cancel")}
      </Button>
    </div>
  );
}
