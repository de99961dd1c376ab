import fc from "fast-check";
import {
  type Action,
  type Actor,
  act,
  type ClinicRules,
  type Deadline,
  deadlinesOf,
  type Expectation,
  type Id,
  type Seat,
  type Situation,
  type Visit,
} from "../src/visit/index.ts";
import { caller, Day, member, rightsOf, system } from "./day.ts";

/** Commands in one history. */
const LENGTH = 40;

type Move = { kind: number; who: number; which: number; other: number; wait: number; stale: boolean; flag: boolean; twice: boolean };

/** Who acts, on whom, after how long, with a stale screen or a fresh one, once or twice. */
const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.nat(999),
  who: fc.nat(19),
  which: fc.nat(5),
  other: fc.nat(9),
  wait: fc.constantFrom(0, 0, 0, 0, 0, 1_000, 1_000, 6_000, 6_000, 30_000, 70_000, 130_000, 700_000, 13 * 3_600_000),
  stale: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  flag: fc.boolean(),
  twice: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
});

/** Where a history begins: mostly in an empty hospital, sometimes in the middle of something that chance seldom makes. */
const openings: readonly ((day: Day) => void)[] = [
  () => {},
  () => {},
  (day) => {
    for (const id of ["leila", "omar", "ana"]) day.enters(id);
    day.joins("nair", "leila");
    day.adds("nair", "omar", ["leila"]);
    day.companionComes("omar", "interpreter");
  },
  (day) => {
    for (const id of ["leila", "omar"]) day.enters(id);
    day.joins("nair", "leila");
    day.companionComes("leila", "daughter");
    day.asksHandover("nair", "leila", "kidney");
    day.answersHandover("osei", "leila");
  },
  (day) => {
    day.send(member("nair"), {
      type: "enterRoom",
      roomId: "meeting",
      roomKind: "meeting",
      ownerId: null,
      clinicId: "heart",
      callId: "meeting call",
      seatId: "nair in the meeting",
    });
    for (const seatId of ["guest", "second guest"])
      day.send(system, { type: "knockOnRoom", roomId: "meeting", roomKind: "meeting", clinicId: "heart", callId: "meeting call", seatId });
    day.send(member("nair"), { type: "accept", seatId: "guest" });
  },
  (day) => {
    for (const id of ["leila", "omar", "ana", "bela"]) day.enters(id, id === "bela" ? "kidney" : "heart");
    day.opens("marsh", "group", ["leila", "omar", "bela"], true);
    day.joins("osei", "bela");
  },
  (day) => {
    for (const id of ["leila", "omar"]) {
      day.enters(id, "heart", true);
      day.lost(id);
      day.passes(120_000).send(system, { type: "deadlinePassed", deadline: { type: "callerGrace", visitId: id, at: 0 } });
    }
    day.enters("ana");
  },
];

// Without bias: small and large numbers mean nothing here, and would be the same command again and again.
const history = fc.noBias(fc.record({ opening: fc.nat(openings.length - 1), moves: fc.array(move, { minLength: LENGTH, maxLength: LENGTH }) }));

export type Step = { before: Situation; after: Situation; actor: Actor; action: Action; now: number; newId: () => Id };

/** What the people of a history remember: screens they looked at, and deadlines that somebody noted down long ago. */
type Memory = { expectations: Map<Id, Expectation>; deadlines: Deadline[]; last: { actor: Actor; action: Action } | null };

// Whoever works most is drawn most: two colleagues, an administrator in two clinics, the target's member, somebody of two organisations.
const people = [
  "nair",
  "nair",
  "nair",
  "nair",
  "ito",
  "ito",
  "ito",
  "marsh",
  "marsh",
  "marsh",
  "marsh",
  "osei",
  "osei",
  "osei",
  "osei",
  "lund",
  "lund",
  "lund",
  "desk",
  "stranger",
];
const places = ["heart", "heart", "kidney", "heart", "skin", "kidney"];

