import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import { guestLeaves } from "./inviting.ts";
import { hostIds } from "./joining.ts";
import { closeCall, closeIfDeserted, endVisit, holdAlone, hostsGo, returnToOwnCall } from "./leaving.ts";
import type { EndReason, Id } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

export function end(draft: Draft, action: Of<"end">): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.status.state === "waiting") refuse({ code: "notInCall" });
  if (visit.status.state === "seen") draft.requireInside(visit.callId);
  endWithHosts(draft, visit.id, "completed");
}

/** The visit ends by a host: hosts who are left alone by it leave too, so that nobody sits in an empty call unasked. */
function endWithHosts(draft: Draft, visitId: Id, reason: EndReason, note = ""): void {
  const { callId } = draft.openVisit(visitId);
  endVisit(draft, visitId, reason, note);
  const isTalkedIn = [...draft.visits.values()].some((visit) => visit.handover?.callId === callId);
  if (draft.visitsIn(callId).length > 0 || isTalkedIn) return;
  hostsGo(draft, callId);
  closeIfDeserted(draft, callId);
}

/**
 * Ends every visit in the call and closes it. A caller of another clinic, in which the person has no rights, is not theirs to end:
 * that visit is held in its own room, where its clinic finds it.
 */
export function endCall(draft: Draft, action: Of<"endCall">): void {
  const call = draft.call(action.callId);
  draft.requireHost(call.id);
  for (const visit of draft.visitsIn(call.id)) {
    if (draft.rights(visit.clinicId)?.seeWaitingArea) {
      endVisit(draft, visit.id, "completed");
    } else {
      returnToOwnCall(draft, visit.id);
      holdAlone(draft, visit.id);
    }
  }
  hostsGo(draft, call.id);
  const staysOpen = [...draft.visits.values()].some((visit) => visit.ownCallId === call.id && visit.status.state !== "ended");
  if (!staysOpen) return closeCall(draft, call.id);
  draft.setCall(call.id, { lock: null });
  for (const seat of draft.seatsOf(call.id)) if (seat.party.kind === "roomGuest") draft.seatState(seat.id, "left");
}

export function remove(draft: Draft, action: Of<"remove">): void {
  const visit = draft.visitForMember(action.visitId);
  requireItsHost(draft, visit.id, action.forced);
  endWithHosts(draft, visit.id, "removed", action.reason);
}

/** Somebody who is being seen is moved or sent away only by a host beside them; a clinic administrator may by force. */
export function requireItsHost(draft: Draft, visitId: Id, forced: boolean): void {
  const visit = draft.openVisit(visitId);
  if (visit.status.state !== "seen" || draft.sitsIn(visit.callId)) return;
  if (forced && draft.rights(visit.clinicId)?.administer) return;
  refuse({ code: "takenBy", personIds: hostIds(draft, visit.callId), callId: visit.callId });
}

/** Of the guest's own will. Hosts stay in the empty call and are told. */
export function leave(draft: Draft): void {
  const { actor } = draft;
  if (actor.kind === "caller") return endVisit(draft, actor.visitId, reasonForGoing(draft, actor.visitId, "completed"));
  if (actor.kind !== "companion" && actor.kind !== "roomGuest") return refuse({ code: "notAllowed" });
  const seat = draft.seats.get(actor.seatId);
  if (!seat || seat.state === "left" || seat.party.kind !== actor.kind) return refuse({ code: "alreadyEnded" });
  guestLeaves(draft, seat);
}

/** Who goes while nobody of the present clinic has seen them left before being seen, also when an earlier clinic had. */
export function reasonForGoing(draft: Draft, visitId: Id, whenSeen: EndReason): EndReason {
  return draft.openVisit(visitId).status.state === "waiting" ? "leftBeforeSeen" : whenSeen;
}

export function cancelPlace(draft: Draft, action: Of<"cancelPlace">): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.presence.state !== "offline") refuse({ code: "notOffline" });
  endWithHosts(draft, visit.id, "cancelledByClinic");
}

export function closeVisit(draft: Draft, action: Of<"closeVisit">): void {
  draft.requireSystem();
  endWithHosts(draft, action.visitId, "closed");
}
