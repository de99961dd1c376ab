import { describe, expect, it } from "vitest";
import { caller, Day, member, system } from "../../test/day.ts";
import type { Action, ActionType } from "./actions.ts";
import type { Actor } from "./model.ts";

type State = "waiting" | "seen" | "held" | "ended";

/** Leila in one state of her visit; while seen, Dr Nair is with her. */
function leila(state: State): Day {
  const day = new Day();
  day.enters("leila");
  if (state === "waiting") return day;
  if (state === "ended") {
    day.hangsUp("leila");
    return day;
  }
  day.joins("nair", "leila");
  if (state === "held") day.leaves("nair");
  return day;
}

const own = "room of leila";
const talk = { callId: "talk", seatId: "new seat" };

type Row = { [state in State]: string } & { by: Actor; action: (day: Day) => Action };
const nair = member("nair");
const ito = member("ito");

/** What becomes of the visit, or the rejection: every action in every state. "same" means accepted without a change of the visit's state. */
const table: Record<ActionType, Row> = {
  enter: {
    by: system,
    waiting: "same",
    seen: "same",
    held: "same",
    ended: "alreadyEnded",
    action: () => ({ type: "enter", visitId: "leila", clinicId: "heart", seatId: "s", callId: "c", blockedByCheck: false, phoneVerified: false, behind: null, consent: null }),
  },
  join: {
    by: ito,
    waiting: "seen",
    seen: "same",
    held: "seen",
    ended: "alreadyEnded",
    action: (day) => ({ type: "join", visitId: "leila", seatId: "new seat", expect: day.sees("leila"), confirmedUnlock: false }),
  },
  leaveCall: { by: nair, waiting: "notInCall", seen: "held", held: "notInCall", ended: "notInCall", action: () => ({ type: "leaveCall", callId: own }) },
  holdVisit: { by: nair, waiting: "notInCall", seen: "held", held: "same", ended: "alreadyEnded", action: () => ({ type: "holdVisit", visitId: "leila" }) },
  holdSeats: {
    by: nair,
    waiting: "notInCall",
    seen: "same",
    held: "notInCall",
    ended: "notInCall",
    action: () => ({ type: "holdSeats", callId: own, seatIds: ["seat of leila"], held: true }),
  },
  add: {
    by: ito,
    waiting: "seen",
    seen: "takenBy",
    held: "seen",
    ended: "alreadyEnded",
    action: (day) => ({ type: "add", visitId: "leila", callId: "call of ito", expect: day.sees("leila"), confirmedVisitIds: [] }),
  },
  takeOut: { by: nair, waiting: "notInCall", seen: "nothingToUndo", held: "notInCall", ended: "alreadyEnded", action: () => ({ type: "takeOut", visitId: "leila" }) },
  openCall: {
    by: ito,
    waiting: "seen",
    seen: "takenBy",
    held: "seen",
    ended: "alreadyEnded",
    action: (day) => ({ type: "openCall", ...talk, clinicId: "heart", group: false, visits: [{ visitId: "leila", expect: day.sees("leila") }] }),
  },
  continueAsGroup: { by: nair, waiting: "notInCall", seen: "same", held: "notInCall", ended: "callClosed", action: () => ({ type: "continueAsGroup", callId: own }) },
  transfer: {
    by: nair,
    waiting: "same",
    seen: "waiting",
    held: "waiting",
    ended: "alreadyEnded",
    action: (day) => ({ type: "transfer", visitId: "leila", toClinicId: "kidney", note: "", expect: day.sees("leila"), confirmedClosed: false, forced: false }),
  },
  askHandover: {
    by: nair,
    waiting: "same",
    seen: "held",
    held: "same",
    ended: "alreadyEnded",
    action: () => ({ type: "askHandover", visitId: "leila", toClinicId: "kidney", note: "", ...talk }),
  },
  joinHandover: {
    by: member("osei"),
    waiting: "notFound",
    seen: "notFound",
    held: "notFound",
    ended: "notFound",
    action: () => ({ type: "joinHandover", visitId: "leila", seatId: "new seat" }),
  },
  giveHandover: { by: nair, waiting: "noHandover", seen: "noHandover", held: "noHandover", ended: "alreadyEnded", action: () => ({ type: "giveHandover", visitId: "leila" }) },
  endHandover: { by: nair, waiting: "notFound", seen: "notFound", held: "notFound", ended: "notFound", action: () => ({ type: "endHandover", visitId: "leila" }) },
  assign: { by: ito, waiting: "same", seen: "same", held: "same", ended: "alreadyEnded", action: () => ({ type: "assign", visitId: "leila", personId: "nair" }) },
  moveInQueue: { by: ito, waiting: "same", seen: "same", held: "same", ended: "alreadyEnded", action: () => ({ type: "moveInQueue", visitId: "leila", orderKey: 5 }) },
  lock: { by: nair, waiting: "notInCall", seen: "same", held: "notInCall", ended: "callClosed", action: () => ({ type: "lock", callId: own, locked: true }) },
  invite: {
    by: nair,
    waiting: "notInCall",
    seen: "same",
    held: "notInCall",
    ended: "notInCall",
    action: () => ({ type: "invite", callId: own, invitationId: "i", visitId: "leila" }),
  },
  arriveByInvitation: {
    by: system,
    waiting: "same",
    seen: "same",
    held: "same",
    ended: "alreadyEnded",
    action: () => ({ type: "arriveByInvitation", invitationId: "i", visitId: "leila", seatId: "new seat", straightIn: true }),
  },
  arriveInCall: {
    by: system,
    waiting: "same",
    seen: "same",
    held: "same",
    ended: "callClosed",
    action: () => ({ type: "arriveInCall", invitationId: "i", callId: own, seatId: "new seat", straightIn: true }),
  },
  accept: { by: nair, waiting: "notInCall", seen: "notKnocking", held: "notInCall", ended: "notInCall", action: () => ({ type: "accept", seatId: "seat of leila" }) },
  decline: { by: nair, waiting: "notInCall", seen: "notKnocking", held: "notInCall", ended: "notInCall", action: () => ({ type: "decline", seatId: "seat of leila" }) },
  disconnect: { by: nair, waiting: "notInCall", seen: "completed", held: "notInCall", ended: "notFound", action: () => ({ type: "disconnect", seatId: "seat of leila" }) },
  end: { by: nair, waiting: "notInCall", seen: "completed", held: "completed", ended: "alreadyEnded", action: () => ({ type: "end", visitId: "leila" }) },
  endCall: { by: nair, waiting: "notInCall", seen: "completed", held: "notInCall", ended: "callClosed", action: () => ({ type: "endCall", callId: own }) },
  remove: {
    by: nair,
    waiting: "removed",
    seen: "removed",
    held: "removed",
    ended: "alreadyEnded",
    action: () => ({ type: "remove", visitId: "leila", reason: "r", forced: false }),
  },
  leave: { by: caller("leila"), waiting: "leftBeforeSeen", seen: "completed", held: "completed", ended: "alreadyEnded", action: () => ({ type: "leave" }) },
  seatLost: { by: system, waiting: "same", seen: "same", held: "same", ended: "notFound", action: () => ({ type: "seatLost", seatId: "seat of leila" }) },
  seatBack: { by: system, waiting: "same", seen: "same", held: "same", ended: "notFound", action: () => ({ type: "seatBack", seatId: "seat of leila", away: true }) },
  recall: { by: nair, waiting: "notOffline", seen: "notOffline", held: "notOffline", ended: "alreadyEnded", action: () => ({ type: "recall", visitId: "leila" }) },
  openRow: { by: nair, waiting: "same", seen: "same", held: "same", ended: "alreadyEnded", action: () => ({ type: "openRow", visitId: "leila" }) },
  verifyPhone: { by: caller("leila"), waiting: "same", seen: "same", held: "same", ended: "alreadyEnded", action: () => ({ type: "verifyPhone", verified: true }) },
  answerConsent: {
    by: caller("leila"),
    waiting: "leftBeforeSeen",
    seen: "changed",
    held: "completed",
    ended: "alreadyEnded",
    action: (day) => {
      day.clinic("heart", { asksConsent: true });
      return { type: "answerConsent", clinicId: "heart", consent: null };
    },
  },
  cancelPlace: { by: nair, waiting: "notOffline", seen: "notOffline", held: "notOffline", ended: "alreadyEnded", action: () => ({ type: "cancelPlace", visitId: "leila" }) },
  deadlinePassed: {
    by: system,
    waiting: "same",
    seen: "same",
    held: "same",
    ended: "same",
    action: (day) => ({ type: "deadlinePassed", deadline: { type: "callerGrace", visitId: "leila", at: day.now } }),
  },
  roleLost: {
    by: system,
    waiting: "same",
    seen: "held",
    held: "same",
    ended: "same",
    action: () => ({ type: "roleLost", personId: "nair", clinicId: "heart", keepsClinicIds: [] }),
  },
  closeVisit: { by: system, waiting: "closed", seen: "closed", held: "closed", ended: "alreadyEnded", action: () => ({ type: "closeVisit", visitId: "leila" }) },
  enterRoom: {
    by: nair,
    waiting: "same",
    seen: "held",
    held: "same",
    ended: "same",
    action: () => ({ type: "enterRoom", roomId: "room", roomKind: "meeting", ownerId: null, clinicId: "heart", ...talk }),
  },
  knockOnRoom: {
    by: system,
    waiting: "same",
    seen: "same",
    held: "same",
    ended: "same",
    action: () => ({ type: "knockOnRoom", roomId: "room", roomKind: "meeting", clinicId: "heart", ...talk }),
  },
};