type Scene = { situation: Situation; move: Move; memory: Memory; fresh: () => Id; now: number };
type Sent = { actor: Actor; action: Action };
type Maker = (scene: Scene, people: { me: Extract<Actor, { kind: "member" }>; visit: Visit; other: Visit }) => Sent | null;

const openVisits = (situation: Situation) => [...situation.visits.values()].filter((visit) => visit.status.state !== "ended");
const liveSeats = (situation: Situation) => [...situation.seats.values()].filter((seat) => seat.state !== "left");
const seatOf = (situation: Situation, personId: Id) => liveSeats(situation).find((seat) => seat.state === "in" && seat.party.kind === "member" && seat.party.personId === personId);

function pick<T>(things: readonly T[], index: number): T | undefined {
  return things.length ? things[index % things.length] : undefined;
}

function expectation({ memory, move }: Scene, visit: Visit): Expectation {
  const remembered = memory.expectations.get(visit.id);
  if (move.stale && remembered) return remembered;
  return { state: visit.status.state === "ended" ? "waiting" : visit.status.state, callId: visit.callId };
}

/** The call the member sits in, or one they have no business in. */
function myCall({ situation, move }: Scene, me: { personId: Id }, visit: Visit): Id {
  const seat = seatOf(situation, me.personId);
  return seat && !move.stale ? seat.callId : visit.callId;
}

function guestSeat({ situation, move }: Scene, callId: Id): Seat | undefined {
  const guests = liveSeats(situation).filter((seat) => seat.party.kind !== "member");
  return (
    pick(
      guests.filter((seat) => seat.callId === callId),
      move.other,
    ) ?? pick(guests, move.other)
  );
}

