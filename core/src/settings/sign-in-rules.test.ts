import { describe, expect, it } from "vitest";
import { sessionState, signInRules } from "./sign-in-rules.ts";

const HOUR = 3_600_000;
const lax = { id: "lax", settings: { sessionHours: 12, secondFactorRequired: false } };
const strict = { id: "strict", settings: { sessionHours: 2, secondFactorRequired: true } };
const silent = { id: "silent", settings: { sessionHours: null, secondFactorRequired: null } };

describe("the rules of a person's organisations together", () => {
  it.each([
    ["without any organisation are the product's own", [], { sessionHours: 8, secondFactorFor: [] }],
    ["of one that set nothing are the product's own", [silent], { sessionHours: 8, secondFactorFor: [] }],
    ["may be longer than the product's own", [lax], { sessionHours: 12, secondFactorFor: [] }],
    ["are the strictest of each", [lax, strict, silent], { sessionHours: 2, secondFactorFor: ["strict"] }],
  ] as const)("%s", (_story, organisations, rules) => expect(signInRules(organisations)).toEqual(rules));
});

describe("a session", () => {
  const rules = signInRules([lax, strict]);
  const password = { beganAt: 0, providedBy: null, hasSecondFactor: false };
  it.each([
    ["is open with a second factor", { ...password, hasSecondFactor: true }, false, HOUR, "open"],
    ["lacks a second factor that one organisation asks for", password, false, HOUR, "lacksSecondFactor"],
    ["needs none when that organisation's own sign-in made it", { ...password, providedBy: "strict" }, false, HOUR, "open"],
    ["needs one when another's own sign-in made it", { ...password, providedBy: "lax" }, false, HOUR, "lacksSecondFactor"],
    ["is over after the shortest time", { ...password, hasSecondFactor: true }, false, 2 * HOUR, "over"],
    ["is open while its person is in a call, however late", password, true, 9 * HOUR, "open"],
  ] as const)("%s", (_story, signedIn, inCall, now, state) => expect(sessionState(rules, signedIn, inCall, now)).toBe(state));
});
