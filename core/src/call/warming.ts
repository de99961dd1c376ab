import type { Id, Instant, Seat, Visit } from "../visit/index.ts";

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

export function maySignalWarm(grant: WarmGrantRule, fromSeatId: Id, toSeatId: Id, now: Instant): boolean {
  if (grant.expiresAt <= now) return false;
  return (grant.hostSeatId === fromSeatId && grant.callerSeatId === toSeatId) || (grant.callerSeatId === fromSeatId && grant.hostSeatId === toSeatId);
}

/**
 * Whether a grant outlives a change of its visit. *Join* by anybody ends it (for whoever joined with it, the pair goes on as two seats of the call),
 * and so do a lock, another call, a caller who cannot be reached, and a transfer to a clinic in which the member may not work.
 */
export function survives(
  grant: WarmGrantRule,
  visit: Pick<Visit, "status" | "callId" | "clinicId"> | undefined,
  callerSeat: Pick<Seat, "id" | "state" | "presence"> | undefined,
  { locked, mayWorkIn, now }: { locked: boolean; mayWorkIn: (clinicId: Id) => boolean; now: Instant },
): boolean {
  if (grant.expiresAt <= now || locked || !visit || callerSeat?.id !== grant.callerSeatId) return false;
  if (visit.status.state !== "waiting" && visit.status.state !== "held") return false;
  if (callerSeat.state !== "held" || callerSeat.presence.state === "offline") return false;
  return visit.callId === grant.callId && mayWorkIn(visit.clinicId);
}
