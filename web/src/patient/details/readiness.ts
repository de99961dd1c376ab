import type { Readiness } from "@anteroom/core/protocol";
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