/** How often each command is sent, and how it is made from what there is. */
const makers: readonly (readonly [number, Maker])[] = [
  [
    14,
    (scene, { me, visit }) => ({
      actor: me,
      action: { type: "join", visitId: visit.id, seatId: scene.fresh(), expect: expectation(scene, visit), confirmedUnlock: scene.move.flag },
    }),
  ],
  [4, (scene, { me, visit }) => ({ actor: me, action: { type: "leaveCall", callId: myCall(scene, me, visit) } })],
  [4, (_scene, { me, visit }) => ({ actor: me, action: { type: "holdVisit", visitId: visit.id } })],
  [
    4,
    (scene, { me, visit }) => {
      const callId = myCall(scene, me, visit);
      const seat = guestSeat(scene, callId);
      return seat ? { actor: me, action: { type: "holdSeats", callId, seatIds: [seat.id], held: scene.move.flag } } : null;
    },
  ],
  [
    14,
    (scene, { me, visit }) => {
      const callId = myCall(scene, me, visit);
      const there = openVisits(scene.situation).flatMap((each) => (each.callId === callId ? [each.id] : []));
      return { actor: me, action: { type: "add", visitId: visit.id, callId, expect: expectation(scene, visit), confirmedVisitIds: scene.move.other === 0 ? [] : there } };
    },
  ],
  [
    4,
    (scene, { me, visit }) => {
      const callId = seatOf(scene.situation, me.personId)?.callId;
      const beside = openVisits(scene.situation).filter((each) => each.callId === callId && each.ownCallId !== callId);
      return { actor: me, action: { type: "takeOut", visitId: (pick(beside, scene.move.other) ?? visit).id } };
    },
  ],
  [
    5,
    (scene, { me, visit, other }) => {
      const visits = [visit, other].slice(0, scene.move.other % 3).map((each) => ({ visitId: each.id, expect: expectation(scene, each) }));
      return { actor: me, action: { type: "openCall", callId: scene.fresh(), seatId: scene.fresh(), clinicId: visit.clinicId, group: scene.move.flag, visits } };
    },
  ],
  [1, (scene, { me, visit }) => ({ actor: me, action: { type: "continueAsGroup", callId: myCall(scene, me, visit) } })],
  [
    7,
    (scene, { me, visit }) => ({
      actor: me,
      action: {
        type: "transfer",
        visitId: visit.id,
        toClinicId: pick(places, scene.move.other) ?? "heart",
        note: "",
        expect: expectation(scene, visit),
        confirmedClosed: scene.move.flag,
        forced: scene.move.stale,
      },
    }),
  ],
  [
    6,
    (scene, { me, visit }) => ({
      actor: me,
      action: { type: "askHandover", visitId: visit.id, toClinicId: visit.clinicId === "heart" ? "kidney" : "heart", note: "", callId: scene.fresh(), seatId: scene.fresh() },
    }),
  ],
  [
    6,
    (scene, { me, visit }) => ({
      actor: scene.move.stale ? me : member(scene.move.flag ? "osei" : "marsh"),
      action: { type: "joinHandover", visitId: handedOver(scene, visit).id, seatId: scene.fresh() },
    }),
  ],
  [
    6,
    (scene, { me, visit }) => {
      const mine = openVisits(scene.situation).find((each) => each.handover?.byId === me.personId) ?? handedOver(scene, visit);
      const asker = scene.move.stale ? me : member(mine.handover?.byId ?? me.personId);
      return { actor: asker, action: { type: "giveHandover", visitId: mine.id } };
    },
  ],
  [1, (scene, { me, visit }) => ({ actor: me, action: { type: "endHandover", visitId: handedOver(scene, visit).id } })],
  [1, (scene, { me, visit }) => ({ actor: me, action: { type: "assign", visitId: visit.id, personId: scene.move.flag ? "nair" : null } })],
  [2, (scene, { me, visit, other }) => ({ actor: me, action: { type: "moveInQueue", visitId: visit.id, orderKey: other.orderKey + (scene.move.flag ? 1 : -1) } })],
  [4, (scene, { me, visit }) => ({ actor: me, action: { type: "lock", callId: myCall(scene, me, visit), locked: scene.move.flag } })],
  [
    1,
    (scene, { me, visit }) => ({ actor: me, action: { type: "invite", callId: myCall(scene, me, visit), invitationId: "invitation", visitId: scene.move.flag ? visit.id : null } }),
  ],
  [
    6,
    (scene, { visit }) => ({
      actor: system,
      action: { type: "arriveByInvitation", invitationId: "invitation", visitId: visit.id, seatId: scene.fresh(), straightIn: scene.move.flag },
    }),
  ],
  [
    3,
    (scene, { me, visit }) => ({
      actor: system,
      action: {
        type: "arriveInCall",
        invitationId: "invitation",
        callId: seatOf(scene.situation, me.personId)?.callId ?? visit.callId,
        seatId: scene.fresh(),
        straightIn: scene.move.flag,
      },
    }),
  ],
  [
    5,
    (scene, { me, visit }) => {
      const callId = myCall(scene, me, visit);
      const knocking = pick(
        liveSeats(scene.situation).filter((seat) => seat.state === "knocking" && (seat.callId === callId || scene.move.stale)),
        scene.move.other,
      );
      return knocking ? { actor: me, action: { type: scene.move.which === 0 ? "decline" : "accept", seatId: knocking.id } } : null;
    },
  ],
  [
    2,
    (scene, { me, visit }) => {
      const seat = guestSeat(scene, myCall(scene, me, visit));
      return seat ? { actor: me, action: { type: "disconnect", seatId: seat.id } } : null;
    },
  ],
  [2, (_scene, { me, visit }) => ({ actor: me, action: { type: "end", visitId: visit.id } })],
  [2, (scene, { me, visit }) => ({ actor: me, action: { type: "endCall", callId: myCall(scene, me, visit) } })],
  [1, (scene, { me, visit }) => ({ actor: me, action: { type: "remove", visitId: visit.id, reason: "asked to", forced: scene.move.flag } })],
  [
    3,
    (scene, { visit }) => {
      const guests = liveSeats(scene.situation).filter((seat) => seat.party.kind === "companion" || seat.party.kind === "roomGuest");
      const guest = scene.move.flag ? pick(guests, scene.move.other) : undefined;
      if (guest && (guest.party.kind === "companion" || guest.party.kind === "roomGuest"))
        return { actor: { kind: guest.party.kind, seatId: guest.id }, action: { type: "leave" } };
      return { actor: caller(visit.id), action: { type: "leave" } };
    },
  ],
  [
    9,
    (scene, { me, visit }) => {
      const ofCaller = liveSeats(scene.situation).find((seat) => seat.party.kind === "caller" && seat.party.visitId === visit.id);
      const seat = scene.move.flag ? seatOf(scene.situation, me.personId) : (ofCaller ?? pick(liveSeats(scene.situation), scene.move.other));
      return seat ? { actor: system, action: { type: "seatLost", seatId: seat.id } } : null;
    },
  ],
  [
    6,
    (scene) => {
      const away = liveSeats(scene.situation).filter((seat) => seat.presence.state !== "here");
      const seat = pick(away, scene.move.other) ?? pick(liveSeats(scene.situation), scene.move.other);
      return seat ? { actor: system, action: { type: "seatBack", seatId: seat.id, away: scene.move.stale } } : null;
    },
  ],
  [3, (_scene, { me, visit }) => ({ actor: me, action: { type: "openRow", visitId: visit.id } })],
  [3, (scene, { me, visit }) => ({ actor: me, action: { type: "recall", visitId: offline(scene, visit).id } })],
  [2, (scene, { visit }) => ({ actor: system, action: { type: "recall", visitId: offline(scene, visit).id } })],
  [2, ({ move }, { visit }) => ({ actor: caller(visit.id), action: { type: "verifyPhone", verified: move.flag } })],
  [
    2,
    ({ move }, { visit }) => ({
      actor: caller(visit.id),
      action: { type: "answerConsent", clinicId: visit.clinicId, consent: move.flag ? { version: "v1", language: "en" } : null },
    }),
  ],
  [2, (scene, { me, visit }) => ({ actor: me, action: { type: "cancelPlace", visitId: offline(scene, visit).id } })],
  [
    16,
    (scene) => {
      const due = scene.move.stale ? pick(scene.memory.deadlines, scene.move.other) : pick(deadlinesOf(scene.situation), scene.move.other % 3);
      return due ? { actor: system, action: { type: "deadlinePassed", deadline: due } } : null;
    },
  ],
  [
    3,
    (scene, { me, visit }) => ({
      actor: system,
      action: {
        type: "roleLost",
        personId: me.personId,
        clinicId: visit.clinicId,
        keepsClinicIds: scene.move.flag ? [...me.rights.keys()].filter((id) => id !== visit.clinicId) : [],
      },
    }),
  ],
  [1, (_scene, { visit }) => ({ actor: system, action: { type: "closeVisit", visitId: visit.id } })],
  [
    4,
    (scene, { me }) => {
      const roomKind = pick(["meeting", "group", "user"] as const, scene.move.other) ?? "meeting";
      return {
        actor: me,
        action: {
          type: "enterRoom",
          roomId: roomKind,
          roomKind,
          ownerId: roomKind === "user" ? "nair" : null,
          clinicId: "heart",
          callId: roomCall(scene, roomKind),
          seatId: scene.fresh(),
        },
      };
    },
  ],
  [
    3,
    (scene) => {
      const roomKind = pick(["meeting", "group", "user"] as const, scene.move.other) ?? "meeting";
      return { actor: system, action: { type: "knockOnRoom", roomId: roomKind, roomKind, clinicId: "heart", callId: roomCall(scene, roomKind), seatId: scene.fresh() } };
    },
  ],
];

