import type { Action } from "./actions.ts";
import type { Id, Seat, Situation, Visit } from "./model.ts";
import { isSame } from "./same.ts";

/**
 * What always holds (I1, I2, I3 and what stands on them), as sentences about what does not: empty when all is well.
 * Checked by random histories, and by the server before it commits (refuse and report rather than go on).
 */
export function brokenInvariants(situation: Situation): string[] {
  const live = [...situation.seats.values()].filter((seat) => seat.state !== "left");
  const byCall = groupByCall(live);
  const broken: string[] = [];
  for (const visit of situation.visits.values()) broken.push(...(isOpen(visit) ? brokenVisit(situation, visit, live, byCall) : brokenEnd(situation, visit, live)));
  for (const callId of situation.calls.keys()) broken.push(...brokenCall(situation, callId, byCall.get(callId) ?? []));
  const sitting = live.filter((seat) => seat.state === "in").flatMap((seat) => (seat.party.kind === "member" ? [seat.party.personId] : []));
  if (new Set(sitting).size !== sitting.length) broken.push("a member sits in two calls");
  return broken;
}

function brokenVisit(situation: Situation, visit: Visit, live: readonly Seat[], byCall: ReadonlyMap<Id, Seat[]>): string[] {
  const { id, callId, ownCallId, clinicId, handover } = visit;
  const { state } = visit.status;
  const party = live.filter((seat) => belongsTo(seat, id));
  const callers = party.filter((seat) => seat.party.kind === "caller");
  const hosts = (byCall.get(callId) ?? []).filter(isHost).length;
  const ownCall = situation.calls.get(ownCallId);
  const owner = [...situation.visits.values()].find((each) => isOpen(each) && each.ownCallId === callId);
  const stays = [...situation.stays.values()].filter((stay) => stay.visitId === id && stay.to === null);
  return sentences([
    [callers.length !== 1, `visit ${id} has ${callers.length} live caller seats`],
    [party.some((seat) => seat.callId !== callId), `a seat of visit ${id} is in another call`],
    [situation.calls.get(callId)?.closedAt !== null, `visit ${id} is in a closed or unknown call`],
    [!ownCall || ownCall.closedAt !== null, `the own call of visit ${id} is closed or unknown`],
    [ownCall?.clinicId !== clinicId || ownCall?.organisationId !== visit.organisationId, `the own call of visit ${id} belongs to another clinic`],
    [owner !== undefined && owner.id !== id && owner.callId !== callId, `visit ${id} is in the room of visit ${owner?.id}, who is elsewhere`],
    [state === "seen" && hosts === 0, `visit ${id} is seen by nobody`],
    [state !== "seen" && hosts > 0, `visit ${id} is ${state} with a host`],
    [state !== "seen" && party.some((seat) => seat.state === "in"), `somebody of ${state} visit ${id} is in`],
    [callers.some((seat) => seat.state === "knocking"), `the caller of visit ${id} knocks at their own visit`],
    [party.some((seat) => seat.heldByHost && (seat.state !== "held" || state !== "seen")), `somebody of ${state} visit ${id} is put aside by nobody`],
    [state === "waiting" && callId !== ownCallId, `waiting visit ${id} is in another's call`],
    [callers.some((seat) => !isSame(seat.presence, visit.presence)), `presence of visit ${id} and of its seat differ`],
    [stays.length !== 1 || stays[0]?.clinicId !== clinicId, `visit ${id} has no single open stay in its clinic`],
    [state === "waiting" && stays.some((stay) => stay.seenAt !== null), `waiting visit ${id} was seen in this stay`],
    [visit.undo !== null && state !== "seen", `visit ${id} is ${state} with an undo`],
    [handover !== null && state === "seen", `visit ${id} is seen while it is handed over`],
    [handover !== null && !(byCall.get(handover.callId) ?? []).some((seat) => isHost(seat) && memberOf(seat) === handover.byId), `nobody asks in the handover of visit ${id}`],
    [visit.purgeAt !== null, `open visit ${id} has a purge time`],
  ]);
}

function brokenEnd(situation: Situation, visit: Visit, live: readonly Seat[]): string[] {
  return sentences([
    [live.some((seat) => belongsTo(seat, visit.id)), `ended visit ${visit.id} has a live seat`],
    [visit.handover !== null || visit.undo !== null, `ended visit ${visit.id} has something under way`],
    [[...situation.stays.values()].some((stay) => stay.visitId === visit.id && stay.to === null), `ended visit ${visit.id} has an open stay`],
  ]);
}

