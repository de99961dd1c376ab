import type { Action } from "./actions.ts";
import { requireMovable } from "./adding.ts";
import { type Draft, type OpenVisit, refuse } from "./draft.ts";
import { requireItsHost } from "./ending.ts";
import { passLock, takeHome } from "./holding.ts";
import { hostIsThere, requireExpected } from "./joining.ts";
import { clearHandover, closeIfDeserted, hostsGo, leaveAsHost, returnToOwnCall, showWaitingScreen } from "./leaving.ts";
import type { Id } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

/** A lost caller who is transferred gets this long at least, so that the new clinic is not handed a vanishing row. Milliseconds. */
const GRACE_AFTER_TRANSFER_MS = 30_000;

export function transfer(draft: Draft, action: Of<"transfer">): void {
  const visit = draft.visitForMember(action.visitId);
  requireTarget(draft, visit, action.toClinicId, action.confirmedClosed);
  requireItsHost(draft, visit.id, action.forced);
  requireExpected(draft, visit, action.expect);
  moveToClinic(draft, visit, action.toClinicId, action.note);
}

function requireTarget(draft: Draft, visit: OpenVisit, toClinicId: Id, confirmedClosed: boolean): void {
  if (toClinicId === visit.clinicId) refuse({ code: "sameClinic" });
  const target = draft.clinics.get(toClinicId);
  // A clinic that does not exist and one I have no right in are the same answer.
  if (!target || !draft.rights(toClinicId)?.transferInto) return refuse({ code: "noRightThere" });
  if (!target.isOn) refuse({ code: "targetOff" });
  if (!target.isOpen && !confirmedClosed) refuse({ code: "targetClosed" });
}

/** One step: the old clinic loses sight in the moment the new one gains it. Order, details and companions travel along. */
function moveToClinic(draft: Draft, visit: OpenVisit, toClinicId: Id, note: string): void {
  const target = draft.clinic(toClinicId);
  const by = draft.member().personId;
  clearHandover(draft, visit.id);
  const shared = visit.callId;
  if (shared !== visit.ownCallId) {
    returnToOwnCall(draft, visit.id);
    closeIfDeserted(draft, shared);
  } else {
    for (const other of draft.visitsIn(shared)) if (other.id !== visit.id) takeHome(draft, other.id);
    // Without rule L: the visit does not become *held* on its way, and its lock stays.
    hostsGo(draft, shared);
    for (const seat of draft.seatsOf(shared)) if (seat.party.kind === "roomGuest") draft.seatState(seat.id, "left");
  }
  showWaitingScreen(draft, visit.id);
  const own = draft.calls.get(visit.ownCallId);
  draft.setCall(visit.ownCallId, {
    clinicId: target.id,
    organisationId: target.organisationId,
    lock: own?.lock ? { holderId: null } : null,
  });
  draft.note(visit.id, { type: "transferred", fromClinicId: visit.clinicId, toClinicId, note });
  draft.setStay(visit.id, { to: draft.now, ended: { how: "transferred", toClinicId } });
  const stayId = draft.newId();
  draft.stays.set(stayId, {
    id: stayId,
    visitId: visit.id,
    clinicId: toClinicId,
    from: draft.now,
    to: null,
    began: { how: "transferred", fromClinicId: visit.clinicId, byId: by, note },
    seenAt: null,
    ended: null,
  });
  const { presence } = visit;
  draft.setVisit(visit.id, {
    clinicId: toClinicId,
    organisationId: target.organisationId,
    status: { state: "waiting", since: draft.now },
    assigneeId: null,
    textedAsNext: false,
    openedAt: null,
    escalated: null,
  });
  const soonest = draft.now + GRACE_AFTER_TRANSFER_MS;
  if (presence.state === "lost") draft.setPresence(draft.callerSeat(visit.id), { ...presence, graceEndsAt: Math.max(presence.graceEndsAt, soonest) });
  if (presence.state === "offline" && presence.recallEndsAt !== null) {
    draft.setPresence(draft.callerSeat(visit.id), { ...presence, recallEndsAt: Math.max(presence.recallEndsAt, soonest) });
  }
}

