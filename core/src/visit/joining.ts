import type { Action, Expectation } from "./actions.ts";
import { owesConsent } from "./owes-consent.ts";
import { type Draft, type OpenVisit, refuse } from "./draft.ts";
import { passLock } from "./holding.ts";
import { clearHandover, leaveAsHost } from "./leaving.ts";
import type { Id } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

export function enter(draft: Draft, action: Of<"enter">): void {
  draft.requireSystem();
  const { now } = draft;
  const { visitId, clinicId, callId } = action;
  // The same device again: the person keeps the place. A visit that ended is never opened again.
  const known = draft.visits.get(visitId);
  if (known) return known.status.state === "ended" ? refuse({ code: "alreadyEnded" }) : undefined;
  const clinic = draft.clinic(clinicId);
  if (!clinic.isOn) refuse({ code: "clinicOff" });
  if (!clinic.isOpen) refuse({ code: "clinicClosed" });
  if (action.blockedByCheck) refuse({ code: "blockedByCheck" });
  draft.openCall({ id: callId, kind: "visit", clinicId, capacity: clinic.directCapacity, route: "direct" });
  draft.visits.set(visitId, {
    id: visitId,
    organisationId: clinic.organisationId,
    clinicId,
    status: { state: "waiting", since: now },
    presence: { state: "here" },
    callId,
    ownCallId: callId,
    enteredAt: now,
    orderKey: action.behind !== null && action.behind >= now ? action.behind + 1 : now,
    everSeen: false,
    phoneVerified: action.phoneVerified,
    textedAsNext: false,
    openedAt: null,
    agreedIn: action.consent ? [clinicId] : [],
    escalated: null,
    assigneeId: null,
    handover: null,
    undo: null,
    purgeAt: null,
  });
  const stayId = draft.newId();
  draft.stays.set(stayId, { id: stayId, visitId, clinicId, from: now, to: null, began: { how: "entered" }, seenAt: null, ended: null });
  draft.sitDown({ id: action.seatId, callId, party: { kind: "caller", visitId }, state: "held" });
  draft.note(visitId, { type: "entered" }, { kind: "caller", id: visitId });
  if (action.consent) draft.note(visitId, { type: "consented", ...action.consent }, { kind: "caller", id: visitId });
}

export function join(draft: Draft, action: Of<"join">): void {
  const visit = draft.visitForMember(action.visitId);
  if (draft.sitsIn(visit.callId)) return;
  if (visit.presence.state === "offline") refuse({ code: "offline" });
  requireExpected(draft, visit, action.expect);
  passLock(draft, visit.callId, action.confirmedUnlock);
  draft.requireRoom(visit.callId, 1);
  const { personId } = draft.member();
  if (draft.clinic(visit.clinicId).checksIdentity && visit.status.state === "waiting") identify(draft, visit.id, action.identifiedBy ?? []);
  const elsewhere = draft.ownSeat();
  draft.sitDown({ id: action.seatId, callId: visit.callId, party: { kind: "member", personId }, state: "in" });
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
  clearHandover(draft, visit.id);
  draft.note(visit.id, { type: "joined", personId });
  hostIsThere(draft, visit.callId);
}

function identify(draft: Draft, visitId: Id, by: readonly string[]): void {
  if (new Set(by).size < 2) refuse({ code: "identifyFirst" });
  draft.note(visitId, { type: "identified", by });
}

/** With a host in the call everybody is in whom no host put aside. */
export function hostIsThere(draft: Draft, callId: Id): void {
  for (const visit of draft.visitsIn(callId)) beSeen(draft, visit.id);
  for (const seat of draft.seatsOf(callId)) if (seat.party.kind !== "member" && seat.state === "held" && !seat.heldByHost) draft.seatState(seat.id, "in");
}

export function beSeen(draft: Draft, visitId: Id): void {
  const stay = [...draft.stays.values()].find((each) => each.visitId === visitId && each.to === null);
  if (stay && stay.seenAt === null) draft.setStay(visitId, { seenAt: draft.now });
  const visit = draft.openVisit(visitId);
  if (visit.status.state !== "seen" && owesConsent(visit, draft.clinics.get(visit.clinicId))) draft.note(visitId, { type: "seenWithoutConsent" });
  draft.setState(visitId, "seen");
  draft.setVisit(visitId, { everSeen: true });
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
