import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import { takeHome } from "./holding.ts";
import { closeIfDeserted, endVisit } from "./leaving.ts";
import type { Id, Party, Seat } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

/** How long a knock is kept before it ends kindly. Milliseconds. */
export const KNOCK_MS = 600_000;

export function invite(draft: Draft, action: Of<"invite">): void {
  draft.requireHost(action.callId);
  requireInvitations(draft, action.callId);
  const { visitId } = action;
  if (visitId === null) return;
  const visit = draft.openVisit(visitId);
  if (visit.callId !== action.callId) refuse({ code: "notInCall" });
  draft.note(visit.id, { type: "invited", invitationId: action.invitationId });
}

/** The target of an invitation is the visit, wherever it is by now; an invitation passes a lock. */
export function arriveByInvitation(draft: Draft, action: Of<"arriveByInvitation">): void {
  draft.requireSystem();
  const visit = draft.openVisit(action.visitId);
  requireInvitations(draft, visit.callId);
  arrive(draft, action, visit.callId, { kind: "companion", visitId: visit.id, invitationId: action.invitationId });
  draft.note(visit.id, { type: "companionCame", seatId: action.seatId, knocking: !action.straightIn }, { kind: "companion", id: action.seatId });
}

/** Invited when no caller was there: a guest of the call, who is gone with it. */
export function arriveInCall(draft: Draft, action: Of<"arriveInCall">): void {
  draft.requireSystem();
  requireInvitations(draft, action.callId);
  arrive(draft, action, draft.call(action.callId).id, { kind: "roomGuest" });
}

/** One clinic inside that wants nobody by invitation is enough; a link that was made before is worth nothing either. */
function requireInvitations(draft: Draft, callId: Id): void {
  const clinicIds = [draft.call(callId).clinicId, ...draft.visitsIn(callId).map(({ clinicId }) => clinicId)];
  if (!clinicIds.every((clinicId) => draft.clinic(clinicId).offersInvitations)) refuse({ code: "invitationsOff" });
}

function arrive(draft: Draft, { seatId, straightIn }: { seatId: Id; straightIn: boolean }, callId: Id, party: Party): void {
  // In a room nobody is let in while no host is inside; beside a caller who waits, the guest waits too.
  const mayEnter = straightIn && (draft.calls.get(callId)?.kind !== "room" || draft.hostsIn(callId).length > 0);
  if (!mayEnter) return draft.sitDown({ id: seatId, callId, party, state: "knocking", knockEndsAt: draft.now + KNOCK_MS });
  draft.requireRoom(callId, 1);
  draft.sitDown({ id: seatId, callId, party, state: draft.hostsIn(callId).length > 0 ? "in" : "held" });
}

export function accept(draft: Draft, action: Of<"accept">): void {
  const seat = knocker(draft, action.seatId);
  draft.requireRoom(seat.callId, 1);
  draft.seatState(seat.id, "in");
  if (seat.party.kind === "companion") draft.note(seat.party.visitId, { type: "companionCame", seatId: seat.id, knocking: false });
}

export function decline(draft: Draft, action: Of<"decline">): void {
  guestLeaves(draft, knocker(draft, action.seatId));
}

function knocker(draft: Draft, seatId: Id): Seat {
  const seat = draft.seats.get(seatId) ?? refuse({ code: "notFound" });
  draft.requireHost(seat.callId);
  return seat.state === "knocking" ? seat : refuse({ code: "notKnocking" });
}

/** A guest is taken out by a host: a caller among other visits goes home, held; a caller alone is done; everybody else leaves. */
export function disconnect(draft: Draft, action: Of<"disconnect">): void {
  const seat = draft.seats.get(action.seatId);
  if (!seat || seat.state === "left") return refuse({ code: "notFound" });
  draft.requireHost(seat.callId);
  if (seat.party.kind === "member") return refuse({ code: "onlyGuestsAreHeld" });
  if (seat.party.kind !== "caller") return guestLeaves(draft, seat);
  const visit = draft.openVisit(seat.party.visitId);
  if (draft.visitsIn(seat.callId).length > 1 && visit.ownCallId !== seat.callId) return takeHome(draft, visit.id);
  if (!draft.rights(visit.clinicId)?.seeWaitingArea) refuse({ code: "notAllowed" });
  endVisit(draft, visit.id, "completed");
}

export function guestLeaves(draft: Draft, seat: Seat): void {
  draft.seatState(seat.id, "left");
  if (seat.party.kind === "companion") draft.note(seat.party.visitId, { type: "companionLeft", seatId: seat.id });
  closeIfDeserted(draft, seat.callId);
}
