import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import { KNOCK_MS } from "./inviting.ts";
import { leaveAsHost } from "./leaving.ts";
import type { RoomKind } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

/** The call of a room opens with the first who comes. Into a user room only its owner walks; everybody else knocks. */
export function enterRoom(draft: Draft, action: Of<"enterRoom">): void {
  const { personId } = draft.member();
  const rights = draft.rights(action.clinicId);
  const mayEnter = action.roomKind === "user" ? rights?.ownRoom && action.ownerId === personId : rights?.rooms;
  if (!mayEnter) refuse({ code: "notFound" });
  if (draft.sitsIn(action.callId)) return;
  const call = openRoom(draft, action);
  if (call.lock && call.lock.holderId !== personId) refuse({ code: "roomLocked" });
  draft.requireRoom(call.id, 1);
  const elsewhere = draft.ownSeat();
  draft.sitDown({ id: action.seatId, callId: call.id, party: { kind: "member", personId }, state: "in" });
  draft.setCall(call.id, { guestsAloneUntil: null });
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
}

/** A guest knocks also at an empty room: its members see it and come. */
export function knockOnRoom(draft: Draft, action: Of<"knockOnRoom">): void {
  draft.requireSystem();
  const call = openRoom(draft, action);
  if (call.lock) refuse({ code: "roomLocked" });
  draft.sitDown({ id: action.seatId, callId: call.id, party: { kind: "roomGuest" }, state: "knocking", knockEndsAt: draft.now + KNOCK_MS });
}

function openRoom(draft: Draft, { callId, roomId, roomKind, clinicId }: { callId: string; roomId: string; roomKind: RoomKind; clinicId: string }) {
  const isGroup = roomKind === "group";
  if (!draft.calls.has(callId)) {
    const clinic = draft.clinic(clinicId);
    if (isGroup && !clinic.groupCallsAvailable) refuse({ code: "noGroupCalls" });
    draft.openCall({ id: callId, kind: "room", roomId, clinicId, capacity: isGroup ? clinic.groupCapacity : clinic.directCapacity, route: isGroup ? "sfu" : "direct" });
  }
  const call = draft.call(callId);
  return call.roomId === roomId ? call : refuse({ code: "notFound" });
}
