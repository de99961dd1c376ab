import { describe, expect, it } from "vitest";
import { sessionState, signInRules } from "./sign-in-rules.ts";

const HOUR = 3_600_000;
const lax = { id: "lax", settings: { sessionHours: 12, secondFactorRequired: false } };
const strict = { id: "strict", settings: { sessionHours: 2, secondFactorRequired: true } };
const silent = { id: "silent", settings: { sessionHours: null, secondFactorRequired: null } };

describe("the rules of a person's organisations together", () => {
  it.each([
    ["without any organisation are the product's own", [], { sessionHours: 8, secondFactorFor: [], signsOnAt: null }],
    ["of one that set nothing are the product's own", [silent], { sessionHours: 8, secondFactorFor: [], signsOnAt: null }],
    ["may be longer than the product's own", [lax], { sessionHours: 12, secondFactorFor: [], signsOnAt: null }],
    ["are the strictest of each", [lax, strict, silent], { sessionHours: 2, secondFactorFor: ["strict"], signsOnAt: null }],
  ] as const)("%s", (_story, organisations, rules) => expect(signInRules(organisations, null)).toEqual(rules));
});

describe("a session", () => {
  const byPassword = signInRules([lax, strict], null);
  const [atStrict, atLax] = [signInRules([lax, strict], "strict"), signInRules([lax, strict], "lax")];
  const password = { beganAt: 0, providedBy: null, isKept: false, hasSecondFactor: false };
  const protectedOne = { ...password, hasSecondFactor: true };
  it.each([
    ["is open with a second factor", byPassword, protectedOne, false, HOUR, "open"],
    ["lacks a second factor that one organisation asks for", byPassword, password, false, HOUR, "lacksSecondFactor"],
    ["needs none when that organisation's own sign-in made it", atStrict, { ...password, providedBy: "strict" }, false, HOUR, "open"],
    ["needs one when another's own sign-in made it", atLax, { ...password, providedBy: "lax" }, false, HOUR, "lacksSecondFactor"],
    ["is over after the shortest time", byPassword, protectedOne, false, 2 * HOUR, "over"],
    ["is open while its person is in a call, however late", byPassword, password, true, 9 * HOUR, "open"],
    ["by a password is over once the organisation's own sign-in is on", atStrict, protectedOne, false, HOUR, "over"],
    ["by an organisation's own sign-in is over once that is off", byPassword, { ...protectedOne, providedBy: "strict" }, false, HOUR, "over"],
    ["by one organisation's own sign-in is over once the person belongs to another's", atLax, { ...protectedOne, providedBy: "strict" }, false, HOUR, "over"],
    ["in which that was switched stays", atStrict, { ...protectedOne, isKept: true }, false, HOUR, "open"],
    ["in which that was switched is over when its time is", atStrict, { ...protectedOne, isKept: true }, false, 2 * HOUR, "over"],
    ["stays through a call although its person comes in another way by now", atStrict, password, true, HOUR, "open"],
  ] as const)("%s", (_story, rules, signedIn, inCall, now, state) => expect(sessionState(rules, signedIn, inCall, now)).toBe(state));
});
