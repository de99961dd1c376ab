import type { Readiness } from "@anteroom/core/protocol";
import type { CheckPolicy } from "@anteroom/core/settings";
import { expect, it } from "vitest";
import { judgeReadiness } from "./readiness.ts";

const fine: Readiness = { camera: "ready", microphone: "ready", canCall: true, kbitPerSecond: 2_000 };
const noCamera: Readiness = { ...fine, camera: "missing" };
const noCalls: Readiness = { ...fine, canCall: false };
const slow: Readiness = { ...fine, kbitPerSecond: 329 };
const verySlow: Readiness = { ...fine, kbitPerSecond: 179 };
const unmeasured: Readiness = { ...fine, kbitPerSecond: null };

it.each([
  ["off", noCamera, "fine"],
  ["off", verySlow, "fine"],
  ["warn", noCamera, "warn"],
  ["warn", noCalls, "warn"],
  ["warn", verySlow, "fine"],
  ["permissive", slow, "warn"],
  ["permissive", noCamera, "warn"],
  ["restricted", slow, "warn"],
  ["restricted", verySlow, "block"],
  ["restricted", noCamera, "block"],
  ["strict", slow, "block"],
  ["strict", noCalls, "block"],
  ["strict", fine, "fine"],
  ["strict", unmeasured, "fine"],
] satisfies [CheckPolicy, Readiness, string][])("a clinic that is %s", (policy, readiness, verdict) => {
  expect(judgeReadiness(readiness, policy).verdict).toBe(verdict);
});
