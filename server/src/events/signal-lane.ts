import { maySignal } from "@anteroom/core/call";
import type { ClientFrame, ServerFrame } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Connection } from "./connection.ts";
import { relayCandidatesOnly } from "./relay-only.ts";
import type { FindSeat, SeatBrief } from "./seat-brief.ts";
import type { WarmLane } from "./warm-lane.ts";

type Deps = { findSeat: FindSeat; isRelayOnly: (callId: Id) => Promise<boolean>; warm: WarmLane; sendToSeat: (seatId: Id, frame: ServerFrame) => void };

/** Passes offers and candidates between two pages that are in one call, or about to be; everything else is dropped without a word. */
export async function passSignal(connection: Connection, { callId, from, to, data }: Extract<ClientFrame, { t: "signal" }>, deps: Deps): Promise<void> {
  const { findSeat, isRelayOnly, warm, sendToSeat } = deps;
  const grant = warm.grantFor(connection, from, to, callId);
  if (!grant) {
    // Who speaks for a seat is the page that is live for it, whatever the frame says.
    if (connection.seatId !== from) return;
    const [sender, receiver] = await Promise.all([findSeat(from), findSeat(to)]);
    if (!maySignal(placeOf(sender), placeOf(receiver), callId)) return;
  }
  const passed = (await isRelayOnly(callId)) ? relayCandidatesOnly(data) : data;
  if (!passed) return;
  const frame: ServerFrame = { t: "signal", callId, from, to, data: passed };
  if (grant && to === grant.hostSeatId) warm.sendToHost(grant, frame);
  else sendToSeat(to, frame);
}

function placeOf(seat: SeatBrief | undefined) {
  return seat && { id: seat.id, callId: seat.call_id, state: seat.state };
}