function handedOver({ situation, move }: Scene, otherwise: Visit): Visit {
  return (
    pick(
      openVisits(situation).filter((visit) => visit.handover),
      move.other,
    ) ?? otherwise
  );
}

function offline({ situation, move }: Scene, otherwise: Visit): Visit {
  return (
    pick(
      openVisits(situation).filter((visit) => visit.presence.state === "offline"),
      move.other,
    ) ?? otherwise
  );
}

function roomCall({ situation, fresh }: Scene, roomId: Id): Id {
  return [...situation.calls.values()].find((call) => call.roomId === roomId && call.closedAt === null)?.id ?? fresh();
}

const total = makers.reduce((sum, [often]) => sum + often, 0);
const ENTER_SHARE = 0.14;

/** Turns a random move into something somebody could send in this situation. */
function interpret(scene: Scene): Sent | null {
  const { situation, move, memory, fresh } = scene;
  if (move.twice && memory.last) return memory.last;
  const open = openVisits(situation);
  const enter = (visitId: Id): Sent => ({
    actor: system,
    action: {
      type: "enter",
      visitId,
      clinicId: pick(places, move.which) ?? "heart",
      seatId: fresh(),
      callId: fresh(),
      blockedByCheck: false,
      phoneVerified: move.flag,
      behind: null,
      consent: null,
    },
  });
  if (open.length < 2 || move.kind < 1_000 * ENTER_SHARE) return enter(move.stale ? (pick([...situation.visits.keys()], move.which) ?? fresh()) : fresh());
  // Now and then somebody acts on a visit that is over.
  const visit = move.which === 5 ? pick([...situation.visits.values()], move.other) : pick(open, move.which);
  const other = pick(open, move.other);
  if (!visit || !other) return null;
  let share = ((move.kind / 1_000 - ENTER_SHARE) / (1 - ENTER_SHARE)) * total;
  const maker = makers.find(([often]) => (share -= often) < 0)?.[1];
  const sitting = liveSeats(situation).flatMap((seat) => (seat.state === "in" && seat.party.kind === "member" ? [seat.party.personId] : []));
  const somebody = pick(people, move.who) ?? "nair";
  return maker?.(scene, { me: member(move.other % 2 === 0 ? somebody : (pick(sitting, move.who) ?? somebody)), visit, other }) ?? null;
}

