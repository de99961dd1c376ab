import { describe, expect, it } from "vitest";
import { caller, Day, member, system } from "../../test/day.ts";
import { deadlinesOf, HANDOVER_MS, nextDeadline, OFFLINE_MS } from "./deadlines.ts";
import type { Deadline } from "./actions.ts";

/** A day with these callers waiting for the heart clinic. */
function dayWith(...visitIds: string[]): Day {
  const day = new Day();
  for (const visitId of visitIds) {
    day.enters(visitId);
    day.passes(1_000);
  }
  return day;
}

/** Obeys everything that is due, as the scheduler would. */
function obey(day: Day): string[] {
  const done: string[] = [];
  for (let next = nextDeadline(day.situation); next && next.at <= day.now; next = nextDeadline(day.situation)) {
    done.push(next.type);
    day.send(system, { type: "deadlinePassed", deadline: next });
  }
  return done;
}

describe("races", () => {
  it("two clinicians press Join: one sits down, the other reads who", () => {
    const day = dayWith("leila");
    const screen = day.sees("leila");
    expect(day.joins("nair", "leila", { expect: screen })).toBe("ok");
    expect(day.joins("ito", "leila", { expect: screen })).toBe("takenBy");
    expect(day.refusal).toMatchObject({ personIds: ["nair"] });
    expect(day.with("seat of leila")).toEqual(["nair"]);
  });

  it("a clinician presses Join while the caller leaves: nobody sits in an ended visit", () => {
    const day = dayWith("leila");
    const screen = day.sees("leila");
    day.hangsUp("leila");
    expect(day.joins("nair", "leila", { expect: screen })).toBe("alreadyEnded");
    expect(day.seatOf("nair")).toBeUndefined();
  });

  it("the caller leaves just after Join: the host stays in an empty call and is told", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.hangsUp("leila");
    expect(day.state("leila")).toBe("completed");
    expect(day.seatOf("nair")?.callId).toBe("room of leila");
    expect(day.activity.at(-1)).toMatchObject({ by: { kind: "caller", id: "leila" }, what: { type: "ended" } });
    expect(day.leaves("nair")).toBe("ok");
    expect(day.call("room of leila").closedAt).toBe(day.now);
  });

  it("Join after a transfer by a colleague: the old clinic knows the caller no more", () => {
    const day = dayWith("leila");
    const screen = day.sees("leila");
    day.transfers("nair", "leila", "kidney");
    expect(day.joins("ito", "leila", { expect: screen })).toBe("notFound");
    expect(day.joins("osei", "leila", { expect: screen })).toBe("ok");
  });

  it("Transfer after a colleague joined: takenBy, and the caller stays", () => {
    const day = dayWith("leila");
    const screen = day.sees("leila");
    day.joins("nair", "leila");
    expect(day.transfers("ito", "leila", "kidney", { expect: screen })).toBe("takenBy");
    expect(day.transfers("marsh", "leila", "kidney", { expect: screen, forced: true })).toBe("takenBy");
    expect(day.transfers("marsh", "leila", "kidney", { forced: true })).toBe("ok");
  });

  it("hold and end at once: whichever comes second still does what it says", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    expect([day.holds("nair", "leila"), day.ends("nair", "leila"), day.state("leila")]).toEqual(["ok", "ok", "completed"]);
    const other = dayWith("leila");
    other.joins("nair", "leila");
    expect([other.ends("nair", "leila"), other.holds("nair", "leila")]).toEqual(["ok", "alreadyEnded"]);
  });

  it("adding a caller whom a colleague joins: takenBy, nobody meets", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    const screen = day.sees("omar");
    day.joins("ito", "omar");
    expect(day.adds("nair", "omar", ["leila"], screen)).toBe("takenBy");
    expect(day.with("seat of leila")).toEqual(["nair"]);
  });
});

describe("only who sits there", () => {
  it("adds to a call: a colleague's call is not mine to fill", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    expect(day.send(member("ito"), { type: "add", visitId: "omar", callId: "room of leila", expect: day.sees("omar"), confirmedVisitIds: ["leila"] })).toBe("notInCall");
  });

  it("ends a visit that is being seen", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    expect([day.ends("ito", "leila"), day.ends("marsh", "leila"), day.ends("nair", "leila")]).toEqual(["notInCall", "notInCall", "ok"]);
  });

  it("moves it or sends it away; by force only an administrator of the clinic", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    expect([day.removes("ito", "leila", true), day.transfers("ito", "leila", "kidney", { forced: true }), day.removes("marsh", "leila")]).toEqual([
      "takenBy",
      "takenBy",
      "takenBy",
    ]);
    expect([day.removes("marsh", "leila", true), day.state("leila"), day.seatOf("nair")]).toEqual(["ok", "removed", undefined]);
  });
});

