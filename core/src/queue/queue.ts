import type { Instant, Visit } from "../visit/index.ts";

/** After this a waiting row is shown darker, so that nobody is forgotten. Milliseconds. */
export const LATE_AFTER_MS = 30 * 60_000;

type Placed = Pick<Visit, "id" | "orderKey" | "enteredAt" | "status" | "presence">;

/** Order of a clinic's queue: recorded moves first, then arrival, then the id, so that every page agrees. */
export function byOrder(a: Placed, b: Placed): number {
  return a.orderKey - b.orderKey || a.enteredAt - b.enteredAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Callers who wait before this one; somebody *offline* keeps the place but holds nobody up. Null when not waiting. */
export function peopleAhead(visits: Iterable<Placed>, visitId: string): number | null {
  const waiting = [...visits].filter((visit) => visit.status.state === "waiting").sort(byOrder);
  const place = waiting.findIndex((visit) => visit.id === visitId);
  return place < 0 ? null : waiting.slice(0, place).filter((visit) => visit.presence.state !== "offline").length;
}

/** The caller who should be seen next: the first who waits and can be reached. */
export function nextToSee<V extends Placed>(visits: Iterable<V>): V | null {
  return [...visits].filter((visit) => visit.status.state === "waiting" && visit.presence.state !== "offline").sort(byOrder)[0] ?? null;
}

/**
 * Whom the clinic's rule texts: the first in line, if they are offline and were not texted yet. Nobody behind somebody who is still
 * awaited, so that a queue of people who left is called one at a time.
 */
export function nextToText<V extends Placed & Pick<Visit, "textedAsNext">>(visits: Iterable<V>): V | null {
  const first = [...visits].filter((visit) => visit.status.state === "waiting").sort(byOrder)[0];
  return first?.presence.state === "offline" && first.presence.recallEndsAt === null && !first.textedAsNext ? first : null;
}

export function isLate(visit: Placed, now: Instant): boolean {
  return visit.status.state === "waiting" && now - visit.enteredAt > LATE_AFTER_MS;
}

/** Fewer finished visits than this say nothing about the next one. */
const ENOUGH_VISITS = 3;
const ROUND_TO_MINUTES = 5;

/**
 * Likely wait in minutes, rounded up to five so that it promises nothing exact; null while too little is known.
 * `seenMs`: how long the latest visits of this clinic took; the median, so that one long visit does not frighten everybody.
 */
export function estimateMinutes(ahead: number, seenMs: readonly number[], clinicians: number): number | null {
  if (seenMs.length < ENOUGH_VISITS) return null;
  const sorted = [...seenMs].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const minutes = ((ahead + 1) * median) / Math.max(1, clinicians) / 60_000;
  return Math.max(ROUND_TO_MINUTES, Math.ceil(minutes / ROUND_TO_MINUTES) * ROUND_TO_MINUTES);
}

export type Counts = { waiting: number; held: number; seen: number; longestWaitSince: Instant | null };

export function countsOf(visits: Iterable<Placed>): Counts {
  const counts: Counts = { waiting: 0, held: 0, seen: 0, longestWaitSince: null };
  for (const visit of visits) {
    const { state } = visit.status;
    if (state === "ended") continue;
    counts[state]++;
    if (state === "waiting" && (counts.longestWaitSince === null || visit.enteredAt < counts.longestWaitSince)) counts.longestWaitSince = visit.enteredAt;
  }
  return counts;
}

/** What a row says in colour and word. Presence comes first where nobody can be seen anyway; *late* is waiting, shown darker. */
export type RowStatus = "waiting" | "late" | "seen" | "held" | "offline" | "ended";

export function rowStatusOf(visit: Placed, now: Instant): RowStatus {
  const { state } = visit.status;
  if (state === "ended" || state === "seen") return state;
  if (visit.presence.state === "offline") return "offline";
  return isLate(visit, now) ? "late" : state;
}

/** How many rows each filter would show; *late* ones are among the waiting. */
export function countsByStatus(visits: Iterable<Placed>, now: Instant): Record<RowStatus, number> {
  const counts: Record<RowStatus, number> = { waiting: 0, late: 0, seen: 0, held: 0, offline: 0, ended: 0 };
  for (const visit of visits) {
    const status = rowStatusOf(visit, now);
    counts[status]++;
    if (status === "late") counts.waiting++;
  }
  return counts;
}

/** A step that leaves room for others between; order keys are milliseconds. */
const ORDER_STEP = 1_000;

/**
 * The order key that puts a caller right before another who waits in the same queue, or last (`beforeVisitId` null). Among callers with equal keys
 * nothing lies between, so that the caller comes before all of them. Null when that other does not wait there.
 */
export function orderKeyBefore(visits: Iterable<Placed>, visitId: string, beforeVisitId: string | null): number | null {
  const others = [...visits].filter((visit) => visit.status.state === "waiting" && visit.id !== visitId).sort(byOrder);
  const last = others.at(-1);
  if (beforeVisitId === null) return last ? last.orderKey + ORDER_STEP : 0;
  const next = others.find((visit) => visit.id === beforeVisitId);
  if (!next) return null;
  const previous = others.filter((visit) => visit.orderKey < next.orderKey).at(-1);
  return previous ? (previous.orderKey + next.orderKey) / 2 : next.orderKey - ORDER_STEP;
}

/** Callers whom closing or deleting a clinic would send home: it is refused while there are any, and says how many. */
export function callersStillThere(visits: Iterable<Placed & Pick<Visit, "clinicId">>, clinicId: string): number {
  return [...visits].filter((visit) => visit.clinicId === clinicId && visit.status.state !== "ended").length;
}
