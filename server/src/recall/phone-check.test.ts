import { describe, expect, it } from "vitest";
import { judgeCode, nextCheck, type PhoneCheck } from "./phone-check.ts";

const MINUTE = 60_000;
const check = nextCheck(null, "+61412555010", MINUTE, 7_042) as PhoneCheck;

describe("a code that is texted", () => {
  it("has six figures, also where the first ones are noughts", () => expect(check.code).toBe("007042"));
  it("is texted again after half a minute, and five times in all", () => {
    expect(nextCheck(check, check.to, MINUTE + 29_999)).toEqual({ code: "slowDown", retryAfterMs: 1 });
    let [last, codes] = [check, 1];
    for (let now = 2 * MINUTE; ; now += MINUTE) {
      const next = nextCheck(last, check.to, now);
      if (!("to" in next)) {
        expect([codes, next]).toEqual([5, { code: "notAllowed" }]);
        break;
      }
      last = next;
      codes += 1;
    }
  });
  it("is right within ten minutes", () => {
    expect(judgeCode(check, "007042", 11 * MINUTE - 1).refused).toBeNull();
    expect(judgeCode(check, "007042", 11 * MINUTE).refused).toEqual({ code: "codeOver" });
  });
  it("is tried five times, and then no more, though it be right", () => {
    let now: PhoneCheck | null = check;
    const told = [];
    for (const typed of ["1", "2", "007 042", "", "999999"]) {
      const { next, refused } = judgeCode(now, typed, MINUTE);
      told.push(refused && "triesLeft" in refused ? refused.triesLeft : refused?.code);
      now = next;
    }
    expect(told).toEqual([4, 3, 2, 1, "codeOver"]);
    expect(judgeCode(now, "007042", MINUTE).refused).toEqual({ code: "codeOver" });
  });
  it("is never right where none was asked for", () => expect(judgeCode(null, "", 0).refused).toEqual({ code: "codeOver" }));
});
