import { browserPageLife } from "./page-life.ts";
import { pollTransport } from "./poll-transport.ts";
import { pageSide } from "./page-side.ts";
import { socketTransport } from "./socket-transport.ts";
import { createStream, type Stream } from "./stream.ts";

/** `HEARTBEAT_MS` of the contract, whose schemas this page does not carry. */
const HEARTBEAT_MS = 10_000;

/** The stream of this page, for the session that its cookie holds now. Another session needs another stream. */
export function openStream(): Stream {
  return createStream({
    socket: socketTransport(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/stream?side=${pageSide()}`),
    poll: pollTransport(`/api/stream/poll?side=${pageSide()}`),
    page: browserPageLife(HEARTBEAT_MS),
    now: Date.now,
    random: Math.random,
  });
}
