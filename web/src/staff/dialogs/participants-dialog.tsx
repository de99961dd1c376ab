import type { RowView, SeatView } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useMinutesSince } from "../app/clock.tsx";
import { useLink } from "../app/link.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { readinessWords } from "../waiting-area/readiness-text.ts";
import { nameOf } from "../waiting-area/row-status.ts";
import { refusalText } from "../words/refusal.ts";
import { minutesText } from "../words/times.ts";

const KIND: Record<SeatView["kind"], StaffMessageId> = {
  caller: "participants.caller",
  companion: "participants.companion",
  roomGuest: "participants.guest",
  member: "participants.member",
};

/** Who is with this caller, without going in. */
export function ParticipantsDialog({ row, onClose }: { row: RowView; onClose: () => void }) {
  const t = useText();
  const name = nameOf(row);
  const { seats, problem } = useParticipants(row);
  return (
    <Dialog
      title={t("participants.title", { name })}
      onClose={onClose}
      footer={() => (
        <Button variant="primary" onClick={onClose}>
          {t("dialog.done")}
        </Button>
      )}
    >
      {problem && (
        <Banner tone="bad" role="alert">
          {refusalText(t, problem, { name })}
        </Banner>
      )}
      {!seats && !problem && <Skeleton label={t("loading")} />}
      {seats && (
        <ul className="stack stack-3">
          {seats.map((seat) => (
            <Participant key={seat.id} seat={seat} row={row} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Participant({ seat, row }: { seat: SeatView; row: RowView }) {
  const t = useText();
  const minutes = useMinutesSince(seat.since);
  const isTheCaller = seat.kind === "caller" && seat.visitId === row.id;
  const readiness = isTheCaller && seat.presence !== "offline" ? readinessWords(row.readiness) : null;
  const name = seat.name || t("participants.elsewhere");
  const where =
    seat.presence === "lost" || seat.presence === "offline"
      ? t(seat.presence === "lost" ? "row.lost" : "status.offline")
      : seat.state === "knocking"
        ? t("participants.knocking")
        : seat.state === "held"
          ? t("status.hold")
          : minutesText(t, minutes);
  return (
    <li className="cluster cluster-3 nowrap-flex">
      <Avatar name={name} picture={seat.picture} small />
      <span className="grow clip">
        <span className="strong clip block" dir="auto" title={name}>
          {name}
        </span>
        <span className="small muted block">
          {t(KIND[seat.kind])}
          {seat.knownAs.length > 0 && ` · ${t("participants.knownAs", { names: t.intl.formatList(seat.knownAs) })}`}
          {readiness && ` · ${t(readiness.short)}`}
        </span>
      </span>
      <span className="small tnum">{where}</span>
    </li>
  );
}

/** Asked for again with every change of the row: who comes and goes is one. */
function useParticipants(row: RowView) {
  const { send } = useLink();
  const [seats, setSeats] = useState<readonly SeatView[] | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  useEffect(() => {
    let late = false;
    void send("GET /api/visits/{visitId}/participants", { params: { visitId: row.id } }).then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setSeats(answer.reply.seats);
    });
    return () => {
      late = true;
    };
  }, [send, row]);
  return { seats, problem };
}
