import type { RowView } from "@anteroom/core/protocol";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useMemo, useRef, useSyncExternalStore } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { EllipsisIcon, PanelLeftCloseIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import { useClock, useMinutesSince } from "../app/clock.tsx";
import { usePerson } from "../app/session.tsx";
import { ChannelButton } from "../channel/channel-button.tsx";
import { useBusy } from "../desk/busy.ts";
import { useDesk } from "../desk/desk.tsx";
import { type BoardThings, arrange, firstInQueue } from "../waiting-area/board-view.ts";
import { RowAction } from "../waiting-area/row-action.tsx";
import { filterOf, nameOf } from "../waiting-area/row-status.ts";
import { STATUS_TEXT, TransferNote, useRowStatus, useWithText, WaitingTime } from "../waiting-area/row-words.tsx";
import { answerText, languageName } from "../words/field-text.ts";
import { minutesText } from "../words/times.ts";
import { useOwnCall } from "./own-call.tsx";
import { useLocation } from "wouter";

const ROW_PX = 57;

/** The queue beside the call: who waits goes on being seen, and may be added. */
export function WaitingDrawer({ things, clinicName, onClose }: { things: BoardThings; clinicName: string; onClose: () => void }) {
  const t = useText();
  const { clinic } = useDesk();
  const person = usePerson();
  const { seat } = useOwnCall();
  const [, navigate] = useLocation();
  const rows = useMemo(() => {
    const queue = arrange(things.rows, { filter: "all", search: "", sort: { key: "queue", descending: false }, compare: () => 0 });
    // Those in the call come first: what is done with them is within reach however many wait.
    const isHere = (row: RowView) => row.state === "seen" && row.callId === seat?.callId;
    return [...queue.filter(isHere), ...queue.filter((row) => !isHere(row))];
  }, [things.rows, seat?.callId]);
  const first = firstInQueue(things.rows);
  const longest = useMinutesSince(first?.enteredAt ?? null);
  const waiting = things.rows.filter((row) => filterOf(row) === "waiting").length;
  const mine = person.clinics.filter((each) => each.waitingArea);
  const isAlone = rows.filter(({ callId, state }) => state === "seen" && callId === seat?.callId).length <= 1;
  const scroll = useRef<HTMLDivElement>(null);
  // Its functions change what they answer; nothing here remembers them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    getItemKey: (index) => rows[index]?.id ?? index,
    useFlushSync: false,
  });
  return (
    <>
      <header>
        <div className="grow">
          <h2>{t("nav.waitingArea")}</h2>
          <p className="small muted">{waiting > 0 ? t("beside.summary", { count: waiting, longest: minutesText(t, longest) }) : t("board.empty")}</p>
        </div>
        <ChannelButton />
        <IconButton label={t("beside.close")} icon={PanelLeftCloseIcon} onClick={onClose} />
      </header>
      {mine.length > 1 && (
        <div className="drawer-clinic">
          <Select aria-label={t("beside.clinic")} value={clinic.slug} onChange={(event) => navigate(`/clinics/${event.target.value}?call=${seat?.callId ?? ""}`)}>
            {mine.map((each) => (
              <option key={each.id} value={each.slug}>
                {each.name}
              </option>
            ))}
          </Select>
        </div>
      )}
      <div className="scroll" ref={scroll}>
        {rows.length > 0 && (
          <ul className="box minis" aria-label={clinicName} style={{ blockSize: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start, key }) => {
              const row = rows[index];
              return row && <MiniRow key={key} isAlone={isAlone} row={row} index={index} total={rows.length} offset={start} measure={virtual.measureElement} />;
            })}
          </ul>
        )}
      </div>
    </>
  );
}

type MiniProps = { row: RowView /** The only caller of the call. */; isAlone: boolean; index: number; total: number; offset: number; measure: (element: Element | null) => void };

const MiniRow = memo(function MiniRow({ row, isAlone, index, total, offset, measure }: MiniProps) {
  const t = useText();
  const { ownSeat, openMenu } = useDesk();
  const status = useRowStatus(row);
  const name = nameOf(row);
  const nameId = `drawer-${row.id}`;
  const isHere = ownSeat !== null && row.callId === ownSeat.callId && row.state === "seen";
  return (
    <li
      ref={measure}
      className={`mini is-${status === "ended" ? "offline" : status}${isHere ? " here" : ""}`}
      aria-labelledby={nameId}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-index={index}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <div className="clip">
        <div className="strong clip" dir="auto" id={nameId} title={name}>
          {name}
        </div>
        <div className="sub">
          {isHere ? (
            <b>{t("beside.here")}</b>
          ) : (
            <>
              <b>
                <WaitingTime row={row} />
              </b>
              <MiniWords row={row} status={t(STATUS_TEXT[status])} />
            </>
          )}
        </div>
      </div>
      <TransferNote row={row} />
      <div className="mini-act">
        {!isHere ? <RowAction row={row} solid={false} /> : row.added ? <TakeOutButton row={row} /> : isAlone && <HoldButton row={row} />}
        <IconButton label={t("row.more", { name })} icon={EllipsisIcon} aria-haspopup="menu" onClick={(event) => openMenu(row.id, event.currentTarget)} />
      </div>
    </li>
  );
});

/** With whom, or the state in words, or what they came for. */
function MiniWords({ row, status }: { row: RowView; status: string }) {
  const t = useText();
  const { clinic } = useDesk();
  const withWhom = useWithText(row);
  const field = clinic.entryFields.find((each) => each.shownAsColumn && each.kind !== "hidden");
  const text =
    row.state === "seen"
      ? t("beside.with", { who: withWhom })
      : row.state !== "waiting" || row.presence === "offline"
        ? status
        : row.phoneMe
          ? t("row.phoneMe")
          : row.owesConsent
            ? t("row.owesConsent")
            : row.interpreter
              ? t("row.interpreter", { language: languageName(t, row.language) })
              : (field && answerText(t, field, row.fields[field.id])) || status;
  return (
    <span className="clip" dir="auto">
      {text}
    </span>
  );
}

/** *Undo* while that leaves no trace; afterwards they go to their own room, on hold. */
function TakeOutButton({ row }: { row: RowView }) {
  const t = useText();
  const { commands, busy } = useDesk();
  const isTaking = useBusy(busy, `takeOut ${row.id}`);
  const clock = useClock();
  const mayUndo = useSyncExternalStore(clock.subscribe, () => row.undoUntil !== null && clock.now() < row.undoUntil);
  const name = nameOf(row);
  return (
    <Button
      size="small"
      variant="outline"
      busy={isTaking}
      aria-label={mayUndo ? t("row.undoName", { name }) : t("row.takeOutName", { name })}
      onClick={() => void commands.takeOut(row)}
    >
      {mayUndo ? t("undo") : t("row.takeOut")}
    </Button>
  );
}

function HoldButton({ row }: { row: RowView }) {
  const t = useText();
  const { commands, busy } = useDesk();
  const isHolding = useBusy(busy, `hold ${row.id}`);
  return (
    <Button size="small" variant="outline" busy={isHolding} aria-label={t("row.holdName", { name: nameOf(row) })} onClick={() => void commands.hold(row)}>
      {t("row.hold")}
    </Button>
  );
}