describe("the last host leaves (rule L)", () => {
  it("one caller is held where they are, with no media", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.companionComes("leila", "daughter");
    expect(day.with("seat of leila")).toEqual(["daughter", "nair"]);
    day.leaves("nair");
    expect([day.state("leila"), day.with("seat of leila"), day.with("seat of daughter")]).toEqual(["held", [], []]);
  });

  it("with a colleague still inside nothing changes", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.joins("ito", "leila");
    day.leaves("nair");
    expect([day.state("leila"), day.with("seat of leila")]).toEqual(["seen", ["ito"]]);
  });

  it("joining elsewhere is leaving here", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    day.joins("nair", "omar");
    expect([day.state("leila"), day.state("omar")]).toEqual(["held", "seen"]);
  });

  it("crash in a joint call of three visits: apart after five seconds, home after the grace", () => {
    const day = dayWith("leila", "omar", "ana");
    day.opens("nair", "joint", ["leila", "omar", "ana"]);
    expect(day.with("seat of leila")).toEqual(["ana", "nair", "omar"]);
    day.lost("nair");
    day.passes(4_999);
    expect(obey(day)).toEqual([]);
    day.passes(1);
    expect(obey(day)).toEqual(["partiesApart"]);
    expect([day.with("seat of leila"), day.state("leila")]).toEqual([[], "seen"]);
    day.passes(55_000);
    expect(obey(day)).toContain("hostGrace");
    expect(["leila", "omar", "ana"].map((id) => [day.state(id), day.visit(id).callId])).toEqual([
      ["held", "room of leila"],
      ["held", "room of omar"],
      ["held", "room of ana"],
    ]);
    expect(day.call("joint").closedAt).toBe(day.now);
  });

  it("with two hosts the parties stay together while one can be reached, and five seconds after the second was lost", () => {
    const day = dayWith("leila", "omar");
    day.opens("nair", "joint", ["leila", "omar"]);
    day.joins("ito", "leila");
    day.lost("nair");
    day.passes(10_000);
    expect([obey(day), day.with("seat of leila")]).toEqual([
      ["undo", "undo"],
      ["ito", "nair", "omar"],
    ]);
    day.lost("ito");
    day.passes(4_999);
    expect(obey(day)).toEqual([]);
    day.passes(1);
    expect([obey(day), day.with("seat of leila")]).toEqual([["partiesApart"], []]);
    day.back("ito");
    expect(day.with("seat of leila")).toEqual(["ito", "nair", "omar"]);
  });

  it("back within the grace: together again, but whoever was put aside stays aside", () => {
    const day = dayWith("leila", "omar", "ana");
    day.opens("nair", "joint", ["leila", "omar", "ana"]);
    day.send(member("nair"), { type: "holdSeats", callId: "joint", seatIds: ["seat of ana"], held: true });
    day.lost("nair");
    day.passes(6_000);
    obey(day);
    day.back("nair");
    expect([day.with("seat of leila"), day.with("seat of ana")]).toEqual([["nair", "omar"], []]);
  });

  it("a caller in another's own room does not stay there when the owner was taken along", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    day.adds("nair", "omar", ["leila"]);
    day.opens("nair", "joint", ["leila"]);
    expect([day.state("omar"), day.visit("omar").callId]).toEqual(["held", "room of omar"]);
    day.leaves("nair");
    day.joins("ito", "leila");
    expect(day.with("seat of leila")).toEqual(["ito"]);
  });

  it("companions of a big call find their places at home", () => {
    const day = dayWith("leila", "omar");
    day.opens("nair", "group", ["leila", "omar"], true);
    for (let n = 1; n <= 9; n++) day.companionComes("leila", `relative ${n}`);
    expect(day.leaves("nair")).toBe("ok");
    expect(day.call("room of leila")).toMatchObject({ capacity: 20, route: "sfu", epoch: 1 });
    expect(day.joins("ito", "leila")).toBe("ok");
    expect(day.with("seat of leila")).toHaveLength(10);
  });

  it("the lock ends", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.locks("nair");
    day.leaves("nair");
    expect(day.call("room of leila").lock).toBeNull();
    expect(day.joins("ito", "leila")).toBe("ok");
  });
});

