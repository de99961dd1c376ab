import { createSocket } from "node:dgram";
import type { RemoteInfo, Socket } from "node:dgram";

/** What a network does to packets in one direction; both directions get the same. */
export type Impairment = {
  /** One way, milliseconds; a round trip is twice that. */
  delayMs: number;
  /** 0 to 100. */
  lossPercent: number;
  /** Bottleneck, kbit a second; null for none. A queue of 300 ms stands before it, what does not fit is dropped. */
  rateKbit: number | null;
};

export type UdpRelay = {
  /**
   * Replaces the address in an ICE candidate (with or without `a=`) by a port of this relay. Null for candidates that
   * would go around it (TCP, names of multicast DNS): they must not be used.
   */
  rewriteCandidate(line: string): Promise<string | null>;
  /** The same for each candidate inside a session description. */
  rewriteDescription(sdp: string): Promise<string>;
  set(change: Partial<Impairment>): void;
  /** Every path that exists now is dead for good; one that is made later lives (what a changed network looks like). */
  cutPaths(): void;
  /** Nothing passes at all until `heal`. */
  cutAll(): void;
  heal(): void;
  /** Whoever impairs must show that the packets came this way. */
  counts(): { passed: number; lost: number };
  close(): void;
};

const QUEUE_MS = 300;

/**
 * A network of one's own between two browsers, where the kernel offers none (no netem). It works like a NAT: each
 * rewritten candidate is a port here; each sender seen at that port gets a port of its own towards the target, so that
 * answers find back and neither browser ever learns the other's real address.
 */
export function createUdpRelay(initial: Partial<Impairment> = {}): UdpRelay {
  let impairment: Impairment = { delayMs: 0, lossPercent: 0, rateKbit: null, ...initial };
  let cut = false;
  let generation = 0;
  let passed = 0;
  let lost = 0;
  let closed = false;
  const entrances = new Map<string, Promise<number>>();
  const sockets = new Set<Socket>();

  async function open(): Promise<Socket> {
    const socket = createSocket("udp4");
    sockets.add(socket);
    // A browser that closed its port answers with "unreachable"; that is its right.
    socket.on("error", () => {});
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
    socket.setRecvBufferSize(1 << 20);
    return socket;
  }

  /** One direction of one path, with its own bottleneck. */
  function createPipe(bornIn: number, send: (packet: Buffer) => void): (packet: Buffer) => void {
    let freeAt = 0;
    return (packet) => {
      if (cut || bornIn < generation || Math.random() * 100 < impairment.lossPercent) {
        lost += 1;
        return;
      }
      const now = performance.now();
      let waitMs = impairment.delayMs;
      if (impairment.rateKbit !== null) {
        const startsAt = Math.max(now, freeAt);
        if (startsAt - now > QUEUE_MS) {
          lost += 1;
          return;
        }
        freeAt = startsAt + (packet.length * 8) / impairment.rateKbit;
        waitMs += freeAt - now;
      }
      passed += 1;
      if (waitMs < 0.5) send(packet);
      else setTimeout(send, waitMs, packet);
    };
  }

  async function entranceFor(address: string, port: number): Promise<number> {
    const bornIn = generation;
    const entrance = await open();
    const exits = new Map<string, Promise<(packet: Buffer) => void>>();

    async function exitFor(sender: RemoteInfo): Promise<(packet: Buffer) => void> {
      const exit = await open();
      const back = createPipe(bornIn, (packet) => !closed && entrance.send(packet, sender.port, sender.address));
      exit.on("message", back);
      return createPipe(bornIn, (packet) => !closed && exit.send(packet, port, address));
    }
    entrance.on("message", (packet, sender) => {
      const key = `${sender.address}:${sender.port}`;
      const exit = exits.get(key) ?? exitFor(sender);
      exits.set(key, exit);
      void exit.then((forward) => forward(packet));
    });
    return entrance.address().port;
  }

  async function rewriteCandidate(line: string): Promise<string | null> {
    // candidate:<foundation> <component> <transport> <priority> <address> <port> typ <type> … (RFC 8839)
    const fields = line.split(" ");
    const [, , transport, , address, port] = fields;
    if (transport?.toLowerCase() !== "udp" || !address || !port || address.includes(":") || address.endsWith(".local")) return null;
    const key = `${address}:${port}`;
    const entrance = entrances.get(key) ?? entranceFor(address, Number(port));
    entrances.set(key, entrance);
    fields[4] = "127.0.0.1";
    fields[5] = String(await entrance);
    // The related address would give the real one away.
    return fields.join(" ").replace(/ raddr \S+ rport \d+/, " raddr 0.0.0.0 rport 0");
  }

  return {
    rewriteCandidate,
    async rewriteDescription(sdp) {
      const lines = await Promise.all(sdp.split("\r\n").map(async (line) => (line.startsWith("a=candidate:") ? await rewriteCandidate(line) : line)));
      return lines.filter((line) => line !== null).join("\r\n");
    },
    set(change) {
      impairment = { ...impairment, ...change };
    },
    cutPaths() {
      generation += 1;
      // The same host port may be offered again: it gets a new, living entrance.
      entrances.clear();
    },
    cutAll() {
      cut = true;
    },
    heal() {
      cut = false;
    },
    counts: () => ({ passed, lost }),
    close() {
      closed = true;
      for (const socket of sockets) socket.close();
      sockets.clear();
    },
  };
}
