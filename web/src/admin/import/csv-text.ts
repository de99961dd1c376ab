import type { ImportColumn, ImportRow } from "@anteroom/core/protocol";

export const COLUMNS: readonly ImportColumn[] = ["organisation", "clinic", "email", "role", "waitingArea", "rooms", "userRoom"];

/** The rows as they stand on the page, for the server to look at: a heading, then a line each. */
export function csvOf(rows: readonly ImportRow[]): string {
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))].map((cells) => cells.map(quoted).join(",")).join("\n");
}

function quoted(cell: string): string {
  return `"${cell.replace(/\s+/g, " ").replaceAll('"', '""')}"`;
}

/** What was checked anew keeps the line numbers of the file that the person knows. */
export function withLinesOf(before: readonly ImportRow[], after: readonly ImportRow[]): ImportRow[] {
  const lineOf = (line: number) => before[line - 2]?.line ?? line;
  return after.map((row) => ({ ...row, line: lineOf(row.line), faults: row.faults.map((fault) => (fault.line === undefined ? fault : { ...fault, line: lineOf(fault.line) })) }));
}
