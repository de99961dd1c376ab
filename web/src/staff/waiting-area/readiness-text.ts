import type { Readiness } from "@anteroom/core/protocol";
import type { StaffMessageId } from "../../i18n/staff-messages.ts";
import type { Icon } from "../../ui/icons/icon.ts";
import { CheckIcon, MicOffIcon, SignalIcon, VideoOffIcon } from "../../ui/icons/lucide.ts";

/** `ok` stays grey; `fix` can be mended by the caller; `bad` cannot. `hint` is the one sentence that helps. */
export type ReadinessWords = { look: "ok" | "fix" | "bad"; icon: Icon; short: StaffMessageId; hint: StaffMessageId };

/** Below this the picture will stutter. Kilobit a second. */
const SLOW_KBIT = 300;

/** The worst thing first: without a microphone nobody is heard. Null while nothing is known. */
export function readinessWords({ canCall, camera, microphone, kbitPerSecond }: Readiness): ReadinessWords | null {
  if (!canCall) return { look: "bad", icon: VideoOffIcon, short: "ready.cannotCall", hint: "ready.cannotCallHint" };
  if (microphone === "blocked") return { look: "fix", icon: MicOffIcon, short: "ready.micBlocked", hint: "ready.blockedHint" };
  if (microphone === "inUse") return { look: "fix", icon: MicOffIcon, short: "ready.micInUse", hint: "ready.inUseHint" };
  if (microphone === "missing") return { look: "bad", icon: MicOffIcon, short: "ready.noMic", hint: "ready.noMicHint" };
  if (camera === "blocked") return { look: "fix", icon: VideoOffIcon, short: "ready.cameraBlocked", hint: "ready.blockedHint" };
  if (camera === "inUse") return { look: "fix", icon: VideoOffIcon, short: "ready.cameraInUse", hint: "ready.inUseHint" };
  if (camera === "missing") return { look: "bad", icon: VideoOffIcon, short: "ready.noCamera", hint: "ready.noCameraHint" };
  if (kbitPerSecond !== null && kbitPerSecond < SLOW_KBIT) return { look: "fix", icon: SignalIcon, short: "ready.slow", hint: "ready.slowHint" };
  if (camera === "unknown" && microphone === "unknown") return null;
  return { look: "ok", icon: CheckIcon, short: "ready.ok", hint: "ready.okHint" };
}
