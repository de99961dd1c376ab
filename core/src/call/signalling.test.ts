import { describe, expect, it } from "vitest";
import { isPolite, maySignal } from "./signalling.ts";

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

it("of two who offer at once exactly one gives way", () => {
  expect([isPolite("a", "b"), isPolite("b", "a")]).toEqual([false, true]);
});
