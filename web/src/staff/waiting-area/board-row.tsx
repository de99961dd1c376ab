import type { RowView } from "@anteroom/core/protocol";
import type { EntryField } from "@anteroom/core/settings";
import { type CSSProperties, forwardRef, memo, type MouseEvent, useMemo } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { EllipsisIcon, MessageSquareIcon } from "../../ui/icons/lucide.ts";
import { useDesk } from "../desk/desk.tsx";
import { useIntent } from "../desk/intent.ts";
import { answerText } from "../words/field-text.ts";
import { RowAction } from "./row-action.tsx";
import { nameOf } from "./row-status.ts";
import { ReadinessWords, RowTags, StatusPill, TransferNote, useRowStatus, useWithText, WaitingTime } from "./row-words.tsx";

export type BoardRowProps = {
  row: RowView;
  /** Among all rows shown, counted from 0; the header is row 1 for a screen reader. */
  index: number;
  offset: number;
  fields: readonly EntryField[];
  /** Theirs is the next turn. */
  next: boolean;
  selected: boolean;
  /** The one row that the tab key reaches. */
  current: boolean;
  isNew: boolean;
  onSelect: (visitId: string, selected: boolean) => void;
  onCurrent: (visitId: string) => void;
};

/** One caller. The same parts stand as a line of the table or as a card, by the width of the list. */
export const BoardRow = memo(
  forwardRef<HTMLDivElement, BoardRowProps>(function BoardRow({ row, index, offset, fields, next, selected, current, isNew, onSelect, onCurrent }, ref) {
    const t = useText();
    const { clinic, openDetails, openMenu, ownSeat, warm, cool } = useDesk();
    const warming = useMemo(() => ({ begin: () => warm(row.id), end: () => cool(row.id) }), [row.id, warm, cool]);
    // Whoever reads a row may join its caller: the transport takes longer to come up than a hand from the name to the button.
    const intent = useIntent(warming, row.presence === "here" && row.state !== "ended" && ownSeat === null);
    const status = useRowStatus(row);
    const withWhom = useWithText(row);
    const name = nameOf(row);
    const nameId = `caller-${row.id}`;
    const place: CSSProperties = { transform: `translateY(${offset}px)` };

    function press(event: MouseEvent<HTMLDivElement>): void {
      // A press on empty space of the row opens it; buttons and text that is being selected are left alone.
      if ((event.target as Element).closest("button, a, input, label") || String(window.getSelection() ?? "") !== "") return;
      openDetails(row.id, "details");
    }

    return (
      // The keyboard's way to the same is Enter on the row, handled for the whole list.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
      <div
        {...intent}
        ref={ref}
        role="row"
        tabIndex={current ? 0 : -1}
        aria-rowindex={index + 2}
        aria-labelledby={nameId}
        className={`r b r-board is-${status === "ended" ? "offline" : status}${isNew ? " is-new" : ""}`}
        style={place}
        data-index={index}
        data-visit={row.id}
        onFocus={() => {
          intent.onFocus?.();
          onCurrent(row.id);
        }}
        onClick={press}
      >
        <span className="ck" role="cell">
          <label className="check">
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={t("row.select", { name })}
              checked={selected}
              disabled={row.state === "ended"}
              onChange={(event) => onSelect(row.id, event.target.checked)}
            />
          </label>
        </span>
        <span className="st" role="cell">
          <StatusPill status={status} />
        </span>
        <div className="cn" role="cell">
          <div className="nm clip" dir="auto" id={nameId} title={name}>
            {name}
          </div>
          <RowTags row={row} clinicLanguage={clinic.mainLanguage ?? t.intl.locale} timeZone={clinic.timeZone} />
        </div>
        <span className="wait" role="cell">
          <WaitingTime row={row} />
        </span>
        {fields.map((field, at) => {
          const text = answerText(t, field, row.fields[field.id]);
          return (
            <span key={field.id} className={`${at === 0 ? "rs" : "col-more"} clip${text ? "" : " muted nil"}`} role="cell" dir="auto" title={text}>
              {text || "–"}
            </span>
          );
        })}
        <span className="rd" role="cell">
          <ReadinessWords row={row} />
        </span>
        <span className={withWhom ? "who clip" : "who clip muted"} role="cell" dir="auto" title={withWhom}>
          {withWhom || "–"}
        </span>
        <TransferNote row={row} role="cell" />
        <div className="act" role="cell">
          <RowAction row={row} solid={next} />
          {row.state !== "ended" && (
            <IconButton
              label={row.unread > 0 ? t("row.messageUnread", { name, count: row.unread }) : t("row.messageName", { name })}
              icon={MessageSquareIcon}
              badge={row.unread}
              onClick={() => openDetails(row.id, "messages")}
            />
          )}
          <IconButton label={t("row.more", { name })} icon={EllipsisIcon} aria-haspopup="menu" onClick={(event) => openMenu(row.id, event.currentTarget)} />
        </div>
      </div>
    );
  }),
);
