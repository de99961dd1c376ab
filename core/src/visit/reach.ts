import type { Action, Deadline } from "./actions.ts";
import type { Actor, Id } from "./model.ts";

/** The ids that an action names, from which the store loads. */
export type Reach = { visitIds: Id[]; callIds: Id[]; seatIds: Id[]; personIds: Id[]; clinicIds: Id[]; handoverToo: boolean };

/**
 * What must be loaded and locked before `act`, as the closure of these ids:
 * the named visits, and the visits of named seats; of each visit its `callId`, `ownCallId` and, if it has a handover, the handover's call;
 * the named calls; the live seats of each named person, and their calls; of each call all live seats, every open visit whose `callId` or
 * `ownCallId` it is, and every visit whose handover it serves; of each visit its live seats and its open stay; the rules of every clinic of a
 * visit or call, and of the named clinics. Once: what the closure brings in (other visits in a shared call) brings its own call along.
 */
export function reach(action: Action, actor: Actor): Reach {
  const named: Reach = { visitIds: [], callIds: [], seatIds: [], personIds: [], clinicIds: [], handoverToo: false };
  if (actor.kind === "member") named.personIds.push(actor.personId);
  if (actor.kind === "caller") named.visitIds.push(actor.visitId);
  if (actor.kind === "companion" || actor.kind === "roomGuest") named.seatIds.push(actor.seatId);
  const subject: Action | Deadline = action.type === "deadlinePassed" ? action.deadline : action;
  if ("visitId" in subject && subject.visitId !== null) named.visitIds.push(subject.visitId);
  if ("callId" in subject) named.callIds.push(subject.callId);
  if ("clinicId" in subject) named.clinicIds.push(subject.clinicId);
  if ("toClinicId" in subject) named.clinicIds.push(subject.toClinicId);
  if ("seatIds" in subject) named.seatIds.push(...subject.seatIds);
  if ("seatId" in subject) named.seatIds.push(subject.seatId);
  if ("visits" in subject) named.visitIds.push(...subject.visits.map((each) => each.visitId));
  if (action.type === "roleLost") named.personIds.push(action.personId);
  if (action.type === "giveHandover") named.handoverToo = true;
  return named;
}
