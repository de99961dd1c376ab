import type { Id, Seat } from "../visit/index.ts";

type SeatHere = Pick<Seat, "id" | "callId" | "state">;

/** Who may send offers and candidates to whom: both *in* the same call. The pair of a living warm grant: see `maySignalWarm`. */
export function maySignal(from: SeatHere | undefined, to: SeatHere | undefined, callId: Id): boolean {
  return from !== undefined && to !== undefined && from.id !== to.id && from.state === "in" && to.state === "in" && from.callId === callId && to.callId === callId;
}

/** Of two ends that offer at once the polite one gives way (perfect negotiation, W3C WebRTC 1.0 §10.7): both decide alike, from their seats alone. */
export function isPolite(ownSeatId: Id, otherSeatId: Id): boolean {
  return ownSeatId > otherSeatId;
}
