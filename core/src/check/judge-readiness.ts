/** `unknown`: the device was not asked for, or gave no answer. */
export type DeviceReadiness = {
  camera: "ready" | "blocked" | "missing" | "inUse" | "unknown";
  microphone: DeviceReadiness["camera"];
  /** False where the browser has no way to send media. */
  canCall: boolean;
  kbitPerSecond: number | null;
};

/** As a clinic sets it; see `checkPolicy` of the settings. */
type Policy = "off" | "warn" | "permissive" | "restricted" | "strict";

/** `hasException`: no camera, no microphone, or no way to send media. */
export type CheckResult = { verdict: "fine" | "warn" | "block"; line: "good" | "slow" | "verySlow" | "unknown"; hasException: boolean };

/** Below these a policy warns or blocks. kbit/s. */
const SLOW_KBIT = 330;
const VERY_SLOW_KBIT = 180;

/** The clinic's connection check: what stops a person from entering, and what only earns a warning. A line that nobody measured stops nobody. */
export function judgeReadiness({ camera, microphone, canCall, kbitPerSecond }: DeviceReadiness, policy: Policy): CheckResult {
  const line = kbitPerSecond === null ? "unknown" : kbitPerSecond < VERY_SLOW_KBIT ? "verySlow" : kbitPerSecond < SLOW_KBIT ? "slow" : "good";
  const hasException = camera !== "ready" || microphone !== "ready" || !canCall;
  const isSlow = line === "slow" || line === "verySlow";
  return { verdict: verdictOf(), line, hasException };

  function verdictOf(): CheckResult["verdict"] {
    switch (policy) {
      case "off":
        return "fine";
      case "warn":
        return hasException ? "warn" : "fine";
      case "permissive":
        return hasException || isSlow ? "warn" : "fine";
      case "restricted":
        return hasException || line === "verySlow" ? "block" : isSlow ? "warn" : "fine";
      case "strict":
        return hasException || isSlow ? "block" : "fine";
    }
  }
}
