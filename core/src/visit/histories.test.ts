import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { act } from "./act.ts";
import type { Action } from "./actions.ts";
import { deadlinesOf } from "./deadlines.ts";
import { brokenInvariants } from "./invariants.ts";
import type { Actor, ClinicRights, ClinicRules, Id, Situation } from "./model.ts";

/** Random histories of 40 commands by people who see stale screens, press twice and come back late. */
const LENGTH = 40;

const clinics: ClinicRules[] = ["heart", "kidney"].map((id) => ({
  id,
  organisationId: "hospital",
  isOn: true,
  isOpen: true,
  graceMs: 120_000,
  hostGraceMs: 60_000,
  keepsOffline: true,
  offersLock: true,
  purgeAfterMs: 3_600_000,
  guestsAloneMs: 300_000,
  directCapacity: 6,
  groupCapacity: 20,
  groupCallsAvailable: true,
}));
const all: ClinicRights = { seeWaitingArea: true, transferInto: true, administer: false, rooms: true, ownRoom: true };
const nothing: ClinicRights = { seeWaitingArea: false, transferInto: false, administer: false, rooms: false, ownRoom: false };
const rightsOf: Record<string, ReadonlyMap<Id, ClinicRights>> = {
  nair: new Map([
    ["heart", all],
    ["kidney", { ...nothing, transferInto: true }],
  ]),
  marsh: new Map([
    ["heart", { ...all, administer: true }],
    ["kidney", all],
  ]),
  osei: new Map([["kidney", all]]),
  stranger: new Map(),
};
const members = Object.keys(rightsOf);

type Move = { kind: number; who: number; which: number; other: number; wait: number; stale: boolean; flag: boolean };
const move = fc.record({
  kind: fc.nat(30),
  who: fc.nat(members.length - 1),
  which: fc.nat(7),
  other: fc.nat(7),
  wait: fc.constantFrom(0, 0, 1_000, 6_000, 30_000, 130_000, 700_000),
  stale: fc.boolean(),
  flag: fc.boolean(),
});

function emptyClinics(): Situation {
  return { visits: new Map(), stays: new Map(), calls: new Map(), seats: new Map(), clinics: new Map(clinics.map((clinic) => [clinic.id, clinic])) };
}

/** Turns a random move into something a person could send in this situation. */
function interpret(situation: Situation, move: Move, fresh: () => Id): { actor: Actor; action: Action } | null {
  const pick = <T>(things: Iterable<T>, index: number): T | undefined => {
    const list = [...things];
    return list.length ? list[index % list.length] : undefined;
  };
  const personId = members[move.who] ?? "nair";
  const member: Actor = { kind: "member", personId, rights: rightsOf[personId] ?? new Map() };
  const system: Actor = { kind: "system" };
  const visit = pick(situation.visits.values(), move.which);
  const other = pick(situation.visits.values(), move.other);
  const ownSeat = [...situation.seats.values()].find((seat) => seat.party.kind === "member" && seat.party.personId === personId && seat.state === "in");
  const callId = ownSeat?.callId ?? visit?.callId ?? "none";
  const seat = pick(
    [...situation.seats.values()].filter((each) => each.state !== "left"),
    move.other,
  );
  const state = visit && visit.status.state !== "ended" ? visit.status.state : "waiting";
  const expectation = { state: move.stale ? ("waiting" as const) : state, callId: visit?.callId ?? "none" };
  const there = move.flag ? "heart" : "kidney";
  if (move.kind < 5)
    return { actor: system, action: { type: "enter", visitId: fresh(), clinicId: there, seatId: fresh(), callId: fresh(), blockedByCheck: false, phoneVerified: move.stale } };
  if (!visit || !other) return null;
  const visitId = visit.id;
  const inCall = [...situation.visits.values()].filter((each) => each.callId === callId).map((each) => each.id);
  switch (move.kind) {
    case 5:
    case 6:
    case 7:
    case 8:
      return { actor: member, action: { type: "join", visitId, seatId: fresh(), expect: expectation, confirmedUnlock: move.flag } };
    case 9:
      return { actor: member, action: { type: "leaveCall", callId } };
    case 10:
      return { actor: member, action: { type: "holdVisit", visitId } };
    case 11:
      return seat ? { actor: member, action: { type: "holdSeats", callId: seat.callId, seatIds: [seat.id], held: move.flag } } : null;
    case 12:
    case 13:
    case 14:
      return { actor: member, action: { type: "add", visitId, callId, expect: expectation, confirmedVisitIds: move.stale ? [] : inCall } };
    case 15:
      return { actor: member, action: { type: "takeOut", visitId } };
    case 16:
      return {
        actor: member,
        action: {
          type: "openCall",
          callId: fresh(),
          seatId: fresh(),
          clinicId: there,
          group: move.flag,
          visits: [...new Set([visit, other])].map((each) => ({
            visitId: each.id,
            expect: { state: each.status.state === "ended" ? "waiting" : each.status.state, callId: each.callId },
          })),
        },
      };
    case 17:
    case 18:
      return { actor: member, action: { type: "transfer", visitId, toClinicId: there, note: "", expect: expectation, confirmedClosed: true, forced: move.flag } };
    case 19:
      return { actor: member, action: { type: "askHandover", visitId, toClinicId: there, note: "", callId: fresh(), seatId: fresh() } };
    case 20:
      return { actor: member, action: move.flag ? { type: "joinHandover", visitId, seatId: fresh() } : { type: "giveHandover", visitId } };
    case 21:
      return { actor: member, action: { type: "lock", callId, locked: move.flag } };
    case 22:
      return { actor: system, action: { type: "arriveByInvitation", invitationId: "invitation", visitId, seatId: fresh(), straightIn: move.flag } };
    case 23:
      return seat ? { actor: member, action: move.flag ? { type: "accept", seatId: seat.id } : { type: "disconnect", seatId: seat.id } } : null;
    case 24:
      return { actor: member, action: { type: "end", visitId } };
    case 25:
      return { actor: member, action: move.flag ? { type: "endCall", callId } : { type: "remove", visitId, reason: "asked to", forced: move.stale } };
    case 26:
      return { actor: { kind: "caller", visitId }, action: { type: "leave" } };
    case 27:
      return seat ? { actor: system, action: { type: "seatLost", seatId: seat.id } } : null;
    case 28:
      return seat ? { actor: system, action: { type: "seatBack", seatId: seat.id, away: move.flag } } : null;
    case 29: {
      const due = pick(deadlinesOf(situation), move.other);
      return due ? { actor: system, action: { type: "deadlinePassed", deadline: due } } : null;
    }
    default:
      return { actor: system, action: { type: "roleLost", personId, clinicId: there, keepsClinicIds: [] } };
  }
}

