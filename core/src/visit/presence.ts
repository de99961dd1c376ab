import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import type { Seat } from "./model.ts";
import { leaveAsHost } from "./leaving.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

function seatOfSystem(draft: Draft, seatId: string): Seat {
  if (draft.actor.kind !== "system") refuse({ code: "notAllowed" });
  const seat = draft.seats.get(seatId);
  return seat && seat.state !== "left" ? seat : refuse({ code: "notFound" });
}

/** The page is gone. State and order never change by this; only the grace time begins. */
export function seatLost(draft: Draft, action: Of<"seatLost">): void {
  const seat = seatOfSystem(draft, action.seatId);
  if (seat.presence.state === "lost" || seat.presence.state === "offline") return;
  const call = draft.calls.get(seat.callId);
  const clinicId = seat.party.kind === "caller" ? draft.visits.get(seat.party.visitId)?.clinicId : call?.clinicId;
  const clinic = draft.clinics.get(clinicId ?? "");
  if (!clinic) return;
  const graceMs = seat.party.kind === "member" ? clinic.hostGraceMs : clinic.graceMs;
  draft.setPresence(seat, { state: "lost", since: draft.now, graceEndsAt: draft.now + graceMs });
  if (seat.party.kind === "caller") draft.note(seat.party.visitId, { type: "lost" });
}

export function seatBack(draft: Draft, action: Of<"seatBack">): void {
  const seat = seatOfSystem(draft, action.seatId);
  const was = seat.presence.state;
  const is = action.away ? "away" : "here";
  if (was === is) return;
  draft.setPresence(seat, action.away ? { state: "away", since: draft.now } : { state: "here" });
  if (seat.party.kind === "caller" && (was === "lost" || was === "offline")) draft.note(seat.party.visitId, { type: "back" });
  // Parties that were held from each other while no host could be reached are together again.
  if (seat.party.kind === "member" && seat.state === "in" && was === "lost") {
    for (const guest of draft.seatsOf(seat.callId)) if (guest.state === "held" && !guest.heldByHost) draft.seatState(guest.id, "in");
  }
}

export function recall(draft: Draft, action: Of<"recall">): void {
  const visit = draft.actor.kind === "system" ? draft.openVisit(action.visitId) : draft.visitForMember(action.visitId);
  if (visit.presence.state !== "offline") return refuse({ code: "notOffline" });
  draft.setPresence(draft.callerSeat(visit.id), { ...visit.presence, recallEndsAt: action.recallEndsAt });
  draft.note(visit.id, { type: "recalled" });
}

export function roleLost(draft: Draft, action: Of<"roleLost">): void {
  if (draft.actor.kind !== "system") refuse({ code: "notAllowed" });
  for (const seat of [...draft.seats.values()]) {
    if (seat.state !== "in" || seat.party.kind !== "member" || seat.party.personId !== action.personId) continue;
    if (draft.calls.get(seat.callId)?.clinicId === action.clinicId) leaveAsHost(draft, seat, "role");
  }
}