describe("loss of role", () => {
  it("alone with a caller: the caller is held, the member is out", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.loses("nair", "heart");
    expect([day.state("leila"), day.seatOf("nair")]).toEqual(["held", undefined]);
    expect(day.activity).toContainEqual(expect.objectContaining({ what: { type: "hostLeft", personId: "nair", why: "role" } }));
  });

  it("in a call of another clinic, by the caller who was added there", () => {
    const day = dayWith("leila");
    day.enters("bela", "kidney");
    day.joins("marsh", "leila");
    day.adds("marsh", "bela", ["leila"]);
    day.joins("osei", "bela");
    expect(day.with("seat of leila")).toEqual(["bela", "marsh", "osei"]);
    day.loses("osei", "kidney");
    expect(day.with("seat of leila")).toEqual(["bela", "marsh"]);
  });

  it("with another right behind the same call the member stays", () => {
    const day = dayWith("leila");
    day.joins("marsh", "leila");
    day.loses("marsh", "kidney", ["heart"]);
    expect(day.with("seat of leila")).toEqual(["marsh"]);
  });

  it("an open page of a demoted host can do nothing but leave", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    const demoted = { ...member("nair"), rights: new Map() };
    expect(day.send(demoted, { type: "lock", callId: "room of leila", locked: true })).toBe("notAllowed");
    expect(day.send(demoted, { type: "endCall", callId: "room of leila" })).toBe("notAllowed");
    expect(day.send(demoted, { type: "disconnect", seatId: "seat of leila" })).toBe("notAllowed");
    expect(day.send(demoted, { type: "end", visitId: "leila" })).toBe("notFound");
    expect(day.send(demoted, { type: "leaveCall", callId: "room of leila" })).toBe("ok");
    expect(day.state("leila")).toBe("held");
  });

  it("a caller in the room of their own is not disconnected by a host of another clinic", () => {
    const day = dayWith("leila");
    day.enters("bela", "kidney");
    day.joins("marsh", "leila");
    day.adds("marsh", "bela", ["leila"]);
    day.joins("osei", "bela");
    expect(day.send(member("osei"), { type: "disconnect", seatId: "seat of leila" })).toBe("notAllowed");
    expect(day.send(member("marsh"), { type: "disconnect", seatId: "seat of leila" })).toBe("ok");
    expect([day.state("leila"), day.with("seat of bela")]).toEqual(["completed", ["marsh", "osei"]]);
  });

  it("a caller of another clinic is not ended by End call for all, but held at home", () => {
    const day = dayWith("leila");
    day.enters("bela", "kidney");
    day.joins("marsh", "leila");
    day.adds("marsh", "bela", ["leila"]);
    day.joins("nair", "leila");
    expect(day.send(member("nair"), { type: "disconnect", seatId: "seat of bela" })).toBe("ok");
    expect(day.state("bela")).toBe("held");
    day.adds("marsh", "bela", ["leila"]);
    expect(day.send(member("nair"), { type: "endCall", callId: "room of leila" })).toBe("ok");
    expect([day.state("leila"), day.state("bela"), day.visit("bela").callId]).toEqual(["completed", "held", "room of bela"]);
  });
});

describe("transfer", () => {
  it("keeps arrival and order, ends the stay, and waits in the new clinic", () => {
    const day = dayWith("leila");
    const { enteredAt, orderKey } = day.visit("leila");
    day.joins("nair", "leila");
    day.companionComes("leila", "daughter");
    day.transfers("nair", "leila", "kidney");
    expect(day.visit("leila")).toMatchObject({ clinicId: "kidney", enteredAt, orderKey, everSeen: true, status: { state: "waiting" } });
    expect([day.seatOf("nair"), day.with("seat of leila"), day.seat("seat of daughter").state]).toEqual([undefined, [], "held"]);
    expect([...day.situation.stays.values()].map((stay) => [stay.clinicId, stay.seenAt !== null, stay.ended?.how])).toEqual([
      ["heart", true, "transferred"],
      ["kidney", false, undefined],
    ]);
  });

  it("leaves behind whom the old clinic had assigned", () => {
    const day = dayWith("leila");
    day.send(member("nair"), { type: "assign", visitId: "leila", personId: "ito" });
    expect(day.visit("leila").assigneeId).toBe("ito");
    day.transfers("nair", "leila", "kidney");
    expect(day.visit("leila").assigneeId).toBeNull();
  });

  it("from a joint call: the caller goes alone, the others talk on", () => {
    const day = dayWith("leila", "omar");
    day.opens("marsh", "joint", ["leila", "omar"]);
    day.transfers("marsh", "omar", "kidney");
    expect([day.visit("omar").callId, day.with("seat of leila")]).toEqual(["room of omar", ["marsh"]]);
  });

  it("of the room in which another was added: the other goes home, held", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    day.adds("nair", "omar", ["leila"]);
    day.transfers("nair", "leila", "kidney");
    expect([day.state("omar"), day.visit("omar").callId, day.state("leila")]).toEqual(["held", "room of omar", "waiting"]);
  });

  it("the lock stays, and the target's first Join confirms and holds it", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.locks("nair");
    day.transfers("nair", "leila", "kidney");
    expect(day.call("room of leila").lock).toEqual({ holderId: null });
    expect(day.joins("osei", "leila")).toBe("confirmUnlock");
    expect(day.joins("osei", "leila", { confirmed: true })).toBe("ok");
    expect(day.joins("marsh", "leila")).toBe("locked");
    expect(day.companionComes("leila", "daughter")).toBe("ok");
  });

  it("caller lost, transferred, back: thirty seconds at least, the same seat, the same place", () => {
    const day = dayWith("leila");
    day.lost("leila");
    day.passes(115_000);
    day.transfers("nair", "leila", "kidney");
    expect(day.visit("leila").presence).toMatchObject({ state: "lost", graceEndsAt: day.now + 30_000 });
    day.passes(29_000);
    expect(obey(day)).toEqual([]);
    day.back("leila");
    expect([day.state("leila"), day.visit("leila").presence.state, deadlinesOf(day.situation)]).toEqual(["waiting", "here", []]);
    expect(day.joins("osei", "leila")).toBe("ok");
  });
});

