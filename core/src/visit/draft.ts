import { placesLeft, wouldFitAsGroup } from "../call/index.ts";
import type { Activity, Context, Rejection } from "./actions.ts";
import type { Actor, Call, ClinicRights, ClinicRules, Id, OpenState, Presence, Seat, SeatState, Situation, Stay, Visit } from "./model.ts";
import { isSame } from "./same.ts";

/** What a rule answers with when the answer is no. Thrown inside `act` only, and caught there: rules read as prose. */
export class Refused extends Error {
  readonly rejection: Rejection;
  constructor(rejection: Rejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

export function refuse(rejection: Rejection): never {
  throw new Refused(rejection);
}

type Member = Extract<Actor, { kind: "member" }>;
export type OpenVisit = Visit & { status: { state: OpenState } };

/**
 * A situation being changed by one action. Things that are not touched keep their reference,
 * and setting a thing to an equal value keeps it too, so that the store writes only real differences.
 */
export class Draft {
  readonly visits: Map<Id, Visit>;
  readonly stays: Map<Id, Stay>;
  readonly calls: Map<Id, Call>;
  readonly seats: Map<Id, Seat>;
  readonly clinics: ReadonlyMap<Id, ClinicRules>;
  readonly activity: Activity[] = [];
  readonly actor: Actor;
  readonly now: number;
  readonly newId: () => Id;

  constructor(situation: Situation, actor: Actor, context: Context) {
    this.visits = new Map(situation.visits);
    this.stays = new Map(situation.stays);
    this.calls = new Map(situation.calls);
    this.seats = new Map(situation.seats);
    this.clinics = situation.clinics;
    this.actor = actor;
    this.now = context.now;
    this.newId = context.newId;
  }

  situation(): Situation {
    const { visits, stays, calls, seats, clinics } = this;
    return { visits, stays, calls, seats, clinics };
  }

  // ── finding ──

  member(): Member {
    return this.actor.kind === "member" ? this.actor : refuse({ code: "notAllowed" });
  }

  rights(clinicId: Id): ClinicRights | undefined {
    return this.actor.kind === "member" ? this.actor.rights.get(clinicId) : undefined;
  }

  clinic(clinicId: Id): ClinicRules {
    return this.clinics.get(clinicId) ?? refuse({ code: "notFound" });
  }

  /** A visit that has not ended; `notFound` for one that the member may not see, whether it exists or not. */
  visitForMember(visitId: Id): OpenVisit {
    this.member();
    const visit = this.visits.get(visitId);
    if (!visit || !this.rights(visit.clinicId)?.seeWaitingArea) return refuse({ code: "notFound" });
    return asOpen(visit);
  }

  openVisit(visitId: Id): OpenVisit {
    return asOpen(this.visits.get(visitId) ?? refuse({ code: "notFound" }));
  }

  call(callId: Id): Call {
    const call = this.calls.get(callId) ?? refuse({ code: "notFound" });
    return call.closedAt === null ? call : refuse({ code: "callClosed" });
  }

  seatsOf(callId: Id): Seat[] {
    return [...this.seats.values()].filter((seat) => seat.callId === callId && seat.state !== "left");
  }

  hostsIn(callId: Id): Seat[] {
    return this.seatsOf(callId).filter((seat) => seat.party.kind === "member" && seat.state === "in");
  }

  /** Seats of the caller and of the companions who belong to the visit. */
  partyOf(visitId: Id): Seat[] {
    return [...this.seats.values()].filter((seat) => seat.state !== "left" && "visitId" in seat.party && seat.party.visitId === visitId);
  }

  callerSeat(visitId: Id): Seat {
    return this.partyOf(visitId).find((seat) => seat.party.kind === "caller") ?? refuse({ code: "notFound" });
  }

  visitsIn(callId: Id): OpenVisit[] {
    return [...this.visits.values()].filter((visit): visit is OpenVisit => visit.callId === callId && visit.status.state !== "ended");
  }

  /** The one seat the member sits in now, over all calls. */
  ownSeat(): Seat | undefined {
    const { personId } = this.member();
    return [...this.seats.values()].find((seat) => seat.state === "in" && seat.party.kind === "member" && seat.party.personId === personId);
  }

  sitsIn(callId: Id): boolean {
    return this.actor.kind === "member" && this.ownSeat()?.callId === callId;
  }

  /** Who sits there may leave, whatever became of their role. */
  requireInside(callId: Id): Seat {
    const seat = this.ownSeat();
    return seat?.callId === callId ? seat : refuse({ code: "notInCall" });
  }

  /** Powers come from the role at this moment, not from sitting there: a demoted person's page can do nothing but leave. */
  requireHost(callId: Id): Seat {
    const seat = this.requireInside(callId);
    const call = this.call(callId);
    const hasRight = call.kind === "room" ? this.mayUseRooms(call.clinicId) : this.clinicsBehind(callId).some((clinicId) => this.rights(clinicId)?.seeWaitingArea);
    return hasRight ? seat : refuse({ code: "notAllowed" });
  }

  mayUseRooms(clinicId: Id): boolean {
    const rights = this.rights(clinicId);
    return Boolean(rights?.rooms || rights?.ownRoom);
  }

  /** Clinics whose members may sit in a call: its own, those of the callers in it, and the targets of handovers talked about there. */
  clinicsBehind(callId: Id): Id[] {
    const call = this.calls.get(callId);
    const handovers = [...this.visits.values()].flatMap((visit) => (visit.handover?.callId === callId ? [visit.handover.toClinicId] : []));
    return [...(call ? [call.clinicId] : []), ...this.visitsIn(callId).map((visit) => visit.clinicId), ...handovers];
  }

  requireSystem(): void {
    if (this.actor.kind !== "system") refuse({ code: "notAllowed" });
  }

  // ── changing ──

  setVisit(visitId: Id, change: Partial<Visit>): void {
    set(this.visits, visitId, change);
  }
  setCall(callId: Id, change: Partial<Call>): void {
    set(this.calls, callId, change);
  }
  setSeat(seatId: Id, change: Partial<Seat>): void {
    set(this.seats, seatId, change);
  }

  setState(visitId: Id, state: OpenState): void {
    const visit = this.visits.get(visitId);
    if (visit && visit.status.state !== state) this.setVisit(visitId, { status: { state, since: this.now } });
  }

  seatState(seatId: Id, state: SeatState): void {
    const seat = this.seats.get(seatId);
    if (seat && seat.state !== state) this.setSeat(seatId, { state, since: this.now, knockEndsAt: null, ...(state === "in" ? { heldByHost: false } : {}) });
  }

  /** A fresh call; an id that is in use is somebody else's call and never taken over. */
  openCall(call: Pick<Call, "id" | "kind" | "clinicId" | "capacity" | "route"> & { roomId?: Id }): void {
    if (this.calls.has(call.id)) refuse({ code: "callClosed" });
    const { organisationId } = this.clinic(call.clinicId);
    this.calls.set(call.id, { roomId: null, organisationId, epoch: 0, lock: null, openedAt: this.now, closedAt: null, guestsAloneUntil: null, ...call });
  }

  sitDown(seat: Pick<Seat, "id" | "callId" | "party" | "state"> & { knockEndsAt?: number }): void {
    if (this.seats.has(seat.id)) refuse({ code: "alreadyHere" });
    this.seats.set(seat.id, { knockEndsAt: null, since: this.now, presence: { state: "here" }, heldByHost: false, ...seat });
  }

  /** Refuses when this many more people do not fit; people who knock do not count. */
  requireRoom(callId: Id, more: number): void {
    const call = this.call(callId);
    const seats = [...this.seats.values()];
    if (more <= placesLeft(call, seats)) return;
    refuse({ code: "full", capacity: call.capacity, canBecomeGroup: wouldFitAsGroup(call, seats, more, this.clinics.get(call.clinicId)) });
  }

  setPresence(seat: Seat, presence: Presence): void {
    this.setSeat(seat.id, { presence });
    if (seat.party.kind === "caller") this.setVisit(seat.party.visitId, { presence });
  }

  setStay(visitId: Id, change: Partial<Stay>): void {
    for (const stay of this.stays.values()) if (stay.visitId === visitId && stay.to === null) set(this.stays, stay.id, change);
  }

  note(visitId: Id, what: Activity["what"], by: Activity["by"] = asActivityActor(this.actor)): void {
    const visit = this.visits.get(visitId);
    if (visit) this.activity.push({ visitId, clinicId: visit.clinicId, at: this.now, by, what });
  }
}

export function asOpen(visit: Visit): OpenVisit {
  return visit.status.state === "ended" ? refuse({ code: "alreadyEnded" }) : (visit as OpenVisit);
}

function set<T extends object>(things: Map<Id, T>, id: Id, change: Partial<T>): void {
  const before = things.get(id);
  if (!before) return;
  const differs = (Object.keys(change) as (keyof T)[]).some((key) => !isSame(before[key], change[key]));
  if (differs) things.set(id, { ...before, ...change });
}

function asActivityActor(actor: Actor): Activity["by"] {
  switch (actor.kind) {
    case "member":
      return { kind: "member", id: actor.personId };
    case "caller":
      return { kind: "caller", id: actor.visitId };
    case "system":
      return { kind: "system", id: null };
    default:
      return { kind: actor.kind, id: actor.seatId };
  }
}
