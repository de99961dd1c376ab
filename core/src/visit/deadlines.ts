import type { Deadline } from "./actions.ts";
import type { Draft } from "./draft.ts";
import { reasonForGoing } from "./ending.ts";
import { escalate, escalationAt } from "./escalating.ts";
import { guestLeaves } from "./inviting.ts";
import { clearHandover, closeIfDeserted, endVisit, leaveAsHost } from "./leaving.ts";
import type { Call, Id, Instant, Presence, Seat, Situation } from "./model.ts";

/** Somebody of the target has this long to answer. Milliseconds. */
export const HANDOVER_MS = 600_000;
/** Two visits whose last host cannot be reached are held from each other after this. Milliseconds. */
const APART_MS = 5_000;
/** An offline place is not kept for ever: somebody nobody recalled would otherwise never be purged. Milliseconds. */
export const OFFLINE_MS = 12 * 3_600_000;

/**
 * Every deadline of the situation as data, soonest first; who asks keeps the clock. Each hangs on one thing (`visitId`, `seatId`
 * or `callId`), but may come and go when a *neighbour* changes: `partiesApart` of a call when a seat in it is lost, `callerGrace`
 * of a visit when its last host leaves. Whoever stores due times compares those of the whole slice before and after.
 */
export function deadlinesOf(situation: Situation): Deadline[] {
  const found: Deadline[] = [];
  const liveSeats = [...situation.seats.values()].filter((seat) => seat.state !== "left");
  for (const visit of situation.visits.values()) {
    const visitId = visit.id;
    if (visit.status.state === "ended") {
      if (visit.purgeAt !== null) found.push({ type: "purge", visitId, at: visit.purgeAt });
      continue;
    }
    // While a host is with them nothing runs out: the host is told, with the phone number beside it.
    if (visit.presence.state === "lost" && visit.status.state !== "seen") found.push({ type: "callerGrace", visitId, at: visit.presence.graceEndsAt });
    if (visit.presence.state === "offline") found.push({ type: "recallExpiry", visitId, at: visit.presence.recallEndsAt ?? visit.presence.since + OFFLINE_MS });
    if (visit.handover) found.push({ type: "handover", visitId, at: visit.handover.since + HANDOVER_MS });
    const escalation = escalationAt(visit, situation.clinics.get(visit.clinicId)?.escalation);
    if (escalation !== null) found.push({ type: "escalation", visitId, at: escalation });
    if (visit.undo) found.push({ type: "undo", visitId, at: visit.undo.until });
  }
  for (const seat of liveSeats) {
    if (seat.state === "knocking" && seat.knockEndsAt !== null) found.push({ type: "knock", seatId: seat.id, at: seat.knockEndsAt });
    else if (seat.party.kind !== "caller" && seat.presence.state === "lost") found.push({ type: "hostGrace", seatId: seat.id, at: seat.presence.graceEndsAt });
  }
  for (const call of situation.calls.values()) {
    if (call.closedAt !== null) continue;
    if (call.guestsAloneUntil !== null) found.push({ type: "guestsAlone", callId: call.id, at: call.guestsAloneUntil });
    const apart = partiesApartAt(situation, call, liveSeats);
    if (apart !== null) found.push({ type: "partiesApart", callId: call.id, at: apart });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The soonest of them, or null when nothing is due by itself. */
export function nextDeadline(situation: Situation): Deadline | null {
  return deadlinesOf(situation)[0] ?? null;
}

function partiesApartAt(situation: Situation, call: Call, liveSeats: readonly Seat[]): Instant | null {
  const visits = [...situation.visits.values()].filter((visit) => visit.callId === call.id && visit.status.state === "seen");
  if (visits.length < 2) return null;
  const seats = liveSeats.filter((seat) => seat.callId === call.id);
  const hosts = seats.filter((seat) => seat.party.kind === "member" && seat.state === "in");
  const guestsTogether = seats.some((seat) => seat.party.kind !== "member" && seat.state === "in");
  const lostSince = hosts.map((host) => (host.presence.state === "lost" ? host.presence.since : null));
  if (!guestsTogether || hosts.length === 0 || lostSince.includes(null)) return null;
  return Math.max(...lostSince.map(Number)) + APART_MS;
}

/** Does what the deadline says if it still holds; one that was overtaken, or comes twice, does nothing. */
export function deadlinePassed(draft: Draft, deadline: Deadline): void {
  draft.requireSystem();
  const due = deadlinesOf(draft.situation()).find((each) => each.type === deadline.type && subject(each) === subject(deadline));
  if (!due || due.at > draft.now) return;
  switch (due.type) {
    case "callerGrace":
      return callerGraceOver(draft, due.visitId);
    case "hostGrace": {
      const seat = draft.seats.get(due.seatId);
      if (!seat) return;
      return seat.party.kind === "member" ? leaveAsHost(draft, seat, "lost") : guestLeaves(draft, seat);
    }
    case "partiesApart":
      for (const seat of draft.seatsOf(due.callId)) if (seat.party.kind !== "member" && seat.state === "in") draft.seatState(seat.id, "held");
      return;
    case "handover":
      return clearHandover(draft, due.visitId);
    case "undo":
      return draft.setVisit(due.visitId, { undo: null });
    case "knock": {
      const seat = draft.seats.get(due.seatId);
      return seat && guestLeaves(draft, seat);
    }
    case "guestsAlone":
      return guestsAloneOver(draft, due.callId);
    case "escalation":
      return escalate(draft, due.visitId);
    case "recallExpiry":
      return endVisit(draft, due.visitId, "lost");
    case "purge":
      return draft.setVisit(due.visitId, { purgeAt: null });
    default:
      return assertNever(due);
  }
}

function assertNever(deadline: never): never {
  throw new Error(`no rule for ${JSON.stringify(deadline)}`);
}

/** The room closes for those inside; whoever knocks goes on waiting for a host. */
function guestsAloneOver(draft: Draft, callId: Id): void {
  draft.setCall(callId, { guestsAloneUntil: null });
  for (const seat of draft.seatsOf(callId)) if (seat.state !== "knocking") draft.seatState(seat.id, "left");
  closeIfDeserted(draft, callId);
}

function callerGraceOver(draft: Draft, visitId: string): void {
  const visit = draft.openVisit(visitId);
  if (visit.phoneVerified && draft.clinic(visit.clinicId).keepsOffline) {
    const offline: Presence = { state: "offline", since: draft.now, recallEndsAt: null };
    draft.setPresence(draft.callerSeat(visitId), offline);
    draft.note(visitId, { type: "wentOffline" });
    return;
  }
  endVisit(draft, visitId, reasonForGoing(draft, visitId, "lost"));
}

function subject(deadline: Deadline): string {
  if ("visitId" in deadline) return deadline.visitId;
  return "seatId" in deadline ? deadline.seatId : deadline.callId;
}
