import type { Readiness } from "@anteroom/core/protocol";
import type { CheckPolicy } from "@anteroom/core/settings";
import type { DeviceProblem, LocalSnapshot } from "../../media/local-media.ts";

type DeviceState = Readiness["camera"];

const states: Record<DeviceProblem, DeviceState> = {
  blocked: "blocked",
  blockedBySystem: "blocked",
  inUse: "inUse",
  notFound: "missing",
  unsupported: "missing",
  timeout: "unknown",
};

/** What staff see on the row. */
export function readinessOf(devices: LocalSnapshot | null, canCall: boolean, kbitPerSecond: number | null): Readiness {
  const of = (track: unknown, problem: DeviceProblem | null | undefined): DeviceState => (track ? "ready" : problem ? states[problem] : "unknown");
  return {
    camera: of(devices?.cameraTrack, devices?.cameraProblem),
    microphone: of(devices?.microphoneTrack, devices?.microphoneProblem),
    canCall,
    kbitPerSecond,
  };
}

/** Below these a policy warns or blocks. kbit/s. */
const SLOW_KBIT = 330;
const VERY_SLOW_KBIT = 180;

export type CheckResult = { verdict: "fine" | "warn" | "block"; line: "good" | "slow" | "verySlow" | "unknown" };

/** The clinic's connection check: what stops a person from entering, and what only earns a warning. */
export function judgeReadiness(readiness: Readiness, policy: CheckPolicy): CheckResult {
  const { camera, microphone, canCall, kbitPerSecond } = readiness;
  const line = kbitPerSecond === null ? "unknown" : kbitPerSecond < VERY_SLOW_KBIT ? "verySlow" : kbitPerSecond < SLOW_KBIT ? "slow" : "good";
  const isException = camera !== "ready" || microphone !== "ready" || !canCall;
  const isSlow = line === "slow" || line === "verySlow";
  switch (policy) {
    case "off":
      return { verdict: "fine", line };
    case "warn":
      return { verdict: isException ? "warn" : "fine", line };
    case "permissive":
      return { verdict: isException || isSlow ? "warn" : "fine", line };
    case "restricted":
      return { verdict: isException || line === "verySlow" ? "block" : isSlow ? "warn" : "fine", line };
    case "strict":
      return { verdict: isException || isSlow ? "block" : "fine", line };
  }
}
