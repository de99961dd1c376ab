import type { ServerFrame } from "@anteroom/core/protocol";
import type { OpenTransport } from "./transport.ts";

/** A socket that is not open by then is blocked somewhere on the way. Milliseconds. */
const OPENING_MS = 6_000;

/** `url`: for example `wss://…/api/stream`. */
export function socketTransport(url: string): OpenTransport {
  return ({ onFrame, onEnd }) => {
    const socket = new WebSocket(url);
    let ended = false;
    function end(): void {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      onEnd("lost");
    }
    const timer = setTimeout(() => {
      end();
      socket.close();
    }, OPENING_MS);
    socket.onopen = () => clearTimeout(timer);
    socket.onmessage = ({ data }) => {
      if (ended) return;
      const frame = parseFrame(data);
      if (frame) onFrame(frame);
    };
    // An error is always followed by `close`, but not at once when the line is dead.
    socket.onerror = end;
    socket.onclose = end;
    return {
      send(frame) {
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
      },
      close() {
        ended = true;
        clearTimeout(timer);
        socket.close();
      },
    };
  };
}

function parseFrame(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  try {
    return JSON.parse(data) as ServerFrame;
  } catch {
    return null; // not ours
  }
}
