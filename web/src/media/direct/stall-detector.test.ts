import { describe, expect, it } from "vitest";
import { createStallDetector } from "./stall-detector.ts";

type Step = readonly ["beat", at: number, everyMs?: number] | readonly ["bytes", at: number, bytes: number] | readonly ["reset", at: number];

/** Plays what was heard and counted, and asks at the end. */
function after(steps: readonly Step[], at: number) {
  const stall = createStallDetector(0);
  for (const [what, when, value] of steps) {
    if (what === "beat") stall.heard(when, value ?? 200);
    else if (what === "bytes") stall.counted(when, value);
    else stall.reset(when);
  }
  return stall.state(at);
}

describe("a path", () => {
  it.each([
    ["with beats is alive", [["beat", 1_000]], 1_200, "alive"],
    ["is looked at more closely when beats stay away", [["beat", 1_000]], 1_260, "suspect"],
    [
      "is dead when beats and bytes stand still",
      [
        ["beat", 1_000],
        ["bytes", 1_250, 700],
        ["bytes", 1_450, 700],
      ],
      1_510,
      "stalled",
    ],
    ["is not called dead before its bytes were counted", [["beat", 1_000]], 1_600, "suspect"],
    [
      "is not called dead on two counts in a row",
      [
        ["beat", 1_000],
        ["bytes", 1_590, 700],
        ["bytes", 1_600, 700],
      ],
      1_610,
      "suspect",
    ],
    [
      "without beats but with bytes is alive: the other page is busy",
      [
        ["beat", 1_000],
        ["bytes", 1_250, 700],
        ["bytes", 1_450, 900],
      ],
      1_510,
      "alive",
    ],
    ["of a hidden page may be silent between its slower beats", [["beat", 1_000, 1_000]], 2_300, "alive"],
    [
      "of a hidden page is dead when more than its next beats stay away",
      [
        ["beat", 1_000, 1_000],
        ["bytes", 2_400, 7],
        ["bytes", 2_600, 7],
      ],
      2_700,
      "stalled",
    ],
    [
      "that was just changed gets time anew",
      [
        ["beat", 1_000],
        ["bytes", 1_250, 700],
        ["bytes", 1_450, 700],
        ["reset", 1_500],
      ],
      1_700,
      "alive",
    ],
    [
      "cannot be given patience for ever by a promise of theirs",
      [
        ["beat", 0, 1e9],
        ["bytes", 9_000, 7],
        ["bytes", 9_300, 7],
      ],
      9_400,
      "stalled",
    ],
  ] as const)("%s", (_story, steps, at, state) => {
    expect(after(steps, at)).toBe(state);
  });
});
