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