describe("handover", () => {
  function asked(): Day {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.asksHandover("nair", "leila", "kidney");
    return day;
  }

  it("the caller is held while the two teams talk, and greeted by whoever accepted", () => {
    const day = asked();
    expect([day.state("leila"), day.visit("leila").handover?.byId]).toEqual(["held", "nair"]);
    expect(day.answersHandover("osei", "leila")).toBe("ok");
    expect(day.gives("nair", "leila")).toBe("ok");
    expect([day.state("leila"), day.visit("leila").clinicId, day.with("seat of leila"), day.seatOf("nair")]).toEqual(["seen", "kidney", ["osei"], undefined]);
    expect(day.call("talk about leila").closedAt).toBe(day.now);
  });

  it("may start from waiting, and a colleague beside me forbids it", () => {
    const waiting = dayWith("leila");
    expect([waiting.asksHandover("nair", "leila", "kidney"), waiting.state("leila")]).toEqual(["ok", "waiting"]);
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.joins("ito", "leila");
    expect(day.asksHandover("nair", "leila", "kidney")).toBe("takenBy");
  });

  it("accepted after it ran out: there is nothing to accept, and the caller stays held here", () => {
    const day = asked();
    day.passes(HANDOVER_MS);
    expect(obey(day)).toEqual(["handover"]);
    expect(day.answersHandover("osei", "leila")).toBe("notFound");
    expect([day.state("leila"), day.visit("leila").clinicId, day.gives("nair", "leila")]).toEqual(["held", "heart", "noHandover"]);
  });

  it.each([
    ["somebody joins the caller", (day: Day) => day.joins("ito", "leila")],
    ["the caller is added elsewhere", (day: Day) => day.opens("ito", "joint", ["leila"])],
    ["the caller is transferred", (day: Day) => day.transfers("ito", "leila", "kidney")],
    ["the caller leaves", (day: Day) => day.hangsUp("leila")],
    ["the asker leaves", (day: Day) => day.leaves("nair")],
    ["the asker loses the role", (day: Day) => day.loses("nair", "heart")],
    ["it is cancelled by a colleague", (day: Day) => day.send(member("ito"), { type: "endHandover", visitId: "leila" })],
    ["it is declined by the target", (day: Day) => day.send(member("osei"), { type: "endHandover", visitId: "leila" })],
  ] as const)("ends when %s", (_story, what) => {
    const day = asked();
    expect(what(day)).toBe("ok");
    expect(day.visit("leila").handover).toBeNull();
    expect(day.gives("nair", "leila")).not.toBe("ok");
  });

  it("is given only to those of the target who answered, and callers added to the talk are not thrown out", () => {
    const day = asked();
    day.enters("omar");
    day.answersHandover("osei", "leila");
    day.adds("nair", "omar", []);
    day.joins("ito", "omar");
    expect(day.gives("nair", "leila")).toBe("ok");
    expect([day.with("seat of leila"), day.with("seat of omar")]).toEqual([["osei"], ["ito"]]);
  });

  it("an offline caller cannot be greeted", () => {
    const day = new Day();
    day.enters("leila", "heart", true);
    day.lost("leila");
    day.passes(120_000);
    obey(day);
    expect(day.asksHandover("nair", "leila", "kidney")).toBe("offline");
  });
});

