import type { RowView } from "@anteroom/core/protocol";
import type { EntryField } from "@anteroom/core/settings";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { localized } from "../words/field-text.ts";
import { columnsFor, useBoardLayout } from "./board-layout.ts";
import { BoardRow } from "./board-row.tsx";
import { SortHeader } from "./sort-header.tsx";
import type { Sort } from "./board-view.ts";
import { useSteadyOrder } from "./steady-order.ts";
import { useNewRows } from "./new-rows.ts";
import type { RowKeys } from "./use-keys.ts";

export type BoardProps = {
  rows: readonly RowView[];
  fields: readonly EntryField[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Changes when the person asked for another order or selection of rows. */
  reason: string;
  nextId: string | null;
  selected: ReadonlySet<string>;
  onSelect: (visitId: string, selected: boolean) => void;
  onSelectAll: (selected: boolean) => void;
  onKey: RowKeys;
  /** What scrolls when the page is narrow: the whole page, and not the list in it. */
  pageScroller: RefObject<HTMLElement | null>;
  narrowPage: boolean;
  /** Shown in the place of the rows when there are none. */
  empty: ReactNode;
};

/** A first guess at the height of a row; the real one is measured. Pixels. */
const ROW_PX = 53;
const CARD_PX = 150;
const OVERSCAN = 6;

/** The callers, as a table or as cards, however many: only those in sight are drawn. */
export function Board({ rows, fields, sort, onSort, reason, nextId, selected, onSelect, onSelectAll, onKey, pageScroller, narrowPage, empty }: BoardProps) {
  const t = useText();
  const list = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const layout = useBoardLayout(list);
  const [held, setHeld] = useState({ pointer: false, focus: false });
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const wanted = useMemo(() => rows.map(({ id }) => id), [rows]);
  const { order, newcomers, moved, show } = useSteadyOrder(wanted, held.pointer || held.focus, reason);
  const isNew = useNewRows(rows);

  const [currentId, setCurrentId] = useState<string | null>(null);
  const currentIndex = Math.max(0, currentId === null ? 0 : order.indexOf(currentId));

  const shownFields = fields.slice(0, layout.fields);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const scroller = narrowPage ? pageScroller.current : list.current;
    if (!scroller || !body.current) return;
    setMargin(body.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop);
  }, [narrowPage, pageScroller, layout.form]);

  // Its functions change what they answer; nothing here remembers them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => (narrowPage ? pageScroller.current : list.current),
    estimateSize: () => (layout.form === "cards" ? CARD_PX : ROW_PX),
    overscan: OVERSCAN,
    scrollMargin: margin,
    scrollPaddingStart: layout.form === "cards" ? 8 : 40,
    scrollPaddingEnd: 8,
    gap: layout.form === "cards" ? 12 : 0,
    getItemKey: (index) => order[index] ?? index,
    useFlushSync: false,
  });

  const focusRow = useCallback(
    (index: number) => {
      const id = order[index];
      if (!id) return;
      setCurrentId(id);
      virtual.scrollToIndex(index);
      // A row out of sight is drawn first.
      requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-visit="${CSS.escape(id)}"]`)?.focus());
    },
    [order, virtual],
  );

  useFocusOfLeavingRow(body, order, focusRow);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const row = (event.target as Element).closest<HTMLElement>("[data-visit]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = order.indexOf(row.dataset.visit ?? "");
    const steps: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: order.length - 1, PageDown: index + 10, PageUp: index - 10 };
    const target = steps[event.key];
    if (target !== undefined) {
      event.preventDefault();
      return focusRow(Math.min(order.length - 1, Math.max(0, target)));
    }
    const caller = byId.get(row.dataset.visit ?? "");
    // Enter on a button inside the row presses the button.
    if (!caller || (event.target !== row && event.key === "Enter")) return;
    if (onKey(event.key, caller, row)) event.preventDefault();
  }

  const columns = columnsFor(layout, shownFields.length);
  const allSelected = order.length > 0 && order.every((id) => selected.has(id));
  return (
    <>
      {(newcomers > 0 || moved) && (
        <div className="behind">
          <button type="button" className="btn btn-soft btn-s" onClick={show}>
            {newcomers > 0 ? t("board.newcomers", { count: newcomers }) : t("board.moved")}
          </button>
        </div>
      )}
      {/* Rows take the focus and the keys, for everybody who does without a pointer. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={list}
        className={`grid grid-cards${order.length === 0 ? " grid-empty" : ""}`}
        role="table"
        aria-label={t("board.title")}
        aria-rowcount={order.length + 1}
        style={{ ["--board-cols" as string]: columns }}
        onPointerEnter={(event) => event.pointerType === "mouse" && setHeld((before) => ({ ...before, pointer: true }))}
        onPointerLeave={() => setHeld((before) => ({ ...before, pointer: false }))}
        onFocus={() => setHeld((before) => ({ ...before, focus: true }))}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setHeld((before) => ({ ...before, focus: false }))}
        onKeyDown={onKeyDown}
      >
        <div className="r h r-board" role="row" aria-rowindex={1}>
          <span className="ck" role="columnheader">
            <label className="check">
              <input
                type="checkbox"
                aria-label={t("board.selectAll")}
                checked={allSelected}
                disabled={order.length === 0}
                onChange={(event) => onSelectAll(event.target.checked)}
              />
            </label>
          </span>
          <SortHeader name={t("column.status")} sortKey="status" sort={sort} onSort={onSort} />
          <SortHeader name={t("column.caller")} sortKey="name" sort={sort} onSort={onSort} />
          <SortHeader name={t("column.wait")} sortKey="queue" sort={sort} onSort={onSort} />
          {shownFields.map((field) => (
            <SortHeader key={field.id} name={localized(field.label, t.intl.locale)} sortKey={`field:${field.id}`} sort={sort} onSort={onSort} />
          ))}
          <SortHeader name={t("column.device")} sortKey="readiness" sort={sort} onSort={onSort} className="rdh" />
          <SortHeader name={t("column.with")} sortKey="with" sort={sort} onSort={onSort} />
          <span role="columnheader">
            <span className="sr">{t("column.actions")}</span>
          </span>
        </div>
        {order.length > 0 && (
          <div
            ref={body}
            role="rowgroup"
            className={`rows form-${layout.form}${layout.form === "table" && layout.narrow ? " is-narrow" : ""}`}
            style={{ blockSize: virtual.getTotalSize() }}
          >
            {virtual.getVirtualItems().map(({ index, start, key }) => {
              const row = byId.get(order[index] ?? "");
              if (!row) return null;
              return (
                <BoardRow
                  key={key}
                  ref={virtual.measureElement}
                  row={row}
                  index={index}
                  offset={start - margin}
                  fields={shownFields}
                  next={row.id === nextId}
                  selected={selected.has(row.id)}
                  current={index === currentIndex}
                  isNew={isNew(row)}
                  onSelect={onSelect}
                  onCurrent={setCurrentId}
                />
              );
            })}
          </div>
        )}
        {order.length === 0 && empty}
      </div>
    </>
  );
}

/** A row that leaves while it has the focus gives it to the row that takes its place. */
function useFocusOfLeavingRow(body: RefObject<HTMLElement | null>, order: readonly string[], focusRow: (index: number) => void): void {
  const last = useRef<{ id: string; index: number } | null>(null);
  useLayoutEffect(() => {
    const focused = document.activeElement?.closest<HTMLElement>("[data-visit]");
    const before = last.current;
    if (!focused && before && document.activeElement === document.body && !order.includes(before.id) && order.length > 0) focusRow(Math.min(before.index, order.length - 1));
    const id = focused && body.current?.contains(focused) ? (focused.dataset.visit ?? "") : null;
    last.current = id === null ? null : { id, index: order.indexOf(id) };
  });
}
