import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { HEARTBEAT_MS, MAX_FRAME_BYTES } from "@anteroom/core/protocol";
import type { FastifyInstance } from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import { isOwnOrigin } from "../http/origin.ts";
import type { Sessions } from "../http/session.ts";
import type { Session } from "./connection.ts";
import { streamAsker } from "./stream-asker.ts";
import type { StreamHub } from "./stream-hub.ts";

type Deps = { hub: StreamHub; sessions: Sessions; publicUrl: string };
type Life = { socket: WebSocket; answered: boolean };

/** Whoever does not take leave in time is cut off. Milliseconds. */
const FAREWELL_MS = 1_000;

/** The stream over WebSocket. Compression is off: it costs memory for each socket, and frames are small. */
export function carrySockets(app: FastifyInstance, { hub, sessions, publicUrl }: Deps): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false, clientTracking: false });
  const alive = new Set<Life>();

  app.server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", destroy);
    void admit(request, { sessions, publicUrl }).then((verdict) => {
      if (stream.destroyed) return;
      if (typeof verdict === "string") return void stream.end(`HTTP/1.1 ${verdict}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      sockets.handleUpgrade(request, stream, head, (socket) => {
        stream.off("error", destroy);
        carry(socket, verdict, hub, alive);
      });
    });
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
  app.addHook("onClose", async () => {
    clearInterval(beat);
    for (const { socket } of alive) socket.terminate();
  });
}

async function admit(request: IncomingMessage, { sessions, publicUrl }: Omit<Deps, "hub">): Promise<Session | string> {
  const { url = "/", headers } = request;
  if (!URL.canParse(url, "http://here") || new URL(url, "http://here").pathname !== "/api/stream") return "404 Not Found";
  // Browsers name the site of a fetch in other words for a socket; Origin says it all.
  if (!isOwnOrigin({ ...headers, "sec-fetch-site": undefined }, publicUrl)) return "403 Forbidden";
  try {
    const asker = await streamAsker(sessions, headers.cookie ?? "", url);
    return asker.kind === "nobody" ? "401 Unauthorized" : asker;
  } catch {
    return "503 Service Unavailable"; // the cause stands in the log of whoever needed the database
  }
}

/** Apart from the handshake, so that the request and its headers are not kept as long as the socket lives. */
function carry(socket: WebSocket, asker: Session, hub: StreamHub, alive: Set<Life>): void {
  const connection = hub.connect(asker, {
    send: (frame) => socket.send(frame, TEXT),
    backlog: () => socket.bufferedAmount,
    close: (code, reason) => {
      socket.close(code, reason);
      setTimeout(() => socket.terminate(), FAREWELL_MS).unref();
    },
  });
  if (!connection) return socket.close(1013, "try again later");
  const life = { socket, answered: true };
  alive.add(life);
  socket.on("message", (data, isBinary) => (isBinary ? connection.nonsense() : hub.receive(connection, (data as Buffer).toString("utf8"))));
  socket.on("pong", () => (life.answered = true));
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    alive.delete(life);
    hub.disconnect(connection);
  });
}

const TEXT = { binary: false };

function destroy(this: Duplex): void {
  this.destroy();
}