describe("add, and its undo", () => {
  it("undone within ten seconds: as if it had not been", () => {
    const day = dayWith("leila", "omar");
    const before = day.visit("omar");
    day.joins("nair", "leila");
    day.adds("nair", "omar", ["leila"]);
    day.passes(9_000);
    day.takesOut("nair", "omar");
    expect(day.visit("omar")).toEqual(before);
    expect([...day.situation.stays.values()].find((stay) => stay.visitId === "omar")?.seenAt).toBeNull();
  });

  it("later it is a hold in their own room", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    day.adds("nair", "omar", ["leila"]);
    day.passes(10_001);
    obey(day);
    day.takesOut("nair", "omar");
    expect([day.state("omar"), day.visit("omar").callId, day.visit("omar").everSeen]).toEqual(["held", "room of omar", true]);
  });

  it("an undo that comes too late is a hold, also before anybody noticed the time", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    day.adds("nair", "omar", ["leila"]);
    day.passes(10_001);
    day.takesOut("nair", "omar");
    expect(day.state("omar")).toBe("held");
    expect(day.activity).toContainEqual(expect.objectContaining({ what: { type: "takenOut", undone: false } }));
  });

  it("a confirmation that does not know of the third is asked again", () => {
    const day = dayWith("leila", "omar", "ana");
    day.joins("nair", "leila");
    day.joins("ito", "leila");
    day.adds("ito", "ana", ["leila"]);
    expect(day.adds("nair", "omar", ["leila"])).toBe("confirmAdd");
    expect(day.refusal).toMatchObject({ visitIds: ["leila", "ana"] });
  });

  it("a new call never takes over one that is there", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    expect(day.opens("ito", "room of leila")).toBe("callClosed");
    expect(day.with("seat of leila")).toEqual(["nair"]);
  });

  it("all or none: one of three taken, and nobody moves", () => {
    const day = dayWith("leila", "omar", "ana");
    day.joins("ito", "ana");
    expect(day.opens("nair", "joint", ["leila", "omar", "ana"])).toBe("takenBy");
    expect([day.state("leila"), day.state("omar")]).toEqual(["waiting", "waiting"]);
  });

  it("the seventh is refused while two knock, who do not count", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    for (const name of ["mona", "sara", "adam", "yusuf"]) day.companionComes("leila", name);
    for (const name of ["knocker", "other knocker"]) expect(day.companionComes("leila", name, false)).toBe("ok");
    expect(day.joins("ito", "leila")).toBe("full");
    expect(day.send(member("nair"), { type: "accept", seatId: "seat of knocker" })).toBe("full");
    expect(day.seat("seat of knocker").state).toBe("knocking");
    day.send(member("nair"), { type: "disconnect", seatId: "seat of mona" });
    expect(day.send(member("nair"), { type: "accept", seatId: "seat of knocker" })).toBe("ok");
  });
});