const states = ["waiting", "seen", "held", "ended"] as const;
const cells = Object.entries(table).flatMap(([type, row]) => states.map((state) => ({ type, state, row, outcome: row[state] })));

describe("every action in every state", () => {
  it.each(cells)("$type while $state: $outcome", ({ state, row, outcome }) => {
    const day = leila(state);
    const action = row.action(day);
    if (action.type === "add") day.opens("ito", "call of ito");
    const before = day.state("leila");
    const told = day.send(row.by, action);
    if (outcome === "same") expect([told, day.state("leila")]).toEqual(["ok", before]);
    else if (told === "ok") expect(day.state("leila")).toBe(outcome);
    else expect([told, day.state("leila")]).toEqual([outcome, before]);
  });
});

describe("who is not asked", () => {
  const memberActions = Object.entries(table).filter(([, row]) => row.by.kind === "member");
  const systemActions = Object.entries(table).filter(([, row]) => row.by.kind === "system");

  it.each(memberActions.map(([type, row]) => ({ type, row })))("a caller never does $type", ({ row }) => {
    const day = leila("seen");
    const before = day.situation;
    expect(["notAllowed", "notFound"]).toContain(day.send(caller("leila"), row.action(day)));
    expect(day.situation).toBe(before);
  });

  it.each(memberActions.map(([type, row]) => ({ type, row })))("somebody without rights in the clinic never does $type", ({ type, row }) => {
    for (const personId of ["stranger", "desk", "osei"]) {
      const day = leila("seen");
      const told = day.send(member(personId), row.action(day));
      // A clinic of one's own may be asked for, but nothing of Leila's comes of it.
      if (type !== "enterRoom" || personId !== "osei") expect(["notFound", "notInCall", "notAllowed"]).toContain(told);
      expect(day.state("leila")).toBe("seen");
      expect(day.with("seat of leila")).toEqual(["nair"]);
    }
  });

  it.each(systemActions.map(([type, row]) => ({ type, row })))("only the system does $type", ({ row }) => {
    for (const actor of [nair, caller("leila")]) {
      const day = leila("seen");
      expect(day.send(actor, row.action(day))).toBe("notAllowed");
    }
  });
});

