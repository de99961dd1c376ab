import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import { hostIds } from "./joining.ts";
import { closeCall, closeIfDeserted, endVisit } from "./leaving.ts";
import { guestLeaves } from "./inviting.ts";
import type { Id } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

export function end(draft: Draft, action: Of<"end">): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.status.state === "waiting") refuse({ code: "notInCall" });
  if (visit.status.state === "seen") draft.requireInside(visit.callId);
  endWithHosts(draft, visit.id, "completed");
}

/** The visit ends by a host: hosts who are left alone by it leave too, so that nobody sits in an empty call unasked. */
function endWithHosts(draft: Draft, visitId: Id, reason: "completed" | "removed", note = ""): void {
  const { callId } = draft.openVisit(visitId);
  endVisit(draft, visitId, reason, note);
  if (draft.visitsIn(callId).length > 0 || draft.calls.get(callId)?.kind === "room") return;
  for (const host of draft.hostsIn(callId)) draft.seatState(host.id, "left");
  closeIfDeserted(draft, callId);
}

export function endCall(draft: Draft, action: Of<"endCall">): void {
  const call = draft.call(action.callId);
  draft.requireInside(call.id);
  for (const visit of draft.visitsIn(call.id)) endVisit(draft, visit.id, "completed");
  for (const seat of draft.seatsOf(call.id)) draft.seatState(seat.id, "left");
  for (const visit of draft.visits.values()) if (visit.handover?.callId === call.id) draft.setVisit(visit.id, { handover: null });
  const awaitsReturn = [...draft.visits.values()].some((visit) => visit.ownCallId === call.id && visit.status.state !== "ended");
  if (!awaitsReturn) closeCall(draft, call.id);
  else draft.setCall(call.id, { lock: null });
}

export function remove(draft: Draft, action: Of<"remove">): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.status.state === "seen" && !draft.sitsIn(visit.callId) && !(action.forced && draft.rights(visit.clinicId)?.administer)) {
    refuse({ code: "takenBy", personIds: hostIds(draft, visit.callId), callId: visit.callId });
  }
  endWithHosts(draft, visit.id, "removed", action.reason);
}

/** Of the guest's own will. Hosts stay in the empty call and are told. */
export function leave(draft: Draft): void {
  const { actor } = draft;
  if (actor.kind === "caller") {
    const visit = draft.openVisit(actor.visitId);
    return endVisit(draft, visit.id, visit.everSeen ? "completed" : "leftBeforeSeen");
  }
  if (actor.kind !== "companion" && actor.kind !== "roomGuest") return refuse({ code: "notAllowed" });
  const seat = draft.seats.get(actor.seatId);
  if (!seat || seat.state === "left") return refuse({ code: "alreadyEnded" });
  guestLeaves(draft, seat);
}

export function cancelPlace(draft: Draft, action: Of<"cancelPlace">): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.presence.state !== "offline") refuse({ code: "notOffline" });
  endVisit(draft, visit.id, "lost");
}
