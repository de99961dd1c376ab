import type { RowView } from "@anteroom/core/protocol";
import { useCallback, useRef } from "react";

/** Whoever came after the list was first drawn is tinted for a moment. */
export function useNewRows(rows: readonly RowView[]): (row: RowView) => boolean {
  const first = useRef<ReadonlySet<string> | null>(null);
  first.current ??= rows.length > 0 ? new Set(rows.map(({ id }) => id)) : null;
  return useCallback((row) => first.current !== null && !first.current.has(row.id), []);
}