describe("presence", () => {
  it("both devices of one caller: the same visit, the same seat, one place", () => {
    const day = dayWith("leila");
    const before = day.situation;
    expect(day.enters("leila")).toBe("ok");
    day.back("leila");
    expect([...day.situation.visits.values()]).toEqual([...before.visits.values()]);
    expect([...day.situation.seats.keys()]).toEqual(["seat of leila"]);
  });

  it("nothing runs out while a host is with them; when the host goes, what ran out meanwhile counts", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.lost("leila");
    day.passes(600_000);
    expect(obey(day)).toEqual([]);
    day.leaves("nair");
    expect([obey(day), day.state("leila")]).toEqual([["callerGrace"], "lost"]);
  });

  it("lost is told once: a second report does not lengthen the grace", () => {
    const day = dayWith("leila");
    day.lost("leila");
    day.passes(100_000);
    day.lost("leila");
    day.passes(20_000);
    expect([obey(day), day.state("leila")]).toEqual([["callerGrace"], "leftBeforeSeen"]);
  });

  it("the grace is that of the clinic which has the caller now, and a host has their own", () => {
    const day = dayWith("leila").clinic("kidney", { graceMs: 600_000 });
    day.enters("bela", "kidney");
    day.joins("marsh", "leila");
    day.adds("marsh", "bela", ["leila"]);
    for (const name of ["leila", "bela", "marsh"]) day.lost(name);
    const until = (seatId: string) => {
      const { presence } = day.seat(seatId);
      return presence.state === "lost" ? presence.graceEndsAt - day.now : null;
    };
    expect([until("seat of leila"), until("seat of bela"), until(day.seatOf("marsh")?.id ?? "")]).toEqual([120_000, 600_000, 60_000]);
  });

  it("away keeps the place for ever", () => {
    const day = dayWith("leila");
    day.send(system, { type: "seatBack", seatId: "seat of leila", away: true });
    expect([day.visit("leila").presence.state, deadlinesOf(day.situation)]).toEqual(["away", []]);
    expect(day.joins("nair", "leila")).toBe("ok");
  });

  it("a restart longer than the grace time: the grace begins when the servers hear again", () => {
    const day = dayWith("leila");
    day.passes(900_000);
    day.lost("leila");
    expect(obey(day)).toEqual([]);
    day.passes(119_999);
    expect(obey(day)).toEqual([]);
    day.back("leila");
    day.passes(3_600_000);
    expect([obey(day), day.state("leila")]).toEqual([[], "waiting"]);
  });

  it("a deadline that fires late, early or twice does what it would have done, once", () => {
    const day = dayWith("leila");
    day.lost("leila");
    const deadline: Deadline = { type: "callerGrace", visitId: "leila", at: 0 };
    day.send(system, { type: "deadlinePassed", deadline });
    expect(day.state("leila")).toBe("waiting");
    day.passes(10_000_000);
    const fire = () => day.send(system, { type: "deadlinePassed", deadline });
    expect([fire(), day.state("leila")]).toEqual(["ok", "leftBeforeSeen"]);
    const after = day.situation;
    expect(fire()).toBe("ok");
    expect([...day.situation.visits.values()]).toEqual([...after.visits.values()]);
  });

  it("with a verified phone the place is kept offline, recalled, and given up at last", () => {
    const day = new Day();
    day.enters("leila", "heart", true);
    day.lost("leila");
    day.passes(120_000);
    expect([obey(day), day.visit("leila").presence.state, day.state("leila")]).toEqual([["callerGrace"], "offline", "waiting"]);
    expect(day.joins("nair", "leila")).toBe("offline");
    day.send(member("nair"), { type: "recall", visitId: "leila" });
    day.passes(900_000);
    expect([obey(day), day.state("leila")]).toEqual([["recallExpiry"], "lost"]);
  });

  it("a caller who types the code that was texted is kept offline, where the clinic keeps people so", () => {
    const day = dayWith("leila").clinic("heart", { keepsOffline: false });
    const says = (verified: boolean) => day.send(caller("leila"), { type: "verifyPhone", verified });
    expect([says(true), day.visit("leila").phoneVerified]).toEqual(["notAllowed", false]);
    day.clinic("heart", { keepsOffline: true });
    expect([says(true), day.visit("leila").phoneVerified]).toEqual(["ok", true]);
    expect([says(false), day.visit("leila").phoneVerified]).toEqual(["ok", false]);
    says(true);
    day.lost("leila");
    day.passes(120_000);
    expect([obey(day), day.visit("leila").presence.state]).toEqual([["callerGrace"], "offline"]);
    day.back("leila");
    expect([day.visit("leila").presence.state, day.joins("nair", "leila")]).toEqual(["here", "ok"]);
  });

  it("somebody offline is texted by the rule once, by staff again, and by nobody twice in a minute", () => {
    const day = new Day();
    day.enters("leila", "heart", true);
    const goesOffline = () => {
      day.lost("leila");
      day.passes(120_000);
      obey(day);
    };
    const byRule = () => day.send(system, { type: "recall", visitId: "leila" });
    const byStaff = () => day.send(member("nair"), { type: "recall", visitId: "leila" });
    goesOffline();
    expect([byRule(), byStaff(), day.refusal]).toEqual(["ok", "slowDown", { code: "slowDown", retryAfterMs: 60_000 }]);
    day.passes(60_000);
    expect([byRule(), byStaff()]).toEqual(["notAllowed", "ok"]);
    expect(day.visit("leila").presence).toMatchObject({ recallEndsAt: day.now + 900_000 });
    day.back("leila");
    goesOffline();
    expect([byRule(), byStaff()]).toEqual(["notAllowed", "ok"]);
  });

  it("the rule texts nobody where the clinic leaves it to staff", () => {
    const day = new Day().clinic("heart", { textsNext: false });
    day.enters("leila", "heart", true);
    day.lost("leila");
    day.passes(120_000);
    obey(day);
    expect(day.send(system, { type: "recall", visitId: "leila" })).toBe("notAllowed");
  });

  it("somebody whose page is hidden is rung, and keeps the place", () => {
    const day = dayWith("leila");
    day.send(system, { type: "seatBack", seatId: "seat of leila", away: true });
    const { presence } = day.visit("leila");
    expect([day.send(member("nair"), { type: "recall", visitId: "leila" }), day.visit("leila").presence]).toEqual(["ok", presence]);
    expect(day.activity.at(-1)?.what).toEqual({ type: "recalled" });
  });

  it("while nobody opens the row the next one is alerted, then the phone number, and then nobody", () => {
    const day = new Day().clinic("heart", { escalation: { afterMs: 300_000, to: ["ito", "marsh", null], passedOver: [] } });
    day.enters("leila");
    const alerted = () => day.activity.flatMap(({ what }) => (what.type === "escalated" ? [what.personId] : []));
    day.passes(299_999);
    expect([obey(day), alerted()]).toEqual([[], []]);
    day.passes(1);
    expect([obey(day), alerted()]).toEqual([["escalation"], ["ito"]]);
    // The servers were away for a while: nobody is skipped, and nobody is alerted with another at once.
    day.passes(900_000);
    expect([obey(day), alerted()]).toEqual([["escalation"], ["ito", "marsh"]]);
    day.passes(300_000);
    obey(day);
    day.passes(3_600_000);
    expect([obey(day), alerted()]).toEqual([[], ["ito", "marsh", null]]);
  });

  it("whoever may not see the waiting area any more is passed over at once, and keeps their step for when they may", () => {
    const escalation = { afterMs: 300_000, to: ["ito", "marsh", "lund"], passedOver: ["ito", "lund"] };
    const day = new Day().clinic("heart", { escalation });
    day.enters("leila");
    day.passes(300_000);
    const alerted = () => day.activity.flatMap(({ what }) => (what.type === "escalated" ? [what.personId] : []));
    expect([obey(day), alerted()]).toEqual([["escalation"], ["marsh"]]);
    day.passes(300_000);
    expect([obey(day), alerted()]).toEqual([[], ["marsh"]]);
    day.clinic("heart", { escalation: { ...escalation, passedOver: [] } });
    expect([obey(day), alerted()]).toEqual([["escalation"], ["marsh", "lund"]]);
  });

  it.each<[string, (day: Day) => string]>([
    ["somebody opens the row", (day) => day.send(member("nair"), { type: "openRow", visitId: "leila" })],
    ["somebody joins", (day) => day.joins("nair", "leila")],
    ["it is assigned", (day) => day.send(member("nair"), { type: "assign", visitId: "leila", personId: "ito" })],
    ["the caller goes", (day) => day.hangsUp("leila")],
  ])("nobody is alerted any more once %s", (_story, happens) => {
    const day = new Day().clinic("heart", { escalation: { afterMs: 300_000, to: ["ito", null], passedOver: [] }, purgeAfterMs: 99_999_999 });
    day.enters("leila");
    day.passes(300_000);
    expect([obey(day), happens(day)]).toEqual([["escalation"], "ok"]);
    day.passes(600_000);
    expect(obey(day)).toEqual([]);
    expect(day.activity.filter(({ what }) => what.type === "escalated")).toHaveLength(1);
  });

  it("the clinic that a caller is transferred to begins its own count", () => {
    const day = dayWith("leila").clinic("kidney", { escalation: { afterMs: 300_000, to: ["osei", null], passedOver: [] } });
    day.send(member("nair"), { type: "openRow", visitId: "leila" });
    expect(day.send(member("nair"), { type: "transfer", visitId: "leila", toClinicId: "kidney", note: "", expect: day.sees("leila"), confirmedClosed: false, forced: false })).toBe(
      "ok",
    );
    expect(day.visit("leila").openedAt).toBeNull();
    day.passes(300_000);
    expect(obey(day)).toEqual(["escalation"]);
    expect(day.activity.at(-1)).toMatchObject({ clinicId: "kidney", what: { type: "escalated", personId: "osei" } });
  });

  it("nobody recalls them: the place ends after half a day, so that the details are purged", () => {
    const day = new Day();
    day.enters("leila", "heart", true);
    day.lost("leila");
    day.passes(120_000);
    obey(day);
    day.passes(OFFLINE_MS);
    expect(obey(day)).toEqual(["recallExpiry"]);
    day.passes(3_600_000);
    expect([obey(day), day.visit("leila").purgeAt]).toEqual([["purge"], null]);
  });

  it("purge while a page sleeps: the visit stays ended, the page finds nothing of its seat", () => {
    const day = dayWith("leila");
    day.hangsUp("leila");
    day.passes(3_600_000);
    expect(obey(day)).toEqual(["purge"]);
    expect([day.back("leila"), day.enters("leila"), day.hangsUp("leila")]).toEqual(["notFound", "alreadyEnded", "alreadyEnded"]);
  });
});

