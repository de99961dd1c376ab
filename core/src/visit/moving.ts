import type { Action } from "./actions.ts";
import { type Draft, type OpenVisit, refuse } from "./draft.ts";
import { beSeen, hostIds, requireExpected } from "./joining.ts";
import { clearHandover, closeIfDeserted, leaveAsHost, returnToOwnCall } from "./leaving.ts";
import { takeHome } from "./holding.ts";
import type { Id } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

/** A lost caller who is transferred gets this long at least, so that the new clinic is not handed a vanishing row. Milliseconds. */
const GRACE_AFTER_TRANSFER_MS = 30_000;

export function transfer(draft: Draft, action: Of<"transfer">): void {
  const visit = draft.visitForMember(action.visitId);
  requireTarget(draft, visit, action.toClinicId, action.confirmedClosed);
  if (visit.status.state === "seen" && !draft.sitsIn(visit.callId) && !(action.forced && draft.rights(visit.clinicId)?.administer)) {
    refuse({ code: "takenBy", personIds: hostIds(draft, visit.callId), callId: visit.callId });
  }
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
    for (const host of draft.hostsIn(shared)) draft.seatState(host.id, "left");
  }
  for (const seat of draft.partyOf(visit.id)) {
    if (seat.state === "in") draft.seatState(seat.id, "held");
    draft.setSeat(seat.id, { heldByHost: false });
  }
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
    undo: null,
  });
  if (presence.state === "lost") {
    draft.setPresence(draft.callerSeat(visit.id), { ...presence, graceEndsAt: Math.max(presence.graceEndsAt, draft.now + GRACE_AFTER_TRANSFER_MS) });
  }
}

export function askHandover(draft: Draft, action: Of<"askHandover">): void {
  const visit = draft.visitForMember(action.visitId);
  requireTarget(draft, visit, action.toClinicId, true);
  if (visit.handover) refuse({ code: "handoverUnderWay" });
  const { personId } = draft.member();
  if (visit.status.state === "seen" && hostIds(draft, visit.callId).some((id) => id !== personId)) {
    refuse({ code: "takenBy", personIds: hostIds(draft, visit.callId), callId: visit.callId });
  }
  const clinic = draft.clinic(visit.clinicId);
  const elsewhere = draft.ownSeat();
  draft.calls.set(action.callId, {
    id: action.callId,
    kind: "joint",
    organisationId: clinic.organisationId,
    clinicId: clinic.id,
    roomId: null,
    capacity: clinic.directCapacity,
    route: "direct",
    epoch: 0,
    lock: null,
    openedAt: draft.now,
    closedAt: null,
    guestsAloneUntil: null,
  });
  draft.sitDown({ id: action.seatId, callId: action.callId, party: { kind: "member", personId }, state: "in" });
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
  draft.note(visit.id, { type: "handoverAsked", toClinicId: action.toClinicId });
  draft.setVisit(visit.id, { handover: { toClinicId: action.toClinicId, byId: personId, note: action.note, callId: action.callId, since: draft.now } });
}

/** Somebody of the target sits down with the asker; they see asker, clinic and note, and nothing of the caller. */
export function joinHandover(draft: Draft, action: Of<"joinHandover">): void {
  const { personId } = draft.member();
  const handover = draft.visits.get(action.visitId)?.handover;
  if (!handover || !draft.rights(handover.toClinicId)?.seeWaitingArea) return refuse({ code: "notFound" });
  if (draft.sitsIn(handover.callId)) return;
  draft.requireRoom(handover.callId, 1);
  const elsewhere = draft.ownSeat();
  draft.sitDown({ id: action.seatId, callId: handover.callId, party: { kind: "member", personId }, state: "in" });
  if (elsewhere) leaveAsHost(draft, elsewhere, "elsewhere");
}

/** The same step as a transfer; whoever answered sits down with the caller in it. */
export function giveHandover(draft: Draft, action: Of<"giveHandover">): void {
  const visit = draft.visitForMember(action.visitId);
  const { handover } = visit;
  if (!handover || handover.byId !== draft.member().personId) return refuse({ code: "noHandover" });
  draft.requireInside(handover.callId);
  const takers = draft.hostsIn(handover.callId).filter((seat) => seat.party.kind === "member" && seat.party.personId !== handover.byId);
  if (takers.length === 0) refuse({ code: "noHandover" });
  moveToClinic(draft, visit, handover.toClinicId, handover.note);
  for (const seat of draft.seatsOf(handover.callId)) {
    const taker = takers.find((each) => each.id === seat.id);
    draft.seatState(seat.id, "left");
    if (!taker || taker.party.kind !== "member") continue;
    draft.requireRoom(visit.ownCallId, 1);
    draft.sitDown({ id: draft.newId(), callId: visit.ownCallId, party: taker.party, state: "in" });
    draft.note(visit.id, { type: "joined", personId: taker.party.personId });
  }
  closeIfDeserted(draft, handover.callId);
  beSeen(draft, visit.id);
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
  draft.setVisit(visit.id, { assigneeId: action.personId });
  draft.note(visit.id, { type: "assigned", personId: action.personId });
}

export function moveInQueue(draft: Draft, action: Of<"moveInQueue">): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.orderKey === action.orderKey) return;
  draft.setVisit(visit.id, { orderKey: action.orderKey });
  draft.note(visit.id, { type: "moved" });
}
