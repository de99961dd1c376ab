import type { Draft } from "./draft.ts";
import type { EndReason, Id, Seat } from "./model.ts";

/** Guests of a room finish their talk in this time once the last host has left. Milliseconds. */
const GUESTS_ALONE_MS = 300_000;

export type WhyHostLeft = "chose" | "lost" | "role" | "elsewhere";

/** A member's seat is given up; if it was the last host's, rule L decides what becomes of the guests. */
export function leaveAsHost(draft: Draft, seat: Seat, why: WhyHostLeft): void {
  const { callId } = seat;
  for (const visit of draft.visitsIn(callId)) draft.note(visit.id, { type: "hostLeft", personId: personOf(seat), why });
  giveUpHostSeat(draft, seat);
  if (draft.hostsIn(callId).length === 0) withoutHosts(draft, callId);
}

/** Every host leaves at once, and whoever stays behind is dealt with by the caller of this: the visit ended or moved away. */
export function hostsGo(draft: Draft, callId: Id): void {
  for (const host of draft.hostsIn(callId)) giveUpHostSeat(draft, host);
}

/** The wish to hand over lives as long as the asker sits in its call. */
function giveUpHostSeat(draft: Draft, seat: Seat): void {
  draft.seatState(seat.id, "left");
  for (const visit of draft.visits.values()) {
    if (visit.handover?.byId === personOf(seat) && visit.handover.callId === seat.callId) clearHandover(draft, visit.id);
  }
}

function personOf(seat: Seat): Id {
  return seat.party.kind === "member" ? seat.party.personId : seat.id;
}

/**
 * Rule L: no host, no mixing. One visit is held where it is, unless that is another's own room; several return to their own calls, held.
 * A call without a visit closes, but for the own call of a visit that is elsewhere and a room whose guests may finish.
 */
function withoutHosts(draft: Draft, callId: Id): void {
  const call = draft.calls.get(callId);
  if (!call || call.closedAt !== null) return;
  draft.setCall(callId, { lock: null });
  const visits = draft.visitsIn(callId);
  const guestsOfCall = draft.seatsOf(callId).filter((seat) => seat.party.kind === "roomGuest" && seat.state !== "knocking");
  if (call.kind === "room") {
    if (guestsOfCall.length > 0) draft.setCall(callId, { guestsAloneUntil: draft.now + GUESTS_ALONE_MS });
  } else if (visits.length === 1) {
    for (const seat of guestsOfCall) holdSeat(draft, seat);
  } else {
    // Whom a guest of the call came for is not known, so that none of the callers is left alone with them.
    for (const seat of guestsOfCall) draft.seatState(seat.id, "left");
  }
  for (const visit of visits) {
    const isGuestThere = call.kind === "visit" && visit.ownCallId !== callId;
    if (visits.length > 1 || isGuestThere) returnToOwnCall(draft, visit.id);
    holdAlone(draft, visit.id);
  }
  closeIfDeserted(draft, callId);
}

/** Nobody of the clinic is with this caller. */
export function holdAlone(draft: Draft, visitId: Id): void {
  draft.setState(visitId, "held");
  showWaitingScreen(draft, visitId);
  draft.note(visitId, { type: "held" });
}

/** Everybody of the visit gets the waiting screen and no media, also from each other. */
export function showWaitingScreen(draft: Draft, visitId: Id): void {
  draft.setVisit(visitId, { undo: null });
  for (const seat of draft.partyOf(visitId)) holdSeat(draft, seat);
}

function holdSeat(draft: Draft, seat: Seat): void {
  if (seat.state === "in") draft.seatState(seat.id, "held");
  draft.setSeat(seat.id, { heldByHost: false });
}

/** Seats keep their identity, and with it their cookie: only the call they stand in changes. */
export function moveParty(draft: Draft, visitId: Id, callId: Id): void {
  for (const seat of draft.partyOf(visitId)) draft.setSeat(seat.id, { callId });
  draft.setVisit(visitId, { callId });
}

export function returnToOwnCall(draft: Draft, visitId: Id): void {
  const visit = draft.openVisit(visitId);
  if (visit.callId === visit.ownCallId) return;
  const shared = draft.call(visit.callId);
  const own = draft.call(visit.ownCallId);
  moveParty(draft, visitId, own.id);
  // Going home never fails: companions who came in a call for twenty have their places in the own call too.
  const size = draft.partyOf(visitId).filter((seat) => seat.state !== "knocking").length;
  if (size >= own.capacity) draft.setCall(own.id, { capacity: shared.capacity, route: shared.route, epoch: own.epoch + 1 });
}

/** A call that nobody can come back to is closed; whoever still has a seat there loses it. */
export function closeIfDeserted(draft: Draft, callId: Id): void {
  const call = draft.calls.get(callId);
  if (!call || call.closedAt !== null) return;
  if (draft.visitsIn(callId).length > 0 || draft.hostsIn(callId).length > 0) return;
  const ownerIsOpen = [...draft.visits.values()].some((visit) => visit.ownCallId === callId && visit.status.state !== "ended");
  if (ownerIsOpen) return;
  // Guests of a room may finish, and whoever knocks there waits for the next host.
  if (call.kind === "room" && draft.seatsOf(callId).length > 0) return;
  closeCall(draft, callId);
}

export function closeCall(draft: Draft, callId: Id): void {
  for (const seat of draft.seatsOf(callId)) draft.seatState(seat.id, "left");
  draft.setCall(callId, { closedAt: draft.now, lock: null, guestsAloneUntil: null });
}

/** Ends one visit: its seats are left, its stay is closed, its details get their purge time. Hosts stay where they are. */
export function endVisit(draft: Draft, visitId: Id, reason: EndReason, note = ""): void {
  const visit = draft.openVisit(visitId);
  const byId = draft.actor.kind === "member" ? draft.actor.personId : null;
  clearHandover(draft, visitId);
  draft.note(visitId, { type: "ended", reason, note });
  for (const seat of draft.partyOf(visitId)) draft.seatState(seat.id, "left");
  draft.setStay(visitId, { to: draft.now, ended: { how: "ended", reason } });
  draft.setVisit(visitId, {
    status: { state: "ended", since: draft.now, reason, byId },
    undo: null,
    purgeAt: draft.now + (draft.clinics.get(visit.clinicId)?.purgeAfterMs ?? 0),
  });
  closeIfDeserted(draft, visit.callId);
  closeIfDeserted(draft, visit.ownCallId);
}

export function clearHandover(draft: Draft, visitId: Id): void {
  if (!draft.visits.get(visitId)?.handover) return;
  draft.note(visitId, { type: "handoverEnded" });
  draft.setVisit(visitId, { handover: null });
}