/** A clinic is switched off, closes for the night, or opens again, with callers in it. */
function weather(situation: Situation, { kind, which, flag }: Move): Situation {
  if (kind % 37 !== 0) return situation;
  const rules = pick([...situation.clinics.values()], which);
  if (!rules) return situation;
  const changed: ClinicRules = flag ? { ...rules, isOpen: !rules.isOpen } : { ...rules, isOn: !rules.isOn };
  return { ...situation, clinics: new Map([...situation.clinics, [rules.id, changed]]) };
}

/** Plays a history and shows every accepted step. */
function play({ opening, moves }: { opening: number; moves: readonly Move[] }, check: (step: Step) => void): void {
  const start = new Day();
  openings[opening]?.(start);
  let { situation, now } = start;
  let ids = 0;
  const memory: Memory = { expectations: new Map(), deadlines: [], last: null };
  const newId = () => `new ${++ids}`;
  for (const each of moves) {
    now += each.wait;
    situation = weather(situation, each);
    const sent = interpret({ situation, move: each, memory, fresh: newId, now });
    if (!sent) continue;
    memory.last = sent;
    const outcome = act(situation, sent.actor, sent.action, { now, newId });
    if (!outcome.ok) continue;
    check({ before: situation, after: outcome.next, ...sent, now, newId });
    situation = outcome.next;
    memory.deadlines.push(...deadlinesOf(situation).slice(0, 2));
    if (each.flag)
      for (const visit of openVisits(situation)) if (visit.status.state !== "ended") memory.expectations.set(visit.id, { state: visit.status.state, callId: visit.callId });
  }
}

/** Holds a sentence about one step against this many random histories of 40 commands. */
export function inEveryHistory(check: (step: Step) => void, numRuns = 400): void {
  fc.assert(
    fc.property(history, (told) => {
      play(told, check);
    }),
    { numRuns },
  );
}

export const memberNames = Object.keys(rightsOf);
