import { describe, expect, it } from "vitest";
import { type DeviceReadiness, judgeReadiness } from "./judge-readiness.ts";

const fine: DeviceReadiness = { camera: "ready", microphone: "ready", canCall: true, kbitPerSecond: 2_000 };
const policies = ["off", "warn", "permissive", "restricted", "strict"] as const;

/** What each policy says, in the order of `policies`. */
describe.each([
  ["nothing wrong", {}, ["fine", "fine", "fine", "fine", "fine"]],
  ["no camera", { camera: "missing" }, ["fine", "warn", "warn", "block", "block"]],
  ["a camera that is blocked", { camera: "blocked" }, ["fine", "warn", "warn", "block", "block"]],
  ["a camera that another app has", { camera: "inUse" }, ["fine", "warn", "warn", "block", "block"]],
  ["a camera that gave no answer", { camera: "unknown" }, ["fine", "warn", "warn", "block", "block"]],
  ["no microphone", { microphone: "missing" }, ["fine", "warn", "warn", "block", "block"]],
  ["a microphone that is blocked", { microphone: "blocked" }, ["fine", "warn", "warn", "block", "block"]],
  ["no way to send media", { canCall: false }, ["fine", "warn", "warn", "block", "block"]],
  ["a line of 330 kbit/s", { kbitPerSecond: 330 }, ["fine", "fine", "fine", "fine", "fine"]],
  ["a line of 329 kbit/s", { kbitPerSecond: 329 }, ["fine", "fine", "warn", "warn", "block"]],
  ["a line of 180 kbit/s", { kbitPerSecond: 180 }, ["fine", "fine", "warn", "warn", "block"]],
  ["a line of 179 kbit/s", { kbitPerSecond: 179 }, ["fine", "fine", "warn", "block", "block"]],
  ["a line that nobody measured", { kbitPerSecond: null }, ["fine", "fine", "fine", "fine", "fine"]],
] satisfies [string, Partial<DeviceReadiness>, string[]][])("with %s", (_story, change, verdicts) => {
  it.each(policies.map((policy, at) => [policy, verdicts[at]] as const))("a clinic that is %s says %s", (policy, verdict) => {
    expect(judgeReadiness({ ...fine, ...change }, policy).verdict).toBe(verdict);
  });
});
