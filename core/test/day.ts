import {
  type Action,
  type Activity,
  type Actor,
  act,
  brokenInvariants,
  brokenStep,
  type ClinicRights,
  type ClinicRules,
  type Expectation,
  type Id,
  type Outcome,
  type Seat,
  type Situation,
  type Visit,
} from "../src/visit/index.ts";

/** The hospital of every test: three clinics, and members with different rights in them. */
export const clinics: readonly ClinicRules[] = ["heart", "kidney", "skin"].map((id) => ({
  id,
  organisationId: id === "skin" ? "practice" : "hospital",
  isOn: true,
  isOpen: true,
  graceMs: 120_000,
  hostGraceMs: 60_000,
  keepsOffline: true,
  textsNext: id === "heart",
  escalation: id === "skin" ? { afterMs: 300_000, to: ["lund", null], passedOver: [] } : null,
  offersLock: id !== "skin",
  offersInvitations: true,
  purgeAfterMs: 3_600_000,
  checksIdentity: false,
  asksConsent: id === "kidney",
  directCapacity: 6,
  groupCapacity: 20,
  groupCallsAvailable: id !== "skin",
}));

const nothing: ClinicRights = { seeWaitingArea: false, transferInto: false, administer: false, rooms: false, ownRoom: false };
const team: ClinicRights = { seeWaitingArea: true, transferInto: true, administer: false, rooms: true, ownRoom: true };
const referrer: ClinicRights = { ...nothing, transferInto: true };

/** nair and ito: heart, may transfer to kidney. marsh: administrator of heart, also in kidney. osei: kidney. lund: heart and skin. desk: transfers only. */
export const rightsOf: Readonly<Record<string, ReadonlyMap<Id, ClinicRights>>> = {
  nair: new Map([
    ["heart", team],
    ["kidney", referrer],
  ]),
  ito: new Map([
    ["heart", team],
    ["kidney", referrer],
  ]),
  marsh: new Map([
    ["heart", { ...team, administer: true }],
    ["kidney", team],
  ]),
  osei: new Map([["kidney", team]]),
  lund: new Map([
    ["heart", team],
    ["skin", team],
    ["kidney", referrer],
  ]),
  desk: new Map([["heart", referrer]]),
  stranger: new Map(),
};

export const system: Actor = { kind: "system" };
export function member(personId: Id): Extract<Actor, { kind: "member" }> {
  return { kind: "member", personId, rights: rightsOf[personId] ?? new Map() };
}
export function caller(visitId: Id): Actor {
  return { kind: "caller", visitId };
}

export function emptyHospital(): Situation {
  return { visits: new Map(), stays: new Map(), calls: new Map(), seats: new Map(), clinics: new Map(clinics.map((clinic) => [clinic.id, clinic])) };
}

export class BrokenRule extends Error {}

type Told = "ok" | Extract<Outcome, { ok: false }>["rejection"]["code"];

/**
 * One day in the hospital, told command by command; each answers "ok" or why not, and is held against every invariant.
 * A visit, its own call and its caller's seat are named alike: `leila`, `room of leila`, `seat of leila`.
 */
export class Day {
  situation = emptyHospital();
  now = 1_000_000;
  activity: Activity[] = [];
  /** What the last refusal said. */
  refusal: Extract<Outcome, { ok: false }>["rejection"] | null = null;
  #ids = 0;

  send(actor: Actor, action: Action): Told {
    const outcome = act(this.situation, actor, action, { now: this.now, newId: () => this.fresh() });
    if (!outcome.ok) {
      this.refusal = outcome.rejection;
      return outcome.rejection.code;
    }
    const broken = [...brokenInvariants(outcome.next), ...brokenStep(this.situation, outcome.next, action)];
    if (broken.length) throw new BrokenRule(`${action.type}: ${broken.join("; ")}`);
    this.refusal = null;
    this.situation = outcome.next;
    this.activity.push(...outcome.activity);
    return "ok";
  }

  fresh(): Id {
    return `id${++this.#ids}`;
  }

  passes(ms: number): this {
    this.now += ms;
    return this;
  }

  clinic(id: Id, change: Partial<ClinicRules>): this {
    const rules = this.situation.clinics.get(id);
    if (!rules) throw new Error(`no clinic ${id}`);
    this.situation = { ...this.situation, clinics: new Map([...this.situation.clinics, [id, { ...rules, ...change }]]) };
    return this;
  }

  // ── looking ──

