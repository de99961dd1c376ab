import { describe, expect, it } from "vitest";
import { recoveryStep } from "./recovery.ts";

describe("a dead path", () => {
  it.each([
    ["is first replaced by any other", 0, true, { action: "restart", relayOnly: false }],
    ["then by the relay alone", 1, true, { action: "restart", relayOnly: true }],
    ["or by any other again, where there is no relay", 1, false, { action: "restart", relayOnly: false }],
    ["then by a new connection", 2, true, { action: "rebuild", relayOnly: false }],
    ["and is tried on for ever", 41, true, { action: "restart" }],
  ] as const)("%s", (_story, attempt, hasRelay, step) => {
    expect(recoveryStep(attempt, hasRelay, 0.5)).toMatchObject(step);
  });

  it("is tried ever more rarely, ten seconds apart at most", () => {
    const patience = Array.from({ length: 12 }, (_, attempt) => recoveryStep(attempt, true, 0.5).patienceMs);
    expect([...patience].sort((one, other) => one - other)).toEqual(patience);
    expect(Math.max(...patience, recoveryStep(50, true, 1).patienceMs)).toBeLessThanOrEqual(10_000);
  });
});
