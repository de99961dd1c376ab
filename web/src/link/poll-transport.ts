import type { ClientFrame, PollReply, PollRequest } from "@anteroom/core/protocol";
import { newId } from "./identifier.ts";
import type { OpenTransport } from "./transport.ts";

/** The server answers within 25 s; a request without answer after this is dead. Milliseconds. */
const REQUEST_MS = 32_000;
/** As many as one request may carry. */
const MAX_FRAMES = 100;

/**
 * The stream by long poll, for places where sockets are blocked. Frames go up with a request of their own beside the
 * hanging one only when there are some: the hanging request is given up and sent again with them, and the numbers in
 * both directions see to it that nothing is lost or obeyed twice.
 */
export function pollTransport(url: string, fetchIt: typeof fetch = fetch): OpenTransport {
  return ({ onFrame, onEnd }) => {
    const pollId = newId();
    let got = 0;
    /** Number of the first frame that the server may not have yet. */
    let sent = 0;
    let outgoing: ClientFrame[] = [];
    let hanging: AbortController | null = null;
    let carries = 0;
    let ended = false;

    function end(why: "lost" | "refused"): void {
      if (ended) return;
      ended = true;
      onEnd(why);
    }

    async function ask(): Promise<"again" | "lost" | "refused"> {
      const request = new AbortController();
      hanging = request;
      const timer = setTimeout(() => request.abort("timeout"), REQUEST_MS);
      const frames = outgoing.slice(0, MAX_FRAMES);
      carries = frames.length;
      try {
        const body: PollRequest = { pollId, got, sent, frames };
        const response = await fetchIt(url, {
          method: "POST",
          credentials: "same-origin",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
          signal: request.signal,
        });
        if (response.status === 401 || response.status === 403) return "refused";
        if (!response.ok) return "lost";
        const reply = (await response.json()) as PollReply;
        outgoing = outgoing.slice(frames.length);
        sent += frames.length;
        reply.frames.forEach((frame, at) => {
          const number = reply.first + at;
          if (ended || number <= got) return;
          got = number;
          onFrame(frame);
        });
        return "again";
      } catch {
        // Given up on purpose, to take new frames along.
        return request.signal.aborted && request.signal.reason === "more" ? "again" : "lost";
      } finally {
        clearTimeout(timer);
        hanging = null;
      }
    }

    async function run(): Promise<void> {
      for (;;) {
        const next = await ask();
        if (ended) return;
        if (next !== "again") return end(next);
      }
    }
    void run();

    return {
      send(frame) {
        outgoing.push(frame);
        // In the next turn, so that frames of the same moment travel together; a request that carries some is left to arrive.
        queueMicrotask(() => {
          if (hanging && carries === 0 && got > 0 && outgoing.length > 0) hanging.abort("more");
        });
      },
      close() {
        ended = true;
        hanging?.abort("closed");
      },
    };
  };
}