  visit(id: Id): Visit {
    const visit = this.situation.visits.get(id);
    if (!visit) throw new Error(`no visit ${id}`);
    return visit;
  }
  state(id: Id): string {
    const { status } = this.visit(id);
    return status.state === "ended" ? status.reason : status.state;
  }
  seat(id: Id): Seat {
    const seat = this.situation.seats.get(id);
    if (!seat) throw new Error(`no seat ${id}`);
    return seat;
  }
  seatOf(personId: Id): Seat | undefined {
    return [...this.situation.seats.values()].find((seat) => seat.state === "in" && seat.party.kind === "member" && seat.party.personId === personId);
  }
  /** Whom somebody hears and sees now: everybody who is in the same call, by name. */
  with(seatId: Id): string[] {
    const own = this.seat(seatId);
    if (own.state !== "in") return [];
    return [...this.situation.seats.values()]
      .filter((seat) => seat.id !== own.id && seat.state === "in" && seat.callId === own.callId)
      .map((seat) => (seat.party.kind === "member" ? seat.party.personId : seat.id.replace("seat of ", "")))
      .sort();
  }
  call(id: Id) {
    const call = this.situation.calls.get(id);
    if (!call) throw new Error(`no call ${id}`);
    return call;
  }
  sees(visitId: Id): Expectation {
    const { status, callId } = this.visit(visitId);
    return { state: status.state === "ended" ? "waiting" : status.state, callId };
  }

  // ── doing ──

  enters(visitId: Id, clinicId: Id = "heart", phoneVerified = false): Told {
    return this.send(system, {
      type: "enter",
      visitId,
      clinicId,
      seatId: `seat of ${visitId}`,
      callId: `room of ${visitId}`,
      blockedByCheck: false,
      phoneVerified,
      behind: null,
      consent: clinicId === "kidney" ? { version: "v1", language: "en" } : null,
    });
  }
  joins(personId: Id, visitId: Id, { expect = this.sees(visitId), confirmed = false }: { expect?: Expectation; confirmed?: boolean } = {}): Told {
    return this.send(member(personId), { type: "join", visitId, seatId: this.fresh(), expect, confirmedUnlock: confirmed });
  }
  leaves(personId: Id): Told {
    return this.send(member(personId), { type: "leaveCall", callId: this.seatOf(personId)?.callId ?? "none" });
  }
  holds(personId: Id, visitId: Id): Told {
    return this.send(member(personId), { type: "holdVisit", visitId });
  }
  adds(personId: Id, visitId: Id, confirmedVisitIds: readonly Id[], expect = this.sees(visitId)): Told {
    return this.send(member(personId), { type: "add", visitId, callId: this.seatOf(personId)?.callId ?? "none", expect, confirmedVisitIds });
  }
  takesOut(personId: Id, visitId: Id): Told {
    return this.send(member(personId), { type: "takeOut", visitId });
  }
  opens(personId: Id, callId: Id, visitIds: readonly Id[] = [], group = false, clinicId: Id = "heart"): Told {
    return this.send(member(personId), {
      type: "openCall",
      callId,
      seatId: this.fresh(),
      clinicId,
      visits: visitIds.map((visitId) => ({ visitId, expect: this.sees(visitId) })),
      group,
    });
  }
  transfers(
    personId: Id,
    visitId: Id,
    toClinicId: Id,
    { expect = this.sees(visitId), forced = false, confirmed = false }: { expect?: Expectation; forced?: boolean; confirmed?: boolean } = {},
  ): Told {
    return this.send(member(personId), { type: "transfer", visitId, toClinicId, note: "knee pain", expect, confirmedClosed: confirmed, forced });
  }
  asksHandover(personId: Id, visitId: Id, toClinicId: Id): Told {
    return this.send(member(personId), { type: "askHandover", visitId, toClinicId, note: "knee pain", callId: `talk about ${visitId}`, seatId: this.fresh() });
  }
  answersHandover(personId: Id, visitId: Id): Told {
    return this.send(member(personId), { type: "joinHandover", visitId, seatId: this.fresh() });
  }
  gives(personId: Id, visitId: Id): Told {
    return this.send(member(personId), { type: "giveHandover", visitId });
  }
  ends(personId: Id, visitId: Id): Told {
    return this.send(member(personId), { type: "end", visitId });
  }
  removes(personId: Id, visitId: Id, forced = false): Told {
    return this.send(member(personId), { type: "remove", visitId, reason: "asked to come in person", forced });
  }
  locks(personId: Id, locked = true): Told {
    return this.send(member(personId), { type: "lock", callId: this.seatOf(personId)?.callId ?? "none", locked });
  }
  companionComes(visitId: Id, name: Id, straightIn = true): Told {
    return this.send(system, { type: "arriveByInvitation", invitationId: `invitation of ${name}`, visitId, seatId: `seat of ${name}`, straightIn });
  }
  hangsUp(visitId: Id): Told {
    return this.send(caller(visitId), { type: "leave" });
  }
  lost(name: Id): Told {
    return this.send(system, { type: "seatLost", seatId: this.seatOf(name)?.id ?? `seat of ${name}` });
  }
  back(name: Id): Told {
    return this.send(system, { type: "seatBack", seatId: this.seatOf(name)?.id ?? `seat of ${name}`, away: false });
  }
  loses(personId: Id, clinicId: Id, keepsClinicIds: readonly Id[] = []): Told {
    return this.send(system, { type: "roleLost", personId, clinicId, keepsClinicIds });
  }
}
