import type { DeviceProblem } from "./local-media.ts";

export type DeviceKind = "camera" | "microphone";

/**
 * Why a device did not come, out of what `getUserMedia` threw. Names are those of Media Capture and Streams §10;
 * browsers tell a refusal by the operating system apart only in the message.
 */
export function deviceProblemOf(error: unknown): DeviceProblem {
  const { name, message } = error instanceof Error || error instanceof DOMException ? error : { name: "", message: "" };
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return /by system|operating system/i.test(message) ? "blockedBySystem" : "blocked";
    case "NotFoundError":
    case "OverconstrainedError":
      return "notFound";
    case "NotReadableError":
      return "inUse";
    case "AbortError":
      return /timeout/i.test(message) ? "timeout" : "inUse";
    case "TimeoutError":
      return "timeout";
    default:
      return "unsupported";
  }
}

export type PermissionAnswer = "granted" | "denied" | "prompt" | "unknown";

/** What the browser would answer now, without asking anybody. `unknown` where it does not say. */
export async function permissionFor(kind: DeviceKind): Promise<PermissionAnswer> {
  try {
    return (await navigator.permissions.query({ name: kind as PermissionName })).state;
  } catch {
    return "unknown"; // Firefox before 132 and in-app browsers know no such permission
  }
}

/** Calls back when the person changes the permission in the browser's settings, so that the page need not be reloaded. */
export function onPermissionChange(kind: DeviceKind, listener: () => void): () => void {
  let stop = () => {};
  let stopped = false;
  navigator.permissions?.query({ name: kind as PermissionName }).then(
    (status) => {
      if (stopped) return;
      status.addEventListener("change", listener);
      stop = () => status.removeEventListener("change", listener);
    },
    () => {}, // not known here: then nothing changes either
  );
  return () => {
    stopped = true;
    stop();
  };
}
