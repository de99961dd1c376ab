import { MESSAGE_MAX_LENGTH } from "../session.ts";

/** What goes over the reliable data channel. It comes from another person's browser: nothing of it is trusted. */
export type WireMessage = { t: "state"; microphoneOn: boolean; cameraOn: boolean; sharing: boolean } | { t: "say"; id: string; text: string };

/** Longest message in UTF-16 units, JSON included; longer ones are dropped unread. */
const WIRE_MAX_LENGTH = 16 * 1024;

export function encodeWire(message: WireMessage): string {
  return JSON.stringify(message);
}

/** Null for anything our own page would not send. */
export function parseWire(raw: unknown): WireMessage | null {
  if (typeof raw !== "string" || raw.length > WIRE_MAX_LENGTH) return null;
  let message: unknown;
  try {
    message = JSON.parse(raw);
  } catch {
    return null; // not JSON
  }
  if (typeof message !== "object" || message === null) return null;
  const { t, microphoneOn, cameraOn, sharing, id, text } = message as Record<string, unknown>;
  if (t === "state" && typeof microphoneOn === "boolean" && typeof cameraOn === "boolean" && typeof sharing === "boolean") {
    return { t, microphoneOn, cameraOn, sharing };
  }
  if (t === "say" && typeof id === "string" && id.length <= 64 && typeof text === "string" && text !== "" && text.length <= MESSAGE_MAX_LENGTH) {
    return { t, id, text };
  }
  return null;
}
