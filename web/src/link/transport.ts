import type { ClientFrame, ServerFrame } from "@anteroom/core/protocol";

/** One connection of the stream, over a socket or by long poll; it ends once and never comes back. */
export type Transport = { send(frame: ClientFrame): void; close(): void };

export type TransportEvents = {
  onFrame(frame: ServerFrame): void;
  /** `refused`: the server knows this page and will have none of it (its session is over). Called once. */
  onEnd(why: "lost" | "refused"): void;
};

export type OpenTransport = (events: TransportEvents) => Transport;
