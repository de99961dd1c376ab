import { describe, expect, it } from "vitest";
import type { Presence, SeatState, VisitStatus } from "../visit/index.ts";
import { maySignalWarm, mayWarm, survives, type WarmGrantRule } from "./warming.ts";

describe("a warm grant", () => {
  const grant: WarmGrantRule = { personId: "nair", visitId: "leila", callId: "call", hostSeatId: "host", callerSeatId: "caller", expiresAt: 100 };
  it("lets its two seats signal, and no others", () => {
    expect([
      maySignalWarm(grant, "host", "caller", 1),
      maySignalWarm(grant, "caller", "host", 1),
      maySignalWarm(grant, "host", "eve", 1),
      maySignalWarm(grant, "eve", "caller", 1),
    ]).toEqual([true, true, false, false]);
  });
  it("ends with its time", () => expect(maySignalWarm(grant, "host", "caller", 100)).toBe(false));
  it("is given twice to a member, not three times", () => {
    const second = { ...grant, visitId: "ahmed" };
    expect([mayWarm([grant], "nair", "wei", false, 1), mayWarm([grant, second], "nair", "wei", false, 1)]).toEqual([true, false]);
  });
  it("is given twice for a visit, not three times", () => expect(mayWarm([grant, { ...grant, personId: "marsh" }], "osei", "leila", false, 1)).toBe(false));
  it("is the same grant when asked for again", () => expect(mayWarm([grant, { ...grant, visitId: "ahmed" }], "nair", "leila", false, 1)).toBe(true));
  it("makes room when it has run out", () => expect(mayWarm([grant, { ...grant, visitId: "ahmed" }], "nair", "wei", false, 200)).toBe(true));
  it("is never given for a locked call", () => expect(mayWarm([], "nair", "leila", true, 1)).toBe(false));

  const waiting = {
    visit: { status: { state: "waiting", since: 0 } as VisitStatus, callId: "call", clinicId: "heart" },
    seat: { id: "caller", state: "held" as SeatState, presence: { state: "here" } as Presence },
  };
  const heart = { locked: false, mayWorkIn: (clinicId: string) => clinicId === "heart", now: 1 };

  it.each([
    ["while the caller waits", waiting, heart, true],
    ["while the caller is held", { ...waiting, visit: { ...waiting.visit, status: { state: "held", since: 0 } as VisitStatus } }, heart, true],
    ["not when anybody joins", { ...waiting, visit: { ...waiting.visit, status: { state: "seen", since: 0 } as VisitStatus } }, heart, false],
    ["not when the visit ends", { ...waiting, visit: { ...waiting.visit, status: { state: "ended", since: 0, reason: "lost", byId: null } as VisitStatus } }, heart, false],
    ["not when the call is locked", waiting, { ...heart, locked: true }, false],
    ["not in another call", { ...waiting, visit: { ...waiting.visit, callId: "other" } }, heart, false],
    ["not in a clinic where the member may not work", { ...waiting, visit: { ...waiting.visit, clinicId: "kidney" } }, heart, false],
    ["not with a caller who is offline", { ...waiting, seat: { ...waiting.seat, presence: { state: "offline", since: 0, recallEndsAt: null } as Presence } }, heart, false],
    ["not with another seat", { ...waiting, seat: { ...waiting.seat, id: "eve" } }, heart, false],
    ["not after its time", waiting, { ...heart, now: 100 }, false],
  ] as const)("lives on %s", (_story, { visit, seat }, circumstances, answer) => expect(survives(grant, visit, seat, circumstances)).toBe(answer));
});