describe("an answer says what can be done", () => {
  it("who was faster", () => {
    const day = leila("waiting");
    const stale = day.sees("leila");
    day.joins("nair", "leila");
    expect(day.joins("ito", "leila", { expect: stale })).toBe("takenBy");
    expect(day.refusal).toEqual({ code: "takenBy", personIds: ["nair"], callId: own });
    expect(day.joins("ito", "leila")).toBe("ok");
    expect(day.with("seat of leila")).toEqual(["ito", "nair"]);
  });

  it("who locked the call", () => {
    const day = leila("seen");
    day.locks("nair");
    expect(day.joins("ito", "leila")).toBe("locked");
    expect(day.refusal).toEqual({ code: "locked", holderId: "nair" });
  });

  it("whom the caller would meet", () => {
    const day = leila("seen");
    day.enters("omar");
    expect(day.adds("nair", "omar", [])).toBe("confirmAdd");
    expect(day.refusal).toEqual({ code: "confirmAdd", visitIds: ["leila"] });
    expect(day.adds("nair", "omar", ["leila"])).toBe("ok");
    expect(day.with("seat of omar")).toEqual(["leila", "nair"]);
  });

  it("how many fit, and whether a group call would help", () => {
    const day = leila("seen");
    for (const name of ["mona", "sara", "adam", "yusuf"]) expect(day.companionComes("leila", name)).toBe("ok");
    expect(day.companionComes("leila", "late")).toBe("full");
    expect(day.refusal).toEqual({ code: "full", capacity: 6, canBecomeGroup: true });
    expect(day.send(nair, { type: "continueAsGroup", callId: own })).toBe("ok");
    expect(day.companionComes("leila", "late")).toBe("ok");
    expect(day.call(own)).toMatchObject({ capacity: 20, route: "sfu", epoch: 1 });
  });

  it("that group calls need a media server", () => {
    const day = new Day().clinic("heart", { groupCallsAvailable: false });
    day.enters("leila");
    day.joins("nair", "leila");
    expect(day.send(nair, { type: "continueAsGroup", callId: own })).toBe("noGroupCalls");
    expect(day.opens("nair", "group", ["leila"], true)).toBe("noGroupCalls");
  });

  it("that the clinic is closed, off, or refuses a device that cannot call", () => {
    expect(new Day().clinic("heart", { isOpen: false }).enters("leila")).toBe("clinicClosed");
    expect(new Day().clinic("heart", { isOn: false }).enters("leila")).toBe("clinicOff");
    const blocked: Action = {
      type: "enter",
      visitId: "leila",
      clinicId: "heart",
      seatId: "s",
      callId: "c",
      blockedByCheck: true,
      phoneVerified: false,
      behind: null,
      consent: null,
    };
    expect(new Day().send(system, blocked)).toBe("blockedByCheck");
  });

  it("why a transfer is not possible", () => {
    const day = leila("waiting");
    expect(day.transfers("nair", "leila", "heart")).toBe("sameClinic");
    expect(day.transfers("nair", "leila", "skin")).toBe("noRightThere");
    expect(day.transfers("nair", "leila", "nowhere")).toBe("noRightThere");
    day.clinic("kidney", { isOpen: false });
    expect(day.transfers("nair", "leila", "kidney")).toBe("targetClosed");
    expect(day.transfers("nair", "leila", "kidney", { confirmed: true })).toBe("ok");
    expect(leila("waiting").clinic("kidney", { isOn: false }).transfers("nair", "leila", "kidney")).toBe("targetOff");
  });

  it("that callers of two organisations do not meet, and are not talked about", () => {
    const day = leila("waiting");
    day.enters("wei", "skin");
    day.joins("lund", "leila");
    expect(day.adds("lund", "wei", ["leila"])).toBe("otherOrganisation");
    expect(day.opens("lund", "talk", ["wei"])).toBe("otherOrganisation");
    expect(day.asksHandover("lund", "wei", "kidney")).toBe("otherOrganisation");
  });

  it("that a lock is not offered", () => {
    const day = new Day();
    day.enters("leila", "skin");
    day.joins("lund", "leila");
    expect(day.locks("lund")).toBe("lockNotOffered");
  });

  it("that nobody comes by invitation, wherever the clinic stands in the call", () => {
    const invite: Action = { type: "invite", callId: own, invitationId: "i", visitId: "leila" };
    const arrives: Action = { type: "arriveByInvitation", invitationId: "i", visitId: "leila", seatId: "s", straightIn: true };
    const day = leila("seen");
    expect(day.send(nair, invite)).toBe("ok");
    day.clinic("heart", { offersInvitations: false });
    expect(day.send(nair, invite)).toBe("invitationsOff");
    expect(day.send(system, arrives)).toBe("invitationsOff");
    const joint = leila("seen").clinic("kidney", { offersInvitations: false });
    joint.enters("wei", "kidney");
    expect(joint.send(nair, invite)).toBe("ok");
    joint.joins("marsh", "leila");
    expect(joint.adds("marsh", "wei", ["leila"])).toBe("ok");
    expect(joint.send(nair, invite)).toBe("invitationsOff");
  });

  it("that only guests are held or disconnected", () => {
    const day = leila("seen");
    day.joins("ito", "leila");
    const itoSeat = day.seatOf("ito")?.id ?? "";
    expect(day.send(nair, { type: "holdSeats", callId: own, seatIds: [itoSeat], held: true })).toBe("onlyGuestsAreHeld");
    expect(day.send(nair, { type: "disconnect", seatId: itoSeat })).toBe("onlyGuestsAreHeld");
  });
});

it("a newcomer comes after everybody who is there, also when the clock was set back", () => {
  const day = new Day();
  const enters = (visitId: string, behind: number | null) =>
    day.send(system, {
      type: "enter",
      visitId,
      clinicId: "heart",
      seatId: `${visitId} seat`,
      callId: `${visitId} call`,
      blockedByCheck: false,
      phoneVerified: false,
      behind,
      consent: null,
    });
  enters("ada", null);
  enters("bob", day.now + 3_600_000);
  enters("eve", day.now - 5);
  expect(["ada", "bob", "eve"].map((id) => day.visit(id).orderKey - day.now)).toEqual([0, 3_600_001, 0]);
});
