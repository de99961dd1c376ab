import type { EndReason, Id, Seat } from "./model.ts";
import type { Draft } from "./draft.ts";

export type WhyHostLeft = "chose" | "lost" | "role" | "elsewhere";

/** A member's seat is given up; if it was the last host's, rule L decides what becomes of the guests. */
export function leaveAsHost(draft: Draft, seat: Seat, why: WhyHostLeft): void {
  const { callId, party } = seat;
  const personId = party.kind === "member" ? party.personId : seat.id;
  draft.seatState(seat.id, "left");
  for (const visit of draft.visitsIn(callId)) draft.note(visit.id, { type: "hostLeft", personId, why });
  endHandoverOf(draft, personId, callId);
  if (draft.hostsIn(callId).length === 0) withoutHosts(draft, callId);
}

/**
 * Rule L: no host, no mixing. One visit is held where it is; several return to their own calls, held;
 * a call without a visit closes, but for the own call of a visit that is elsewhere and a room whose guests may finish.
 */
function withoutHosts(draft: Draft, callId: Id): void {
  const call = draft.calls.get(callId);
  if (!call || call.closedAt !== null) return;
  draft.setCall(callId, { lock: null });
  const visits = draft.visitsIn(callId);
  if (visits.length > 1) {
    for (const visit of visits) {
      returnToOwnCall(draft, visit.id);
      holdAlone(draft, visit.id);
    }
  } else if (visits[0]) {
    holdAlone(draft, visits[0].id);
  } else if (call.kind === "room" && draft.seatsOf(callId).some((seat) => seat.state === "in")) {
    draft.setCall(callId, { guestsAloneUntil: draft.now + draft.clinic(call.clinicId).guestsAloneMs });
  }
  closeIfDeserted(draft, callId);
}

/** Nobody of the clinic is with this caller: everybody of the visit gets the waiting screen and no media. */
export function holdAlone(draft: Draft, visitId: Id): void {
  draft.setState(visitId, "held");
  draft.setVisit(visitId, { undo: null });
  for (const seat of draft.partyOf(visitId)) if (seat.state === "in") draft.seatState(seat.id, "held");
  for (const seat of draft.partyOf(visitId)) draft.setSeat(seat.id, { heldByHost: false });
  draft.note(visitId, { type: "held" });
}

/** Seats keep their identity, and with it their cookie: only the call they stand in changes. */
export function moveParty(draft: Draft, visitId: Id, callId: Id): void {
  for (const seat of draft.partyOf(visitId)) draft.setSeat(seat.id, { callId });
  draft.setVisit(visitId, { callId });
}

export function returnToOwnCall(draft: Draft, visitId: Id): void {
  const visit = draft.openVisit(visitId);
  if (visit.callId !== visit.ownCallId) moveParty(draft, visitId, visit.ownCallId);
}

/** A call that nobody can come back to is closed; whoever still has a seat there loses it. */
export function closeIfDeserted(draft: Draft, callId: Id): void {
  const call = draft.calls.get(callId);
  if (!call || call.closedAt !== null) return;
  const ownerIsOpen = [...draft.visits.values()].some((visit) => visit.ownCallId === callId && visit.status.state !== "ended");
  const guestsFinish = call.kind === "room" && call.guestsAloneUntil !== null && draft.seatsOf(callId).some((seat) => seat.state === "in");
  if (ownerIsOpen || guestsFinish || draft.visitsIn(callId).length > 0 || draft.hostsIn(callId).length > 0) return;
  closeCall(draft, callId);
}

export function closeCall(draft: Draft, callId: Id): void {
  for (const seat of draft.seatsOf(callId)) draft.seatState(seat.id, "left");
  draft.setCall(callId, { closedAt: draft.now, lock: null, guestsAloneUntil: null });
}

/** Ends one visit: its seats are left, its stay is closed, its details get their purge time. Hosts stay where they are. */
export function endVisit(draft: Draft, visitId: Id, reason: EndReason, note = ""): void {
  const visit = draft.openVisit(visitId);
  const clinic = draft.clinics.get(visit.clinicId);
  const byId = draft.actor.kind === "member" ? draft.actor.personId : null;
  draft.note(visitId, { type: "ended", reason, note });
  for (const seat of draft.partyOf(visitId)) draft.seatState(seat.id, "left");
  draft.setStay(visitId, { to: draft.now, ended: { how: "ended", reason } });
  draft.setVisit(visitId, {
    status: { state: "ended", since: draft.now, reason, byId },
    handover: null,
    undo: null,
    purgeAt: draft.now + (clinic?.purgeAfterMs ?? 0),
  });
  closeIfDeserted(draft, visit.callId);
  closeIfDeserted(draft, visit.ownCallId);
}

/** The wish to hand over lives as long as the asker sits in its call. */
function endHandoverOf(draft: Draft, personId: Id, callId: Id): void {
  for (const visit of draft.visits.values()) {
    if (visit.handover?.byId === personId && visit.handover.callId === callId) clearHandover(draft, visit.id);
  }
}

export function clearHandover(draft: Draft, visitId: Id): void {
  if (!draft.visits.get(visitId)?.handover) return;
  draft.note(visitId, { type: "handoverEnded" });
  draft.setVisit(visitId, { handover: null });
}