export function askHandover(draft: Draft, action: Of<"askHandover">): void {
  const visit = draft.visitForMember(action.visitId);
  requireTarget(draft, visit, action.toClinicId, true);
  if (draft.clinic(action.toClinicId).organisationId !== visit.organisationId) refuse({ code: "otherOrganisation" });
  if (visit.handover) refuse({ code: "handoverUnderWay" });
  requireMovable(draft, visit);
  const { personId } = draft.member();
  const clinic = draft.clinic(visit.clinicId);
  const elsewhere = draft.ownSeat();
  draft.openCall({ id: action.callId, kind: "joint", clinicId: clinic.id, capacity: clinic.directCapacity, route: "direct" });
  draft.sitDown({ id: action.seatId, callId: action.callId, party: { kind: "member", personId }, state: "in" });
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
  draft.note(visit.id, { type: "handoverAsked", toClinicId: action.toClinicId });
  draft.setVisit(visit.id, { handover: { toClinicId: action.toClinicId, byId: personId, note: action.note, callId: action.callId, since: draft.now, answeredBy: [] } });
}

/** Somebody of the target sits down with the asker; they see asker, clinic and note, and nothing of the caller. */
export function joinHandover(draft: Draft, action: Of<"joinHandover">): void {
  const { personId } = draft.member();
  const handover = draft.visits.get(action.visitId)?.handover;
  if (!handover || !draft.rights(handover.toClinicId)?.seeWaitingArea) return refuse({ code: "notFound" });
  const answered = { ...handover, answeredBy: [...new Set([...handover.answeredBy, personId])] };
  if (draft.sitsIn(handover.callId)) return handover.byId === personId ? undefined : draft.setVisit(action.visitId, { handover: answered });
  passLock(draft, handover.callId, false);
  draft.requireRoom(handover.callId, 1);
  const elsewhere = draft.ownSeat();
  draft.sitDown({ id: action.seatId, callId: handover.callId, party: { kind: "member", personId }, state: "in" });
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
  draft.setVisit(action.visitId, { handover: answered });
}

/** The same step as a transfer; whoever answered and is still there sits down with the caller in it, and the asker leaves. */
export function giveHandover(draft: Draft, action: Of<"giveHandover">): void {
  const visit = draft.visitForMember(action.visitId);
  const { handover } = visit;
  if (!handover || handover.byId !== draft.member().personId) return refuse({ code: "noHandover" });
  const asker = draft.requireInside(handover.callId);
  requireTarget(draft, visit, handover.toClinicId, true);
  requireMovable(draft, visit);
  const takers = draft.hostsIn(handover.callId).filter((seat) => seat.party.kind === "member" && handover.answeredBy.includes(seat.party.personId));
  if (takers.length === 0) refuse({ code: "noHandover" });
  moveToClinic(draft, visit, handover.toClinicId, handover.note);
  for (const taker of takers) {
    draft.requireRoom(visit.ownCallId, 1);
    leaveAsHost(draft, taker, "elsewhere");
    draft.sitDown({ id: draft.newId(), callId: visit.ownCallId, party: taker.party, state: "in" });
    if (taker.party.kind === "member") draft.note(visit.id, { type: "joined", personId: taker.party.personId });
  }
  leaveAsHost(draft, asker, "elsewhere");
  hostIsThere(draft, visit.ownCallId);
}

/** Cancelled by the asker's clinic, or declined by the target. */
export function endHandover(draft: Draft, action: Of<"endHandover">): void {
  draft.member();
  const visit = draft.visits.get(action.visitId);
  const handover = visit?.handover;
  if (!visit || !handover) return refuse({ code: "notFound" });
  if (!draft.rights(visit.clinicId)?.seeWaitingArea && !draft.rights(handover.toClinicId)?.seeWaitingArea) refuse({ code: "notFound" });
  clearHandover(draft, visit.id);
}

export function assign(draft: Draft, action: Of<"assign">): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.assigneeId === action.personId) return;
  draft.setVisit(visit.id, { assigneeId: action.personId, openedAt: visit.openedAt ?? (action.personId ? draft.now : null) });
  draft.note(visit.id, { type: "assigned", personId: action.personId });
}

export function moveInQueue(draft: Draft, action: Of<"moveInQueue">): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.orderKey === action.orderKey) return;
  draft.setVisit(visit.id, { orderKey: action.orderKey });
  draft.note(visit.id, { type: "moved" });
}
