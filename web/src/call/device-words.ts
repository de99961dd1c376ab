import type { CallMessageId } from "../i18n/call-messages.ts";
import type { DeviceProblem } from "../media/local-media.ts";

/** Why a device does not work, and what to do about it. */
export const DEVICE_TEXT: Record<DeviceProblem, CallMessageId> = {
  blocked: "device.blocked",
  blockedBySystem: "device.blockedBySystem",
  inUse: "device.inUse",
  notFound: "device.missing",
  unsupported: "device.unsupported",
  timeout: "device.noAnswer",
};
