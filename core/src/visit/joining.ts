import type { Action, Expectation } from "./actions.ts";
import { type Draft, type OpenVisit, refuse } from "./draft.ts";
import type { Id } from "./model.ts";
import { clearHandover, closeIfDeserted, leaveAsHost, moveParty } from "./leaving.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

export function enter(draft: Draft, action: Of<"enter">): void {
  // The same device again: the person keeps the place.
  const known = draft.visits.get(action.visitId);
  if (known && known.status.state !== "ended") return;
  const clinic = draft.clinic(action.clinicId);
  if (!clinic.isOn) refuse({ code: "clinicOff" });
  if (!clinic.isOpen) refuse({ code: "clinicClosed" });
  if (action.blockedByCheck) refuse({ code: "blockedByCheck" });
  const { now } = draft;
  const { visitId, clinicId, callId } = action;
  draft.calls.set(callId, {
    id: callId,
    kind: "visit",
    organisationId: clinic.organisationId,
    clinicId,
    roomId: null,
    capacity: clinic.directCapacity,
    route: "direct",
    epoch: 0,
    lock: null,
    openedAt: now,
    closedAt: null,
    guestsAloneUntil: null,
  });
  draft.visits.set(visitId, {
    id: visitId,
    organisationId: clinic.organisationId,
    clinicId,
    status: { state: "waiting", since: now },
    presence: { state: "here" },
    callId,
    ownCallId: callId,
    enteredAt: now,
    orderKey: now,
    everSeen: false,
    phoneVerified: action.phoneVerified,
    assigneeId: null,
    handover: null,
    undo: null,
    purgeAt: null,
  });
  const stayId = draft.newId();
  draft.stays.set(stayId, { id: stayId, visitId, clinicId, from: now, to: null, began: { how: "entered" }, seenAt: null, ended: null });
  draft.sitDown({ id: action.seatId, callId, party: { kind: "caller", visitId }, state: "held" });
  draft.note(visitId, { type: "entered" });
}

export function join(draft: Draft, action: Of<"join">): void {
  const visit = draft.visitForMember(action.visitId);
  if (draft.sitsIn(visit.callId)) return;
  if (visit.presence.state === "offline") refuse({ code: "offline" });
  requireExpected(draft, visit, action.expect);
  const call = draft.call(visit.callId);
  const { personId } = draft.member();
  if (call.lock && call.lock.holderId !== personId) {
    if (call.lock.holderId !== null) refuse({ code: "locked", holderId: call.lock.holderId });
    if (!action.confirmedUnlock) refuse({ code: "confirmUnlock" });
    draft.setCall(call.id, { lock: { holderId: personId } });
  }
  draft.requireRoom(call.id, 1);
  const elsewhere = draft.ownSeat();
  draft.sitDown({ id: action.seatId, callId: call.id, party: { kind: "member", personId }, state: "in" });
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
  clearHandover(draft, visit.id);
  draft.note(visit.id, { type: "joined", personId });
  for (const each of draft.visitsIn(call.id)) beSeen(draft, each.id);
}

/** A host sits with the caller: everybody of the visit whom no host put aside is in. */
export function beSeen(draft: Draft, visitId: Id): void {
  const stay = [...draft.stays.values()].find((each) => each.visitId === visitId && each.to === null);
  if (stay && stay.seenAt === null) draft.setStay(visitId, { seenAt: draft.now });
  draft.setState(visitId, "seen");
  draft.setVisit(visitId, { everSeen: true });
  for (const seat of draft.partyOf(visitId)) if (seat.state === "held" && !seat.heldByHost) draft.seatState(seat.id, "in");
}

/** A stale screen never acts on a changed situation; who was faster is told by name. */
export function requireExpected(draft: Draft, visit: OpenVisit, expect: Expectation): void {
  if (visit.status.state === expect.state && visit.callId === expect.callId) return;
  if (visit.status.state === "seen") refuse({ code: "takenBy", personIds: hostIds(draft, visit.callId), callId: visit.callId });
  refuse({ code: "changed", state: visit.status.state });
}

export function hostIds(draft: Draft, callId: Id): Id[] {
  return draft.hostsIn(callId).flatMap((seat) => (seat.party.kind === "member" ? [seat.party.personId] : []));
}

const UNDO_MS = 10_000;

export function add(draft: Draft, action: Of<"add">): void {
  const call = draft.call(action.callId);
  draft.requireInside(call.id);
  const visit = draft.visitForMember(action.visitId);
  if (visit.callId === call.id) refuse({ code: "alreadyHere" });
  const meets = draft.visitsIn(call.id).map((each) => each.id);
  requireMovable(draft, visit, action.expect);
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
  const visits = action.visits.map(({ visitId, expect }) => {
    const visit = draft.visitForMember(visitId);
    requireMovable(draft, visit, expect);
    return visit;
  });
  const capacity = action.group ? clinic.groupCapacity : clinic.directCapacity;
  const elsewhere = draft.ownSeat();
  draft.calls.set(action.callId, {
    id: action.callId,
    kind: "joint",
    organisationId: clinic.organisationId,
    clinicId: clinic.id,
    roomId: null,
    capacity,
    route: action.group ? "sfu" : "direct",
    epoch: 0,
    lock: null,
    openedAt: draft.now,
    closedAt: null,
    guestsAloneUntil: null,
  });
  draft.sitDown({ id: action.seatId, callId: action.callId, party: { kind: "member", personId }, state: "in" });
  draft.requireRoom(
    action.callId,
    visits.reduce((people, visit) => people + partySize(draft, visit.id), 0),
  );
  for (const visit of visits) bringIn(draft, visit, action.callId, visits.filter((other) => other.id !== visit.id).map((other) => other.id));
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
}

/** Somebody who is being seen moves only with a host who is alone with them. */
function requireMovable(draft: Draft, visit: OpenVisit, expect: Expectation): void {
  if (visit.presence.state === "offline") refuse({ code: "offline" });
  if (visit.status.state === "seen") {
    const hosts = hostIds(draft, visit.callId);
    if (hosts.some((id) => id !== draft.member().personId)) refuse({ code: "takenBy", personIds: hosts, callId: visit.callId });
  }
  requireExpected(draft, visit, expect);
}

function bringIn(draft: Draft, visit: OpenVisit, callId: Id, meets: readonly Id[]): void {
  const undo = { until: draft.now + UNDO_MS, byId: draft.member().personId, state: visit.status.state, callId: visit.callId };
  clearHandover(draft, visit.id);
  moveParty(draft, visit.id, callId);
  beSeen(draft, visit.id);
  draft.setVisit(visit.id, { undo });
  draft.note(visit.id, { type: "added", callId, metVisitIds: meets });
  closeIfDeserted(draft, visit.callId);
}

function partySize(draft: Draft, visitId: Id): number {
  return draft.partyOf(visitId).filter((seat) => seat.state !== "knocking").length;
}

export function continueAsGroup(draft: Draft, action: Of<"continueAsGroup">): void {
  const call = draft.call(action.callId);
  draft.requireInside(call.id);
  const clinic = draft.clinic(call.clinicId);
  if (!clinic.groupCallsAvailable) refuse({ code: "noGroupCalls" });
  if (call.route === "sfu") return;
  draft.setCall(call.id, { capacity: clinic.groupCapacity, route: "sfu", epoch: call.epoch + 1 });
}
