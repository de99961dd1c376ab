import type { CallKind, Id, Instant, Route } from "../visit/index.ts";

/** Above this many people a mesh asks too much of an uplink. */
export const DIRECT_PEOPLE = 6;

/**
 * How a call should travel. A group call is on the media server from its first second and stays there; a direct call goes there with its
 * seventh person, or when somebody's uplink cannot carry the mesh. Without a media server everything stays direct, and the wall of six holds.
 */
export function routeFor(call: { kind: CallKind; route: Route; isGroup: boolean; people: number; uplinkTooWeak: boolean; serverAvailable: boolean }): Route {
  if (call.route === "sfu") return "sfu";
  if (!call.serverAvailable) return "direct";
  return call.isGroup || call.people > DIRECT_PEOPLE || call.uplinkTooWeak ? "sfu" : "direct";
}

/** A leg that has brought no picture until then is given up. Milliseconds. */
export const PREPARE_MS = 10_000;

/**
 * A change of route, make before break. *preparing*: the new leg comes up beside the old one. *cut*: everybody has a frame on the new leg, the old one
 * is silent. *retired*: the old one is gone. *aborted*: it took too long; the old leg was never touched, and the epoch is used up.
 */
export type RouteSwitch = { epoch: number; from: Route; to: Route; since: Instant; reported: readonly Id[]; phase: "preparing" | "cut" | "retired" | "aborted" };

export type SwitchEvent = { type: "frameSeen"; seatId: Id; epoch: number } | { type: "seatLeft"; seatId: Id } | { type: "silent"; epoch: number } | { type: "tick" };

/** `seatIds`: everybody who is *in* now. Reports of another epoch, or of somebody who is not in, count for nothing. */
export function stepSwitch(change: RouteSwitch, event: SwitchEvent, seatIds: readonly Id[], now: Instant): RouteSwitch {
  if (change.phase === "cut") return event.type === "silent" && event.epoch === change.epoch ? { ...change, phase: "retired" } : change;
  if (change.phase !== "preparing") return change;
  const isReport = event.type === "frameSeen" && event.epoch === change.epoch && seatIds.includes(event.seatId) && !change.reported.includes(event.seatId);
  const reported = isReport ? [...change.reported, event.seatId] : change.reported;
  if (seatIds.every((seatId) => reported.includes(seatId))) return { ...change, reported, phase: "cut" };
  if (now - change.since >= PREPARE_MS) return { ...change, reported, phase: "aborted" };
  return isReport ? { ...change, reported } : change;
}
