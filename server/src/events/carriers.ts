import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { HEARTBEAT_MS, MAX_FRAME_BYTES, pollRequest, type PollReply, type ServerFrame } from "@anteroom/core/protocol";
import type { FastifyInstance } from "fastify";
import { WebSocketServer, type WebSocket } from "ws";
import { isOwnOrigin } from "../http/origin.ts";
import { sendProblem } from "../http/problem.ts";
import type { Sessions } from "../http/session.ts";
import type { Connection } from "./connection.ts";
import type { StreamHub } from "./stream-hub.ts";

type Deps = { hub: StreamHub; sessions: Sessions; publicUrl: string };

async function askerOf(sessions: Sessions, cookie: string, url: string) {
  const side = new URL(url, "http://here").searchParams.get("side");
  if (side === "guest") return sessions.fromCookie(cookie, "guest");
  const member = await sessions.fromCookie(cookie, "member");
  return member.kind === "member" || side === "member" ? member : sessions.fromCookie(cookie, "guest");
}

/** The stream over WebSocket. Compression is off: it costs memory for each socket, and frames are small. */
export function carrySockets(app: FastifyInstance, { hub, sessions, publicUrl }: Deps): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false, clientTracking: false });
  const alive = new Set<{ socket: WebSocket; answered: boolean }>();

  app.server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy());
    const refuse = (status: string) => stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    const { url = "/" } = request;
    if (new URL(url, "http://here").pathname !== "/api/stream") return void refuse("404 Not Found");
    if (!isOwnOrigin({ ...request.headers, "sec-fetch-site": undefined }, publicUrl)) return void refuse("403 Forbidden");
    const cookie = request.headers.cookie ?? "";
    askerOf(sessions, cookie, url).then(
      (asker) => {
        if (asker.kind === "nobody") return void refuse("401 Unauthorized");
        sockets.handleUpgrade(request, stream, head, (socket) => {
          const life = { socket, answered: true };
          alive.add(life);
          const connection: Connection = hub.connect(asker, cookie, {
            send: (text) => socket.send(text),
            backlog: () => socket.bufferedAmount,
            close: (code, reason) => {
              socket.close(code, reason);
              // Whoever does not take leave in time is cut off.
              setTimeout(() => socket.terminate(), 1_000).unref();
            },
          });
          socket.on("message", (data, isBinary) => (isBinary ? connection.nonsense() : hub.receive(connection, (data as Buffer).toString("utf8"))));
          socket.on("pong", () => (life.answered = true));
          socket.on("error", () => socket.terminate());
          socket.on("close", () => {
            alive.delete(life);
            hub.disconnect(connection);
          });
        });
      },
      () => refuse("503 Service Unavailable"),
    );
  });

  const beat = setInterval(() => {
    for (const life of alive) {
      if (!life.answered) {
        life.socket.terminate();
        continue;
      }
      life.answered = false;
      life.socket.ping();
    }
  }, HEARTBEAT_MS);
  app.addHook("onClose", async () => clearInterval(beat));
}

const ANSWER_WITHIN_MS = 25_000;
const POLL_GONE_MS = 30_000;
const MAX_HELD = 2_000;

type Poll = {
  connection: Connection;
  outbox: { number: number; frame: ServerFrame }[];
  last: number;
  taken: number;
  cookie: string;
  wake: (() => void) | null;
  gone: NodeJS.Timeout;
};

/** The same stream where sockets are blocked; the numbers see to it that nothing is lost or obeyed twice. */
export function carryPolls(app: FastifyInstance, { hub, sessions, publicUrl }: Deps): void {
  const polls = new Map<string, Poll>();

  function end(pollId: string): void {
    const poll = polls.get(pollId);
    if (!poll) return;
    polls.delete(pollId);
    clearTimeout(poll.gone);
    hub.disconnect(poll.connection);
    poll.wake?.();
  }

  app.post("/api/stream/poll", async (request, reply) => {
    if (!isOwnOrigin(request.headers, publicUrl)) return sendProblem(reply, "wrongOrigin");
    const parsed = pollRequest.safeParse(request.body);
    if (!parsed.success) return sendProblem(reply, "badRequest", { fields: [] });
    const { pollId, got, sent, frames } = parsed.data;
    const cookie = request.headers.cookie ?? "";
    const asker = await askerOf(sessions, cookie, request.url);
    if (asker.kind === "nobody") return sendProblem(reply, "notSignedIn");
    let poll = polls.get(pollId);
    if (!poll) {
      if (got > 0) return sendProblem(reply, "notFound");
      const made: Poll = { outbox: [], last: 0, taken: 0, cookie, wake: null, gone: setTimeout(() => end(pollId), POLL_GONE_MS), connection: undefined as never };
      polls.set(pollId, made);
      made.connection = hub.connect(asker, cookie, {
        send: (text) => {
          made.outbox.push({ number: ++made.last, frame: JSON.parse(text) as ServerFrame });
          made.wake?.();
        },
        backlog: () => (made.outbox.length > MAX_HELD ? Number.POSITIVE_INFINITY : 0),
        close: () => end(pollId),
      });
      poll = made;
    }
    // A poll belongs to the session that opened it.
    const known = poll;
    if (known.connection.asker.kind !== asker.kind || known.cookie !== cookie) return sendProblem(reply, "notFound");
    clearTimeout(known.gone);
    known.gone = setTimeout(() => end(pollId), ANSWER_WITHIN_MS + POLL_GONE_MS);
    known.outbox = known.outbox.filter(({ number }) => number > got);
    frames.forEach((frame, at) => {
      if (sent + at < known.taken || !known.connection.allows()) return;
      hub.take(known.connection, frame);
    });
    known.taken = Math.max(known.taken, sent + frames.length);
    known.wake?.();
    if (!known.outbox.length && !frames.length) {
      await new Promise<void>((woken) => {
        const late = setTimeout(woken, ANSWER_WITHIN_MS);
        known.wake = () => {
          clearTimeout(late);
          known.wake = null;
          // Frames of one moment travel together.
          setTimeout(woken, 5);
        };
        request.raw.once("close", () => known.wake?.());
      });
    }
    const body: PollReply = { first: known.outbox[0]?.number ?? known.last + 1, frames: known.outbox.map(({ frame }) => frame) };
    return reply.header("cache-control", "no-store").send(body);
  });
  app.addHook("onClose", async () => {
    for (const pollId of [...polls.keys()]) end(pollId);
  });
}
