import type { ClinicThings, HandoverView, MemberPresenceView, RowView } from "@anteroom/core/protocol";
import { countsFrom, filterOf, nameOf, type StatusFilter } from "./row-status.ts";

/** `queue` is the order in which callers should be seen; the rest is for finding somebody. */
export type SortKey = "queue" | "name" | "status" | "readiness" | "with" | `field:${string}`;
export type Sort = { key: SortKey; descending: boolean };
export type Filter = StatusFilter | "all" | "ended";

export type BoardThings = {
  rows: readonly RowView[];
  ended: readonly RowView[];
  handovers: readonly HandoverView[];
  members: readonly MemberPresenceView[];
};

/** The keyed things of the topic, by kind. */
export function thingsOf(things: ClinicThings): BoardThings {
  const rows: RowView[] = [];
  const ended: RowView[] = [];
  const handovers: HandoverView[] = [];
  const members: MemberPresenceView[] = [];
  for (const [key, thing] of Object.entries(things)) {
    if (key.startsWith("visit/")) {
      const row = thing as RowView;
      (row.state === "ended" ? ended : rows).push(row);
    } else if (key.startsWith("handover/")) handovers.push(thing as HandoverView);
    else if (key.startsWith("member/")) members.push(thing as MemberPresenceView);
  }
  return { rows, ended, handovers, members };
}

const GROUPS: Record<StatusFilter | "ended", number> = { waiting: 0, hold: 1, seen: 2, offline: 3, ended: 4 };

function byQueue(one: RowView, other: RowView): number {
  const [group, otherGroup] = [GROUPS[filterOf(one)], GROUPS[filterOf(other)]];
  if (group !== otherGroup) return group - otherGroup;
  // Waiting callers in the order of the queue, the others with the longest first.
  if (group === 0) return one.orderKey - other.orderKey || one.enteredAt - other.enteredAt || (one.id < other.id ? -1 : 1);
  return countsFrom(one) - countsFrom(other) || (one.id < other.id ? -1 : 1);
}

/** Which rows are shown, in which order. `compare` knows the letters of the person's language. */
export function arrange(
  rows: readonly RowView[],
  { filter, search, sort, compare }: { filter: Filter; search: string; sort: Sort; compare: (one: string, other: string) => number },
): RowView[] {
  const words = search.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter((row) => (filter === "all" || filterOf(row) === filter) && words.every((word) => searchTextOf(row).includes(word)));
  const order = sort.key === "queue" ? byQueue : byText(sort.key, compare);
  shown.sort((one, other) => order(one, other) || byQueue(one, other));
  if (sort.descending) shown.reverse();
  return shown;
}

function byText(key: Exclude<SortKey, "queue">, compare: (one: string, other: string) => number) {
  return (one: RowView, other: RowView) => {
    if (key === "status") return GROUPS[filterOf(one)] - GROUPS[filterOf(other)];
    if (key === "readiness") return readinessRank(one) - readinessRank(other);
    const [a, b] = [textFor(one, key), textFor(other, key)];
    // Empty cells come last, however it is sorted upwards.
    if ((a === "") !== (b === "")) return a === "" ? 1 : -1;
    return compare(a, b);
  };
}

function textFor(row: RowView, key: "name" | "with" | `field:${string}`): string {
  if (key === "name") return nameOf(row);
  if (key === "with") return row.with.map(({ name }) => name).join(", ") || (row.assignee?.name ?? "");
  return row.fields[key.slice("field:".length)] ?? "";
}

function readinessRank({ readiness: { canCall, camera, microphone } }: RowView): number {
  if (!canCall) return 0;
  if (microphone === "blocked" || microphone === "missing") return 1;
  if (camera === "blocked" || camera === "missing") return 2;
  return camera === "unknown" && microphone === "unknown" ? 4 : 3;
}

const searchTexts = new WeakMap<RowView, string>();

/** Everything a member may know of the caller, once for each version of a row. */
function searchTextOf(row: RowView): string {
  let text = searchTexts.get(row);
  if (text === undefined) {
    text = [
      nameOf(row),
      row.phone,
      ...Object.values(row.fields),
      row.providerNotes,
      row.language,
      ...row.with.map(({ name }) => name),
      row.assignee?.name ?? "",
      row.transferredFrom?.clinicName ?? "",
      row.transferredFrom?.note ?? "",
    ]
      .join(" ")
      .toLocaleLowerCase();
    searchTexts.set(row, text);
  }
  return text;
}

export type Counts = Record<Filter, number>;

export function countRows(rows: readonly RowView[], ended: readonly RowView[]): Counts {
  const counts: Counts = { all: rows.length, waiting: 0, hold: 0, seen: 0, offline: 0, ended: ended.length };
  for (const row of rows) counts[filterOf(row)] += 1;
  return counts;
}

/** Whose turn it is: the first in the queue whose page can be reached. The one solid *Join* stands there. */
export function firstInQueue(rows: readonly RowView[]): RowView | null {
  let first: RowView | null = null;
  for (const row of rows) if (filterOf(row) === "waiting" && (!first || byQueue(row, first) < 0)) first = row;
  return first;
}