type Step = { before: Situation; after: Situation; actor: Actor; action: Action };

function play(moves: readonly Move[], check: (step: Step) => void): void {
  let situation = emptyClinics();
  let now = 1_000_000;
  let ids = 0;
  const newId = () => `id${++ids}`;
  for (const each of moves) {
    now += each.wait;
    const next = interpret(situation, each, newId);
    if (!next) continue;
    const { action } = next;
    const outcome = act(situation, next.actor, action, { now, newId });
    if (!outcome.ok) continue;
    check({ before: situation, after: outcome.next, actor: next.actor, action });
    situation = outcome.next;
  }
}

const histories = fc.array(move, { minLength: LENGTH, maxLength: LENGTH });

function holds(check: (step: Step) => void): void {
  fc.assert(
    fc.property(histories, (moves) => play(moves, check)),
    { numRuns: 1_500 },
  );
}

describe("after every command of a random history", () => {
  it("everybody is in exactly one place, nobody is mixed without a host, no call is over its limit (I1, I2, I3, I10)", () => {
    holds(({ before, after, action }) => {
      expect({ after: brokenInvariants(after), action, before: brokenInvariants(before) }).toEqual({ after: [], action, before: [] });
    });
  });

  it("what did not change keeps its reference, and an ended visit never changes but for its purge (I5)", () => {
    holds(({ before, after }) => {
      for (const [id, visit] of before.visits) {
        const now = after.visits.get(id);
        if (JSON.stringify(now) === JSON.stringify(visit)) expect(now).toBe(visit);
        if (visit.status.state === "ended") expect({ ...now, purgeAt: null }).toEqual({ ...visit, purgeAt: null });
      }
    });
  });

  it("the order of a queue changes only by a recorded move (I6), and arrival never", () => {
    holds(({ before, after, action }) => {
      for (const [id, visit] of before.visits) {
        expect(after.visits.get(id)?.enteredAt).toBe(visit.enteredAt);
        if (action.type !== "moveInQueue") expect(after.visits.get(id)?.orderKey).toBe(visit.orderKey);
      }
    });
  });

  it("callers of two visits meet only by an add, a group call, or somebody already inside coming back (I2, I4)", () => {
    holds(({ before, after, action }) => {
      for (const callId of after.calls.keys()) {
        const met = (situation: Situation) =>
          new Set(
            [...situation.seats.values()]
              .filter((seat) => seat.callId === callId && seat.state === "in" && "visitId" in seat.party)
              .map((seat) => ("visitId" in seat.party ? seat.party.visitId : "")),
          );
        if (met(after).size > 1 && met(after).size > met(before).size)
          expect(["add", "openCall", "holdSeats", "seatBack", "join", "accept", "arriveByInvitation"]).toContain(action.type);
      }
    });
  });

  it("a member acts only where they have the right at that moment (I4, I7)", () => {
    holds(({ before, after, actor, action }) => {
      if (actor.kind !== "member" || !("visitId" in action) || action.visitId === null) return;
      if (action.type === "joinHandover" || action.type === "takeOut" || action.type === "endHandover" || action.type === "invite") return;
      const clinicId = before.visits.get(action.visitId)?.clinicId ?? "";
      if (after.visits.get(action.visitId) !== before.visits.get(action.visitId)) expect(actor.rights.get(clinicId)?.seeWaitingArea).toBe(true);
    });
  });

  it("a transfer moves sight in one step: one open stay, in the clinic of the visit (I9)", () => {
    holds(({ after }) => {
      for (const visit of after.visits.values()) {
        const open = [...after.stays.values()].filter((stay) => stay.visitId === visit.id && stay.to === null);
        expect(open.map((stay) => stay.clinicId)).toEqual(visit.status.state === "ended" ? [] : [visit.clinicId]);
      }
    });
  });
});

it("a command that comes twice does not do twice what it did once", () => {
  fc.assert(
    fc.property(histories, (moves) => {
      play(moves, ({ after, actor, action }) => {
        if (!["join", "holdVisit", "end", "remove", "leave", "deadlinePassed", "lock", "transfer"].includes(action.type)) return;
        let ids = 100_000;
        const again = act(after, actor, action, { now: 1_000_000, newId: () => `again${++ids}` });
        if (again.ok && action.type !== "deadlinePassed") for (const [id, visit] of after.visits) expect(again.next.visits.get(id)).toBe(visit);
      });
    }),
    { numRuns: 300 },
  );
});
