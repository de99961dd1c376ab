import type { RowView } from "@anteroom/core/protocol";
import type { Status } from "../../ui/pill.tsx";

/** From here on a waiting row is darker. */
export const LATE_MINUTES = 30;
const LATE_MS = LATE_MINUTES * 60_000;

/** What a row says of a caller; *late* is *waiting* that has grown long. */
export type RowStatus = Status | "ended";

/** The four states to filter by; *late* is among the waiting. */
export type StatusFilter = "waiting" | "hold" | "seen" | "offline";

export function filterOf(row: RowView): StatusFilter | "ended" {
  if (row.state === "ended") return "ended";
  if (row.presence === "offline") return "offline";
  if (row.state === "held") return "hold";
  return row.state;
}

export function statusOf(row: RowView, now: number): RowStatus {
  const kind = filterOf(row);
  return kind === "waiting" && now - countsFrom(row) >= LATE_MS ? "late" : kind;
}

/** Since when the time on the row counts: waiting from the arrival, whatever happened in between; the rest from its own beginning. */
export function countsFrom(row: RowView): number {
  return row.state === "waiting" ? row.enteredAt : row.since;
}

/** First and last name, and a number where two callers share them. */
export function nameOf(row: Pick<RowView, "firstName" | "lastName" | "sameNameNumber">): string {
  const name = `${row.firstName} ${row.lastName}`.trim();
  return row.sameNameNumber > 1 ? `${name} (${row.sameNameNumber})` : name;
}
