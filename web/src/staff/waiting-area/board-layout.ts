import type { EntryField } from "@anteroom/core/settings";
import { type RefObject, useEffect, useState } from "react";

/** How the rows stand at this width of the list. `fields`: how many entry fields fit as columns. */
export type BoardLayout = { form: "cards"; fields: 1 } | { form: "table"; fields: number; narrow: boolean };

/** Below this the table becomes cards. Pixels at 16 px to the rem. */
const CARDS_BELOW = 704;
const NARROW_BELOW = 848;
/** Everything but the entry fields, and the least an entry field needs, as the columns below say. */
const FIXED = 786;
const FIXED_NARROW = 628;
const FIELD = 114;

export function layoutFor(width: number): BoardLayout {
  if (width < CARDS_BELOW) return { form: "cards", fields: 1 };
  const narrow = width < NARROW_BELOW;
  return { form: "table", narrow, fields: Math.max(1, Math.floor((width - (narrow ? FIXED_NARROW : FIXED)) / FIELD)) };
}

/** The grid columns of a row: check, status, caller, wait, fields, device, with, actions. */
export function columnsFor(layout: BoardLayout, fields: number): string {
  if (layout.form === "cards") return "minmax(0, 1fr) auto";
  const field = Array.from({ length: fields }, (_, at) => (at === 0 && fields > 1 ? "minmax(6rem, 1.4fr)" : "minmax(6rem, 1fr)")).join(" ");
  return layout.narrow
    ? `1.125rem 7rem minmax(7.5rem, 1.2fr) 3.75rem ${field} 1.125rem 4.75rem 9.5rem`
    : `1.125rem 7.125rem minmax(8.5rem, 1.25fr) 3.75rem ${field} 6.75rem 5.5rem 9.5rem`;
}

/** Follows the width of the list; text zoom counts, because a wider letter needs a wider column. */
export function useBoardLayout(element: RefObject<HTMLElement | null>): BoardLayout {
  const [layout, setLayout] = useState<BoardLayout>(() => layoutFor(1_200));
  useEffect(() => {
    const target = element.current;
    if (!target || typeof ResizeObserver === "undefined") return;
    const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.width === 0) return;
      const next = layoutFor(entry.contentRect.width / rem());
      setLayout((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return layout;
}

/** Fields shown as columns: those the person chose, else those the clinic marked; in the clinic's order. */
export function columnFields(fields: readonly EntryField[], chosen: readonly string[] | null): EntryField[] {
  return fields.filter((field) => (chosen ? chosen.includes(field.id) : field.shownAsColumn && field.kind !== "hidden"));
}
