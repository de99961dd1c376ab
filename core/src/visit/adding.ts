import type { Action } from "./actions.ts";
import { type Draft, type OpenVisit, refuse } from "./draft.ts";
import { hostIds, hostIsThere, requireExpected } from "./joining.ts";
import { clearHandover, closeIfDeserted, leaveAsHost, moveParty } from "./leaving.ts";
import type { Id } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

/** So long *take out* is an undo. Milliseconds. */
export const UNDO_MS = 10_000;

export function add(draft: Draft, action: Of<"add">): void {
  const call = draft.call(action.callId);
  draft.requireHost(call.id);
  const visit = draft.visitForMember(action.visitId);
  if (visit.callId === call.id) refuse({ code: "alreadyHere" });
  // Rooms are for staff and their guests, never for callers of a waiting area.
  if (call.kind === "room") refuse({ code: "notAllowed" });
  const meets = draft.visitsIn(call.id).map((each) => each.id);
  requireMovable(draft, visit);
  requireExpected(draft, visit, action.expect);
  if (meets.some((id) => !action.confirmedVisitIds.includes(id))) refuse({ code: "confirmAdd", visitIds: meets });
  draft.requireRoom(call.id, partySize(draft, visit.id));
  bringIn(draft, visit, call.id, meets);
}

/** *New call* and *group call*: one joint call, all or none. */
export function openCall(draft: Draft, action: Of<"openCall">): void {
  const { personId } = draft.member();
  const clinic = draft.clinic(action.clinicId);
  if (!draft.rights(clinic.id)?.seeWaitingArea) refuse({ code: "notFound" });
  if (action.group && !clinic.groupCallsAvailable) refuse({ code: "noGroupCalls" });
  const expected = new Map(action.visits.map(({ visitId, expect }) => [visitId, expect]));
  const visits = [...expected].map(([visitId, expect]) => {
    const visit = draft.visitForMember(visitId);
    requireMovable(draft, visit);
    requireExpected(draft, visit, expect);
    return visit;
  });
  const elsewhere = draft.ownSeat();
  const capacity = action.group ? clinic.groupCapacity : clinic.directCapacity;
  // A group call travels over the media server from its first second and stays so.
  draft.openCall({ id: action.callId, kind: "joint", clinicId: clinic.id, capacity, route: action.group ? "sfu" : "direct" });
  draft.sitDown({ id: action.seatId, callId: action.callId, party: { kind: "member", personId }, state: "in" });
  const people = visits.reduce((sum, visit) => sum + partySize(draft, visit.id), 0);
  draft.requireRoom(action.callId, people);
  const ids = visits.map((visit) => visit.id);
  for (const visit of visits) {
    const others = ids.filter((id) => id !== visit.id);
    bringIn(draft, visit, action.callId, others);
  }
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
}

/** Somebody who is being seen moves only with a host who is alone with them. */
export function requireMovable(draft: Draft, visit: OpenVisit): void {
  if (visit.presence.state === "offline") refuse({ code: "offline" });
  if (visit.status.state !== "seen") return;
  const hosts = hostIds(draft, visit.callId);
  if (hosts.some((id) => id !== draft.member().personId)) refuse({ code: "takenBy", personIds: hosts, callId: visit.callId });
}

function bringIn(draft: Draft, visit: OpenVisit, callId: Id, meets: readonly Id[]): void {
  if (visit.organisationId !== draft.call(callId).organisationId) refuse({ code: "otherOrganisation" });
  const { status, everSeen } = visit;
  const undo = { until: draft.now + UNDO_MS, byId: draft.member().personId, state: status.state, since: status.since, callId: visit.callId, everSeen };
  clearHandover(draft, visit.id);
  moveParty(draft, visit.id, callId);
  hostIsThere(draft, callId);
  draft.setVisit(visit.id, { undo });
  draft.note(visit.id, { type: "added", callId, metVisitIds: meets });
  closeIfDeserted(draft, visit.callId);
}

function partySize(draft: Draft, visitId: Id): number {
  return draft.partyOf(visitId).filter((seat) => seat.state !== "knocking").length;
}

export function continueAsGroup(draft: Draft, action: Of<"continueAsGroup">): void {
  const call = draft.call(action.callId);
  draft.requireHost(call.id);
  const clinic = draft.clinic(call.clinicId);
  if (!clinic.groupCallsAvailable) refuse({ code: "noGroupCalls" });
  if (call.route === "sfu") return;
  draft.setCall(call.id, { capacity: clinic.groupCapacity, route: "sfu", epoch: call.epoch + 1 });
}
