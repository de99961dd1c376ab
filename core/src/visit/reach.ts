import type { Action, Deadline } from "./actions.ts";
import type { Actor, Id, Situation } from "./model.ts";

/** The ids that an action names, from which the store loads. `handoverToo` says nothing new (a visit always brings its handover) and is only kept for its readers. */
export type Reach = { visitIds: Id[]; callIds: Id[]; seatIds: Id[]; personIds: Id[]; clinicIds: Id[]; handoverToo: boolean };

/**
 * The ids an action and its actor name. What must be loaded and locked before `act` is their *closed slice*, which `sliceOf`
 * takes from a situation in memory and a store takes from its tables. Start with
 *
 * - the visits, calls and live seats named,
 * - the live seats in which a named person sits (`personIds`: the member who acts, or who lost a role),
 *
 * and repeat until nothing is new:
 *
 * - a seat brings its call, and the visit it belongs to;
 * - a visit (open or ended) brings `callId`, `ownCallId` and its handover's `callId`, and its live seats;
 * - a call (open or closed) brings its live seats, every *open* visit whose `callId`, `ownCallId` or handover's `callId` it is.
 *
 * Then add, without going on from them: the open stay of each visit, and the rules of every clinic of a visit, of a call,
 * of a handover (`toClinicId`), and of `clinicIds`. A test holds `act` on the slice equal to `act` on the whole world.
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

/** The closed slice of a situation, as `reach` describes it: the reference for every store. */
export function sliceOf(world: Situation, named: Reach): Situation {
  const visits = new Set<Id>(named.visitIds);
  const calls = new Set<Id>(named.callIds);
  const live = [...world.seats.values()].filter((seat) => seat.state !== "left");
  for (const seat of live) {
    const isOfPerson = seat.party.kind === "member" && named.personIds.includes(seat.party.personId);
    if (!isOfPerson && !named.seatIds.includes(seat.id)) continue;
    calls.add(seat.callId);
    if ("visitId" in seat.party) visits.add(seat.party.visitId);
  }
  for (let size = -1; size !== visits.size + calls.size; ) {
    size = visits.size + calls.size;
    for (const visit of world.visits.values()) {
      const touched = [visit.callId, visit.ownCallId, ...(visit.handover ? [visit.handover.callId] : [])];
      if (visit.status.state !== "ended" && touched.some((id) => calls.has(id))) visits.add(visit.id);
      if (visits.has(visit.id)) for (const id of touched) calls.add(id);
    }
    for (const seat of live) {
      if ("visitId" in seat.party && visits.has(seat.party.visitId)) calls.add(seat.callId);
      if ("visitId" in seat.party && calls.has(seat.callId)) visits.add(seat.party.visitId);
    }
  }
  const inSlice = <T extends { id: Id }>(things: ReadonlyMap<Id, T>, belongs: (thing: T) => boolean) => new Map([...things].filter(([, thing]) => belongs(thing)));
  const slice = {
    visits: inSlice(world.visits, (visit) => visits.has(visit.id)),
    calls: inSlice(world.calls, (call) => calls.has(call.id)),
    seats: inSlice(world.seats, (seat) => seat.state !== "left" && calls.has(seat.callId)),
    stays: inSlice(world.stays, (stay) => stay.to === null && visits.has(stay.visitId)),
  };
  const clinicIds = new Set([
    ...named.clinicIds,
    ...[...slice.visits.values()].flatMap((visit) => [visit.clinicId, ...(visit.handover ? [visit.handover.toClinicId] : [])]),
    ...[...slice.calls.values()].map((call) => call.clinicId),
  ]);
  return { ...slice, clinics: inSlice(world.clinics, (clinic) => clinicIds.has(clinic.id)) };
}
