import type { Id, Instant, Seat } from "../visit/index.ts";

/** Transport brought up before *Join*: between the seat reserved for a host and the seat of a caller. */
export type WarmGrantRule = { personId: Id; visitId: Id; callId: Id; hostSeatId: Id; callerSeatId: Id; expiresAt: Instant };

/** A hand that rests on a button presses within this or moves on. Milliseconds. */
export const WARM_MS = 30_000;
const WARM_PER_MEMBER = 2;
const WARM_PER_VISIT = 2;

/**
 * Whether a new grant may be given beside those alive. A locked call is nobody's to warm.
 * Asking again for the same pair is the same grant, not one more.
 */
export function mayWarm(grants: readonly WarmGrantRule[], personId: Id, visitId: Id, locked: boolean, now: Instant): boolean {
  if (locked) return false;
  const alive = grants.filter((grant) => grant.expiresAt > now && !(grant.personId === personId && grant.visitId === visitId));
  return alive.filter((grant) => grant.personId === personId).length < WARM_PER_MEMBER && alive.filter((grant) => grant.visitId === visitId).length < WARM_PER_VISIT;
}

type SeatHere = Pick<Seat, "id" | "callId" | "state">;

/** Who may send offers and candidates to whom: both *in* the same call, or one pair of a living warm grant. */
export function maySignal(from: SeatHere | undefined, to: SeatHere | undefined, callId: Id): boolean {
  return from !== undefined && to !== undefined && from.id !== to.id && from.state === "in" && to.state === "in" && from.callId === callId && to.callId === callId;
}

export function maySignalWarm(grant: WarmGrantRule, fromSeatId: Id, toSeatId: Id, now: Instant): boolean {
  if (grant.expiresAt <= now) return false;
  return (grant.hostSeatId === fromSeatId && grant.callerSeatId === toSeatId) || (grant.callerSeatId === fromSeatId && grant.hostSeatId === toSeatId);
}
