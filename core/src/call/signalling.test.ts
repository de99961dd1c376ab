import { describe, expect, it } from "vitest";
import { maySignal, maySignalWarm, mayWarm, type WarmGrantRule } from "./signalling.ts";

const seat = (id: string, callId = "call", state: "in" | "held" | "knocking" | "left" = "in") => ({ id, callId, state });

describe("who may send signals to whom", () => {
  it.each([
    ["two people in one call", seat("a"), seat("b"), true],
    ["nobody to a held guest", seat("a"), seat("b", "call", "held"), false],
    ["nobody to a knocking guest", seat("a"), seat("b", "call", "knocking"), false],
    ["a held guest to nobody", seat("a", "call", "held"), seat("b"), false],
    ["nobody to another call", seat("a"), seat("b", "other"), false],
    ["nobody to themselves", seat("a"), seat("a"), false],
    ["nobody to a seat that is not there", seat("a"), undefined, false],
  ] as const)("%s", (_story, from, to, answer) => expect(maySignal(from, to, "call")).toBe(answer));
});

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
});
