import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import { holdAlone, leaveAsHost, returnToOwnCall, showWaitingScreen } from "./leaving.ts";
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
  draft.requireHost(action.callId);
  const seats = action.seatIds.map((id) => draft.seats.get(id) ?? refuse({ code: "notFound" }));
  for (const seat of seats) {
    if (seat.callId !== action.callId || seat.state === "left") refuse({ code: "notFound" });
    if (seat.party.kind === "member") refuse({ code: "onlyGuestsAreHeld" });
    if (seat.state === "knocking") refuse({ code: "notAllowed" });
  }
  for (const seat of seats) putAside(draft, seat, action.held);
}

function putAside(draft: Draft, seat: Seat, held: boolean): void {
  if (held === (seat.state === "held") && held === seat.heldByHost) return;
  draft.seatState(seat.id, held ? "held" : "in");
  draft.setSeat(seat.id, { heldByHost: held });
  if ("visitId" in seat.party) draft.note(seat.party.visitId, { type: "personHeld", seatId: seat.id, held });
}

/** Back to their own room, held; within ten seconds of being added it is an undo: the earlier place if it is free. */
export function takeOut(draft: Draft, action: Of<"takeOut">): void {
  // Whoever sits with a caller of another clinic may; whoever neither sits there nor may see the caller learns of no visit.
  const isInside = draft.ownSeat()?.callId === draft.visits.get(action.visitId)?.callId;
  const visit = isInside ? draft.openVisit(action.visitId) : draft.visitForMember(action.visitId);
  draft.requireHost(visit.callId);
  if (visit.callId === visit.ownCallId) refuse({ code: "nothingToUndo" });
  const { undo } = visit;
  const undone = undo !== null && undo.until >= draft.now;
  draft.note(visit.id, { type: "takenOut", undone });
  if (!undone || undo.state !== "waiting") return takeHome(draft, visit.id);
  // A mis-click leaves no trace in the place, the waiting time or the figures of this visit.
  returnToOwnCall(draft, visit.id);
  showWaitingScreen(draft, visit.id);
  draft.setVisit(visit.id, { status: { state: "waiting", since: undo.since }, everSeen: undo.everSeen });
  draft.setStay(visit.id, { seenAt: null });
}

export function takeHome(draft: Draft, visitId: Id): void {
  returnToOwnCall(draft, visitId);
  holdAlone(draft, visitId);
}

export function lock(draft: Draft, action: Of<"lock">): void {
  const call = draft.call(action.callId);
  const { personId } = draft.member();
  draft.requireHost(call.id);
  if (action.locked && call.kind !== "room" && !draft.clinic(call.clinicId).offersLock) refuse({ code: "lockNotOffered" });
  if (action.locked === (call.lock !== null)) return;
  draft.setCall(call.id, { lock: action.locked ? { holderId: personId } : null });
  for (const visit of draft.visitsIn(call.id)) draft.note(visit.id, { type: "locked", locked: action.locked });
}

/** Who may pass the lock of a call: whoever holds it; after a transfer nobody does, and the first *Join* confirms and holds it. */
export function passLock(draft: Draft, callId: Id, confirmed: boolean): void {
  const { lock } = draft.call(callId);
  const { personId } = draft.member();
  if (!lock || lock.holderId === personId) return;
  if (lock.holderId !== null) refuse({ code: "locked", holderId: lock.holderId });
  if (!confirmed) refuse({ code: "confirmUnlock" });
  draft.setCall(callId, { lock: { holderId: personId } });
}