describe("the clinic", () => {
  it("switched off with three waiting: nobody new comes in, those who wait are seen", () => {
    const day = dayWith("leila", "omar", "ana").clinic("heart", { isOn: false });
    expect(day.enters("late")).toBe("clinicOff");
    expect([day.joins("nair", "leila"), day.state("omar"), day.enters("omar")]).toEqual(["ok", "waiting", "ok"]);
  });

  it("closed for good with callers: each is told, seen or not, and their hosts go", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    for (const visitId of ["leila", "omar"]) day.send(system, { type: "closeVisit", visitId });
    expect([day.state("leila"), day.state("omar"), day.seatOf("nair")]).toEqual(["closed", "closed", undefined]);
  });
});

describe("invitations", () => {
  it("a companion follows the visit, changes nothing of it, and is gone with it", () => {
    const day = dayWith("leila");
    const before = day.visit("leila");
    day.companionComes("leila", "daughter");
    expect([day.visit("leila") === before, day.seat("seat of daughter").state]).toEqual([true, "held"]);
    day.transfers("nair", "leila", "kidney");
    day.joins("osei", "leila");
    expect(day.with("seat of daughter")).toEqual(["leila", "osei"]);
    day.ends("osei", "leila");
    expect(day.seat("seat of daughter").state).toBe("left");
    expect(day.companionComes("leila", "son")).toBe("alreadyEnded");
  });

  it("is made for somebody who is in this call", () => {
    const day = dayWith("leila", "omar");
    day.joins("nair", "leila");
    const invite = (visitId: string) => day.send(member("nair"), { type: "invite", callId: "room of leila", invitationId: "i", visitId });
    expect([invite("leila"), invite("omar"), invite("nobody")]).toEqual(["ok", "notInCall", "notFound"]);
  });

  it("who knocks is not let in by the hold switch", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.companionComes("leila", "knocker", false);
    expect(day.send(member("nair"), { type: "holdSeats", callId: "room of leila", seatIds: ["seat of knocker"], held: false })).toBe("notAllowed");
    expect(day.seat("seat of knocker").state).toBe("knocking");
  });

  it("the first device walks in also through a lock, a further one knocks", () => {
    const day = dayWith("leila");
    day.joins("nair", "leila");
    day.locks("nair");
    day.companionComes("leila", "interpreter");
    day.companionComes("leila", "second device", false);
    expect([day.seat("seat of interpreter").state, day.seat("seat of second device").state]).toEqual(["in", "knocking"]);
    day.passes(600_000);
    expect([obey(day), day.seat("seat of second device").state]).toEqual([["knock"], "left"]);
  });

  it("a guest of a call without a caller is held with the one who comes, and goes when several go home", () => {
    const day = dayWith("leila", "omar");
    day.opens("nair", "joint");
    day.send(system, { type: "arriveInCall", invitationId: "i", callId: "joint", seatId: "seat of specialist", straightIn: true });
    day.adds("nair", "leila", []);
    expect(day.with("seat of leila")).toEqual(["nair", "specialist"]);
    day.leaves("nair");
    expect([day.with("seat of leila"), day.seat("seat of specialist").state]).toEqual([[], "held"]);
    day.joins("ito", "leila");
    day.adds("ito", "omar", ["leila"]);
    expect(day.with("seat of leila")).toEqual(["ito", "omar", "specialist"]);
    day.leaves("ito");
    expect(day.seat("seat of specialist").state).toBe("left");
  });
});

