import type { Seat, Situation, Visit } from "./model.ts";

/**
 * What always holds, as sentences about what does not: empty when all is well.
 * Checked by random histories, and by the server before it commits (refuse and report rather than go on).
 */
export function brokenInvariants(situation: Situation): string[] {
  const broken: string[] = [];
  const live = [...situation.seats.values()].filter((seat) => seat.state !== "left");
  const byCall = groupByCall(live);
  const open = [...situation.visits.values()].filter((visit) => visit.status.state !== "ended");

  for (const visit of open) broken.push(...brokenVisit(situation, visit, live, byCall.get(visit.callId) ?? []));
  for (const visit of situation.visits.values()) {
    if (visit.status.state === "ended" && live.some((seat) => "visitId" in seat.party && seat.party.visitId === visit.id)) broken.push(`ended visit ${visit.id} has a live seat`);
  }
  const sitting = live.filter((seat) => seat.state === "in").flatMap((seat) => (seat.party.kind === "member" ? [seat.party.personId] : []));
  if (new Set(sitting).size !== sitting.length) broken.push("a member sits in two calls");

  for (const [callId, seats] of byCall) {
    const call = situation.calls.get(callId);
    if (!call) continue;
    if (call.closedAt !== null) broken.push(`closed call ${callId} has a live seat`);
    if (seats.filter((seat) => seat.state === "in" || seat.state === "held").length > call.capacity) broken.push(`call ${callId} is over its capacity`);
    const parties = new Set(seats.flatMap((seat) => ("visitId" in seat.party && seat.state === "in" ? [seat.party.visitId] : [])));
    const hasHost = seats.some((seat) => seat.party.kind === "member" && seat.state === "in");
    if (parties.size > 0 && !hasHost && call.kind !== "room") broken.push(`guests are together in call ${callId} without a host`);
    if (seats.some((seat) => seat.party.kind === "member" && seat.state !== "in")) broken.push(`a member is held or knocks in call ${callId}`);
  }
  return broken;
}

function brokenVisit(situation: Situation, visit: Visit, live: readonly Seat[], inItsCall: readonly Seat[]): string[] {
  const broken: string[] = [];
  const callers = live.filter((seat) => seat.party.kind === "caller" && seat.party.visitId === visit.id);
  if (callers.length !== 1) broken.push(`visit ${visit.id} has ${callers.length} live caller seats`);
  for (const seat of live) if ("visitId" in seat.party && seat.party.visitId === visit.id && seat.callId !== visit.callId) broken.push(`a seat of visit ${visit.id} is in another call`);
  if (situation.calls.get(visit.callId)?.closedAt !== null) broken.push(`visit ${visit.id} is in a closed or unknown call`);
  const ownCall = situation.calls.get(visit.ownCallId);
  if (ownCall && ownCall.closedAt !== null) broken.push(`the own call of visit ${visit.id} is closed`);
  const hosts = inItsCall.filter((seat) => seat.party.kind === "member" && seat.state === "in").length;
  const { state } = visit.status;
  if (state === "seen" && hosts === 0) broken.push(`visit ${visit.id} is seen by nobody`);
  if (state !== "seen" && hosts > 0) broken.push(`visit ${visit.id} is ${state} with a host`);
  if (state !== "seen" && callers.some((seat) => seat.state !== "held")) broken.push(`caller of ${state} visit ${visit.id} is not held`);
  if (state === "waiting" && visit.callId !== visit.ownCallId) broken.push(`waiting visit ${visit.id} is in another's call`);
  if (callers[0] && callers[0].presence.state !== visit.presence.state) broken.push(`presence of visit ${visit.id} and of its seat differ`);
  if (![...situation.stays.values()].some((stay) => stay.visitId === visit.id && stay.to === null && stay.clinicId === visit.clinicId)) broken.push(`visit ${visit.id} has no open stay in its clinic`);
  return broken;
}

function groupByCall(seats: readonly Seat[]): Map<string, Seat[]> {
  const groups = new Map<string, Seat[]>();
  for (const seat of seats) groups.set(seat.callId, [...(groups.get(seat.callId) ?? []), seat]);
  return groups;
}
