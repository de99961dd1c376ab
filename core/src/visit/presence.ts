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

/** An offline caller who was texted has this long to come back. Milliseconds. */
export const RECALL_MS = 15 * 60_000;
/** Each text costs somebody's peace: not another one sooner than this. Milliseconds. */
const RECALL_AGAIN_MS = 60_000;

export function recall(draft: Draft, action: Of<"recall">): void {
  const byRule = draft.actor.kind === "system";
  const visit = byRule ? draft.openVisit(action.visitId) : draft.visitForMember(action.visitId);
  const { presence } = visit;
  if (!byRule && presence.state === "away") return draft.note(visit.id, { type: "recalled" });
  if (presence.state !== "offline") return refuse({ code: "notOffline" });
  if (byRule && (visit.textedAsNext || presence.recallEndsAt !== null || !draft.clinic(visit.clinicId).textsNext)) return refuse({ code: "notAllowed" });
  const again = (presence.recallEndsAt ?? 0) - RECALL_MS + RECALL_AGAIN_MS;
  if (again > draft.now) return refuse({ code: "slowDown", retryAfterMs: again - draft.now });
  draft.setPresence(draft.callerSeat(visit.id), { ...presence, recallEndsAt: draft.now + RECALL_MS });
  if (byRule) draft.setVisit(visit.id, { textedAsNext: true });
  draft.note(visit.id, { type: "recalled" });
}

export function verifyPhone(draft: Draft, { verified }: Of<"verifyPhone">): void {
  if (draft.actor.kind !== "caller") return refuse({ code: "notAllowed" });
  const visit = draft.openVisit(draft.actor.visitId);
  if (verified && !draft.clinic(visit.clinicId).keepsOffline) return refuse({ code: "notAllowed" });
  if (visit.phoneVerified === verified) return;
  draft.setVisit(visit.id, { phoneVerified: verified });
  draft.note(visit.id, { type: "phoneVerified", verified });
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
