import { type PollReply, pollRequest, type ServerFrame } from "@anteroom/core/protocol";
import type { FastifyInstance } from "fastify";
import { isOwnOrigin } from "../http/origin.ts";
import { sendProblem } from "../http/problem.ts";
import type { Sessions } from "../http/session.ts";
import { wrongFields } from "../http/wrong-fields.ts";
import type { Connection, Session } from "./connection.ts";
import { streamAsker } from "./stream-asker.ts";
import type { StreamHub } from "./stream-hub.ts";

type Deps = { hub: StreamHub; sessions: Sessions; publicUrl: string };

const ANSWER_WITHIN_MS = 25_000;
/** A page that polls has a request open nearly all the time; without one for so long it is gone. */
const GONE_MS = 30_000;
/** Frames of one moment travel together. Milliseconds. */
const GATHER_MS = 5;

type Poll = {
  connection: Connection;
  outbox: { number: number; frame: Buffer }[];
  bytes: number;
  last: number;
  /** Number of the last frame of the page that was obeyed. */
  taken: number;
  open: number;
  wake: (() => void) | null;
  gone: NodeJS.Timeout | null;
};

/** The same stream where sockets are blocked; the numbers see to it that nothing is lost or obeyed twice. */
export function carryPolls(app: FastifyInstance, { hub, sessions, publicUrl }: Deps): void {
  const polls = new Map<string, Poll>();

  function end(pollId: string): void {
    const poll = polls.get(pollId);
    if (!poll) return;
    polls.delete(pollId);
    if (poll.gone) clearTimeout(poll.gone);
    hub.disconnect(poll.connection);
    poll.wake?.();
  }

  function begin(pollId: string, asker: Session): Poll | null {
    const poll: Omit<Poll, "connection"> = { outbox: [], bytes: 0, last: 0, taken: 0, open: 0, wake: null, gone: null };
    const connection = hub.connect(asker, {
      send: (frame) => {
        poll.outbox.push({ number: ++poll.last, frame });
        poll.bytes += frame.length;
        poll.wake?.();
      },
      backlog: () => poll.bytes,
      // What was said last is still fetched; without another request it is gone soon.
      close: () => {
        poll.wake?.();
        setTimeout(() => end(pollId), 2_000).unref();
      },
    });
    if (!connection) return null;
    const made = Object.assign(poll, { connection });
    polls.set(pollId, made);
    return made;
  }

  app.post("/api/stream/poll", async (request, reply) => {
    if (!isOwnOrigin(request.headers, publicUrl)) return sendProblem(reply, "wrongOrigin");
    const parsed = pollRequest.safeParse(request.body);
    if (!parsed.success) return sendProblem(reply, "badRequest", { fields: wrongFields(parsed.error) });
    const { pollId, got, sent, frames } = parsed.data;
    const asker = await streamAsker(sessions, request.headers.cookie ?? "", request.url);
    if (asker.kind === "nobody") return sendProblem(reply, "notSignedIn");
    const known = polls.get(pollId);
    // A poll belongs to the session that opened it.
    if (known ? known.connection.asker.sessionId !== asker.sessionId : got > 0) return sendProblem(reply, "notFound");
    const poll = known ?? begin(pollId, asker);
    if (!poll) return sendProblem(reply, "unavailable");

    poll.open++;
    if (poll.gone) clearTimeout(poll.gone);
    poll.gone = null;
    poll.outbox = poll.outbox.filter(({ number }) => number > got);
    poll.bytes = poll.outbox.reduce((sum, { frame }) => sum + frame.length, 0);
    frames.forEach((frame, at) => {
      if (sent + at >= poll.taken) hub.take(poll.connection, frame);
    });
    poll.taken = Math.max(poll.taken, sent + frames.length);
    poll.wake?.();
    if (!poll.outbox.length && !frames.length && !poll.connection.closed) {
      await new Promise<void>((woken) => {
        const late = setTimeout(woken, ANSWER_WITHIN_MS);
        const wake = () => {
          clearTimeout(late);
          if (poll.wake === wake) poll.wake = null;
          setTimeout(woken, GATHER_MS);
        };
        poll.wake = wake;
        request.raw.socket.once("close", wake);
        reply.raw.once("finish", () => request.raw.socket.off("close", wake));
      });
    }
    poll.open--;
    if (!poll.open) poll.gone = setTimeout(() => end(pollId), GONE_MS);
    const body: PollReply = { first: poll.outbox[0]?.number ?? poll.last + 1, frames: poll.outbox.map(({ frame }) => JSON.parse(frame.toString()) as ServerFrame) };
    return reply.header("cache-control", "no-store").send(body);
  });
  app.addHook("onClose", async () => {
    for (const pollId of [...polls.keys()]) end(pollId);
  });
}