describe("rooms", () => {
  const enter = (day: Day, personId: string, roomKind: "meeting" | "group" | "user" = "meeting", ownerId: string | null = null) =>
    day.send(member(personId), { type: "enterRoom", roomId: "room", roomKind, ownerId, clinicId: "heart", callId: "room call", seatId: `${personId} in the room` });
  const knock = (day: Day, name: string) =>
    day.send(system, { type: "knockOnRoom", roomId: "room", roomKind: "meeting", clinicId: "heart", callId: "room call", seatId: `seat of ${name}` });

  it("guests knock, also at an empty room, and a host inside lets them in", () => {
    const day = new Day();
    expect(knock(day, "guest")).toBe("ok");
    expect(day.with("seat of guest")).toEqual([]);
    enter(day, "nair");
    expect(day.send(member("ito"), { type: "accept", seatId: "seat of guest" })).toBe("notInCall");
    expect(day.send(member("nair"), { type: "accept", seatId: "seat of guest" })).toBe("ok");
    expect(day.with("seat of guest")).toEqual(["nair"]);
  });

  it("when the last host leaves, guests may finish; then the room closes for them", () => {
    const day = new Day();
    knock(day, "guest");
    knock(day, "later guest");
    enter(day, "nair");
    day.send(member("nair"), { type: "accept", seatId: "seat of guest" });
    day.leaves("nair");
    expect(day.seat("seat of guest").state).toBe("in");
    day.passes(300_000);
    expect([obey(day), day.seat("seat of guest").state, day.seat("seat of later guest").state]).toEqual([["guestsAlone"], "left", "knocking"]);
    day.passes(300_000);
    expect([obey(day), day.call("room call").closedAt]).toEqual([["knock"], day.now]);
  });

  it("a host who comes back in time keeps it open", () => {
    const day = new Day();
    knock(day, "guest");
    enter(day, "nair");
    day.send(member("nair"), { type: "accept", seatId: "seat of guest" });
    day.leaves("nair");
    enter(day, "ito");
    expect(deadlinesOf(day.situation)).toEqual([]);
  });

  it("locked: newcomers are told", () => {
    const day = new Day();
    enter(day, "nair");
    day.locks("nair");
    expect([knock(day, "guest"), enter(day, "ito")]).toEqual(["roomLocked", "roomLocked"]);
  });

  it("a user room is entered by its owner alone, a group room goes over the media server for twenty", () => {
    expect([enter(new Day(), "ito", "user", "nair"), enter(new Day(), "nair", "user", "nair"), enter(new Day(), "osei")]).toEqual(["notFound", "ok", "notFound"]);
    const day = new Day();
    enter(day, "nair", "group");
    expect(day.call("room call")).toMatchObject({ capacity: 20, route: "sfu" });
  });

  it("the call of one room is never entered by way of another", () => {
    const day = new Day();
    enter(day, "nair");
    expect(day.send(member("ito"), { type: "enterRoom", roomId: "other room", roomKind: "meeting", ownerId: null, clinicId: "heart", callId: "room call", seatId: "s" })).toBe(
      "notFound",
    );
  });

  it("callers of a waiting area are never added to a room", () => {
    const day = dayWith("leila");
    enter(day, "nair");
    expect(day.adds("nair", "leila", [])).toBe("notAllowed");
  });
});
