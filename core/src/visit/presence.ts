import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import { hostIsThere } from "./joining.ts";
import { leaveAsHost } from "./leaving.ts";
import type { Seat } from "./model.ts";

type Of<T extends Action["type"]> = Extract<Action, { type: T }>;

function seatOfSystem(draft: Draft, seatId: string): Seat {
  draft.requireSystem();
  const seat = draft.seats.get(seatId);
  return seat && seat.state !== "left" ? seat : refuse({ code: "notFound" });
}

/** The page is gone. State and order never change by this; only the grace time begins, and it begins when the servers can hear. */
export function seatLost(draft: Draft, action: Of<"seatLost">): void {
  const seat = seatOfSystem(draft, action.seatId);
  if (seat.presence.state === "lost" || seat.presence.state === "offline") return;
  const call = draft.calls.get(seat.callId);
  const clinicId = "visitId" in seat.party ? draft.visits.get(seat.party.visitId)?.clinicId : call?.clinicId;
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
  if (seat.party.kind === "member" && was === "lost") hostIsThere(draft, seat.callId);
}

export function recall(draft: Draft, action: Of<"recall">): void {
  const visit = draft.actor.kind === "system" ? draft.openVisit(action.visitId) : draft.visitForMember(action.visitId);
  if (visit.presence.state !== "offline") return refuse({ code: "notOffline" });
  draft.setPresence(draft.callerSeat(visit.id), { ...visit.presence, recallEndsAt: action.recallEndsAt });
  draft.note(visit.id, { type: "recalled" });
}

/** Whoever sits in a call by the lost right leaves it, unless another clinic behind that call still gives them one. */
export function roleLost(draft: Draft, action: Of<"roleLost">): void {
  draft.requireSystem();
  for (const seat of [...draft.seats.values()]) {
    if (seat.state !== "in" || seat.party.kind !== "member" || seat.party.personId !== action.personId) continue;
    const behind = draft.clinicsBehind(seat.callId);
    const stays = behind.some((clinicId) => clinicId !== action.clinicId && action.keepsClinicIds.includes(clinicId));
    if (behind.includes(action.clinicId) && !stays) leaveAsHost(draft, seat, "role");
  }
}