function brokenCall(situation: Situation, callId: Id, seats: readonly Seat[]): string[] {
  const call = situation.calls.get(callId);
  if (!call) return [];
  const isThere = seats.filter((seat) => seat.state === "in" || seat.state === "held").length;
  const hosts = seats.filter(isHost);
  const guestsIn = seats.some((seat) => seat.party.kind !== "member" && seat.state === "in");
  const visits = [...situation.visits.values()].filter((visit) => isOpen(visit) && visit.callId === callId);
  const isAwaited = [...situation.visits.values()].some((visit) => isOpen(visit) && visit.ownCallId === callId);
  const isClosed = call.closedAt !== null;
  return sentences([
    [isClosed && seats.length > 0, `closed call ${callId} has a live seat`],
    [visits.some((visit) => visit.organisationId !== call.organisationId), `call ${callId} holds a visit of another organisation`],
    [isClosed && call.lock !== null, `closed call ${callId} is locked`],
    [isThere > call.capacity, `call ${callId} is over its capacity`],
    [seats.some((seat) => seat.party.kind === "member" && seat.state !== "in"), `a member is held or knocks in call ${callId}`],
    [call.kind !== "room" && guestsIn && hosts.length === 0, `guests are together in call ${callId} without a host`],
    [call.kind === "room" && guestsIn && hosts.length === 0 && call.guestsAloneUntil === null, `guests may stay in room call ${callId} for ever`],
    [call.kind === "room" && visits.length > 0, `a caller is in room call ${callId}`],
    [visits.length > 1 && hosts.length === 0, `visits are together in call ${callId} without a host`],
    [call.lock?.holderId != null && hosts.length === 0, `call ${callId} is locked by somebody who left`],
    [call.route === "direct" && call.epoch > 0, `group call ${callId} went back to direct`],
    [!isClosed && !isAwaited && visits.length === 0 && hosts.length === 0 && (call.kind !== "room" || seats.length === 0), `nobody can come back to open call ${callId}`],
  ]);
}

/** Which of I2, I5, I6 and I9 a step breaks that `action` made: things no single situation shows. */
export function brokenStep(before: Situation, after: Situation, action: Action): string[] {
  const broken: string[] = [];
  for (const [id, was] of before.visits) {
    const is = after.visits.get(id);
    if (!is) broken.push(`visit ${id} vanished`);
    else if (is !== was) broken.push(...brokenChange(was, is, action));
  }
  for (const [id, was] of before.seats) {
    const is = after.seats.get(id);
    if (!is) broken.push(`seat ${id} vanished`);
    else if (!isSame(is.party, was.party)) broken.push(`seat ${id} was given to somebody else`);
    else if (was.state === "left" && is.state !== "left") broken.push(`seat ${id} came back to life`);
  }
  for (const [id, was] of before.calls) {
    const is = after.calls.get(id);
    if (!is) broken.push(`call ${id} vanished`);
    else if (was.closedAt !== null && is.closedAt === null) broken.push(`call ${id} was opened again`);
    else if (is.epoch < was.epoch || (is.route !== was.route && is.epoch === was.epoch)) broken.push(`call ${id} changed its route without a new epoch`);
  }
  if (action.type !== "add" && action.type !== "openCall") {
    const met = meetings(before);
    for (const meeting of meetings(after)) if (!met.has(meeting)) broken.push(`visits ${meeting} met by ${action.type}`);
  }
  return broken;
}

function brokenChange(was: Visit, is: Visit, action: Action): string[] {
  const { id } = was;
  const moved = is.clinicId !== was.clinicId;
  return sentences([
    [!isOpen(was) && !isSame({ ...is, purgeAt: null }, { ...was, purgeAt: null }), `ended visit ${id} changed`],
    [is.enteredAt !== was.enteredAt || is.ownCallId !== was.ownCallId, `the arrival of visit ${id} changed`],
    [is.orderKey !== was.orderKey && action.type !== "moveInQueue", `visit ${id} lost its place by ${action.type}`],
    [moved && action.type !== "transfer" && action.type !== "giveHandover", `visit ${id} changed clinic by ${action.type}`],
    [isOpen(was) && is.status.state === "waiting" && was.status.state !== "waiting" && !moved && action.type !== "takeOut", `visit ${id} waits again by ${action.type}`],
    [isOpen(was) && !isOpen(is) && is.purgeAt === null, `visit ${id} ended without a purge time`],
  ]);
}

/** Pairs of visits that are in one call. */
function meetings(situation: Situation): Set<string> {
  const pairs = new Set<string>();
  const open = [...situation.visits.values()].filter(isOpen);
  for (const one of open) for (const other of open) if (one.id < other.id && one.callId === other.callId) pairs.add(`${one.id} and ${other.id}`);
  return pairs;
}

function sentences(checks: readonly (readonly [boolean, string])[]): string[] {
  return checks.flatMap(([isBroken, sentence]) => (isBroken ? [sentence] : []));
}

function isOpen(visit: Visit): boolean {
  return visit.status.state !== "ended";
}

function isHost(seat: Seat): boolean {
  return seat.party.kind === "member" && seat.state === "in";
}

function memberOf(seat: Seat): Id | null {
  return seat.party.kind === "member" ? seat.party.personId : null;
}

function belongsTo(seat: Seat, visitId: Id): boolean {
  return "visitId" in seat.party && seat.party.visitId === visitId;
}

function groupByCall(seats: readonly Seat[]): Map<Id, Seat[]> {
  const groups = new Map<Id, Seat[]>();
  for (const seat of seats) groups.set(seat.callId, [...(groups.get(seat.callId) ?? []), seat]);
  return groups;
}
