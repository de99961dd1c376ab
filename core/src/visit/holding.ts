import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import { holdAlone, leaveAsHost, returnToOwnCall } from "./leaving.ts";
import type { Id, Seat } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

export function leaveCall(draft: Draft, action: Of<"leaveCall">): void {
  leaveAsHost(draft, draft.requireInside(action.callId), "chose");
}

/** With the caller alone, holding is leaving; otherwise the caller is put aside while the call goes on. */
export function holdVisit(draft: Draft, action: Of<"holdVisit">): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.status.state === "held") return;
  const seat = draft.requireInside(visit.callId);
  if (draft.hostsIn(visit.callId).length === 1 && draft.visitsIn(visit.callId).length === 1) return leaveAsHost(draft, seat, "chose");
  putAside(draft, draft.callerSeat(visit.id), true);
}

export function holdSeats(draft: Draft, action: Of<"holdSeats">): void {
  draft.requireInside(action.callId);
  const seats = action.seatIds.map((id) => draft.seats.get(id) ?? refuse({ code: "notFound" }));
  for (const seat of seats) {
    if (seat.callId !== action.callId || seat.state === "left") refuse({ code: "notFound" });
    if (seat.party.kind === "member") refuse({ code: "onlyGuestsAreHeld" });
    if (seat.state === "knocking") refuse({ code: "notAllowed" });
  }
  for (const seat of seats) putAside(draft, seat, action.held);
}

function putAside(draft: Draft, seat: Seat, held: boolean): void {
  if (held === (seat.state === "held")) return;
  draft.seatState(seat.id, held ? "held" : "in");
  draft.setSeat(seat.id, { heldByHost: held });
  if ("visitId" in seat.party) draft.note(seat.party.visitId, { type: "personHeld", seatId: seat.id, held });
}

/** Back to their own room, held; within ten seconds of being added it is an undo: earlier state and call. */
export function takeOut(draft: Draft, action: Of<"takeOut">): void {
  const visit = draft.openVisit(action.visitId);
  draft.requireInside(visit.callId);
  if (visit.callId === visit.ownCallId) refuse({ code: "nothingToUndo" });
  const { undo } = visit;
  const undone = undo !== null && undo.until >= draft.now;
  const waitsAgain = undone && undo.state === "waiting" && undo.callId === visit.ownCallId;
  takeHome(draft, visit.id);
  if (waitsAgain) draft.setState(visit.id, "waiting");
  draft.note(visit.id, { type: "takenOut", undone });
}

export function takeHome(draft: Draft, visitId: Id): void {
  returnToOwnCall(draft, visitId);
  holdAlone(draft, visitId);
}

export function lock(draft: Draft, action: Of<"lock">): void {
  const call = draft.call(action.callId);
  const { personId } = draft.member();
  draft.requireInside(call.id);
  if (action.locked && !draft.clinic(call.clinicId).offersLock) refuse({ code: "lockNotOffered" });
  if (action.locked === (call.lock !== null)) return;
  draft.setCall(call.id, { lock: action.locked ? { holderId: personId } : null });
  for (const visit of draft.visitsIn(call.id)) draft.note(visit.id, { type: "locked", locked: action.locked });
}
