import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import { endVisit, leaveAsHost } from "./leaving.ts";
import { takeHome } from "./holding.ts";
import type { Seat } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

/** How long a knock is kept before it ends kindly. Milliseconds. */
export const KNOCK_MS = 600_000;

export function invite(draft: Draft, action: Of<"invite">): void {
  draft.requireInside(action.callId);
  const { visitId } = action;
  if (visitId === null) return;
  const visit = draft.openVisit(visitId);
  if (visit.callId !== action.callId) refuse({ code: "notInCall" });
  draft.note(visit.id, { type: "invited", invitationId: action.invitationId });
}

/** The target of an invitation is the visit, wherever it is by now; an invitation passes a lock. */
export function arriveByInvitation(draft: Draft, action: Of<"arriveByInvitation">): void {
  const visit = draft.openVisit(action.visitId);
  if (!action.straightIn) {
    draft.sitDown({
      id: action.seatId,
      callId: visit.callId,
      party: { kind: "companion", visitId: visit.id, invitationId: action.invitationId },
      state: "knocking",
      knockEndsAt: draft.now + KNOCK_MS,
    });
  } else {
    draft.requireRoom(visit.callId, 1);
    const state = visit.status.state === "seen" ? "in" : "held";
    draft.sitDown({ id: action.seatId, callId: visit.callId, party: { kind: "companion", visitId: visit.id, invitationId: action.invitationId }, state });
  }
  draft.note(visit.id, { type: "companionCame", seatId: action.seatId, knocking: !action.straightIn });
}

export function accept(draft: Draft, action: Of<"accept">): void {
  const seat = knocker(draft, action.seatId);
  draft.requireRoom(seat.callId, 1);
  draft.seatState(seat.id, "in");
}

export function decline(draft: Draft, action: Of<"decline">): void {
  const seat = knocker(draft, action.seatId);
  draft.seatState(seat.id, "left");
}

function knocker(draft: Draft, seatId: string): Seat {
  const seat = draft.seats.get(seatId) ?? refuse({ code: "notFound" });
  draft.requireInside(seat.callId);
  return seat.state === "knocking" ? seat : refuse({ code: "notKnocking" });
}

/** A guest is taken out by a host: a caller among other visits goes home, held; a caller alone is done; a companion leaves. */
export function disconnect(draft: Draft, action: Of<"disconnect">): void {
  const seat = draft.seats.get(action.seatId);
  if (!seat || seat.state === "left") return refuse({ code: "notFound" });
  draft.requireInside(seat.callId);
  switch (seat.party.kind) {
    case "member":
      return refuse({ code: "onlyGuestsAreHeld" });
    case "caller":
      if (draft.visitsIn(seat.callId).length > 1 && draft.visits.get(seat.party.visitId)?.ownCallId !== seat.callId) return takeHome(draft, seat.party.visitId);
      return endVisit(draft, seat.party.visitId, "completed");
    default:
      return guestLeaves(draft, seat);
  }
}

export function guestLeaves(draft: Draft, seat: Seat): void {
  draft.seatState(seat.id, "left");
  if (seat.party.kind === "companion") draft.note(seat.party.visitId, { type: "companionLeft", seatId: seat.id });
}

// ── rooms ──

export function enterRoom(draft: Draft, action: Of<"enterRoom">): void {
  const { personId } = draft.member();
  if (!draft.rights(action.clinicId)?.rooms) refuse({ code: "notFound" });
  const clinic = draft.clinic(action.clinicId);
  if (draft.sitsIn(action.callId)) return;
  if (!draft.calls.has(action.callId)) {
    draft.calls.set(action.callId, {
      id: action.callId,
      kind: "room",
      organisationId: clinic.organisationId,
      clinicId: clinic.id,
      roomId: action.roomId,
      capacity: clinic.directCapacity,
      route: "direct",
      epoch: 0,
      lock: null,
      openedAt: draft.now,
      closedAt: null,
      guestsAloneUntil: null,
    });
  }
  draft.requireRoom(action.callId, 1);
  const elsewhere = draft.ownSeat();
  draft.sitDown({ id: action.seatId, callId: action.callId, party: { kind: "member", personId }, state: "in" });
  draft.setCall(action.callId, { guestsAloneUntil: null });
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
}

export function knockOnRoom(draft: Draft, action: Of<"knockOnRoom">): void {
  const call = draft.call(action.callId);
  if (call.kind !== "room") refuse({ code: "notFound" });
  if (call.lock) refuse({ code: "roomLocked" });
  draft.sitDown({ id: action.seatId, callId: call.id, party: { kind: "roomGuest" }, state: "knocking", knockEndsAt: draft.now + KNOCK_MS });
}
