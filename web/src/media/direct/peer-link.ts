import type { IceSettings, LinkFigures, LinkQuality, SignalData } from "../session.ts";
import { createConnection } from "./connection.ts";
import type { Connection, OwnSignal } from "./connection.ts";
import { figuresBetween, qualityOf, sampleOf } from "./link-figures.ts";
import type { LinkSample, Stat } from "./link-figures.ts";
import type { StreamNames } from "./m-lines.ts";
import { createOutgoing } from "./outgoing.ts";
import type { Outgoing, OutgoingWish } from "./outgoing.ts";
import { createIncoming } from "./incoming.ts";
import type { Incoming } from "./incoming.ts";
import { FIRST_PATIENCE_MS, LOST_AFTER_MS, recoveryStep } from "./recovery.ts";
import { judgeSignal } from "./signal-verdict.ts";
import { createStallDetector } from "./stall-detector.ts";

/** The link to one other seat, through every reload, path and connection it takes. */
export type PeerLink = {
  readonly seatId: string;
  receive(data: SignalData): void;
  /** What should be sent from now on; all null sends not a byte of media. */
  setOutgoing(wish: OutgoingWish): void;
  /** False while their page cannot be reached: then silence says nothing about the path. */
  setPresent(present: boolean): void;
  /** Tells them something over the reliable channel; false when there is none at the moment. */
  say(message: string): boolean;
  /** The own network changed, or signalling is back: look again at once if anything is wrong, or `always`. */
  recheck(always: boolean): void;
  incoming(): Incoming | null;
  isOpen(): boolean;
  quality(): LinkQuality;
  figures(): LinkFigures | null;
  /** Loudness of their voice, 0 to 1. */
  level(): number;
  close(): void;
};

export type PeerLinkOptions = {
  seatId: string;
  polite: boolean;
  ice: IceSettings | null;
  /** Null: none may be asked for now. */
  getIceServers(): Promise<IceSettings | null>;
  /** False while signals would be lost. */
  canSignal(): boolean;
  names: StreamNames;
  nextGeneration(): number;
  send(signal: OwnSignal): void;
  onChange(): void;
  /** The reliable channel is open, for the first time or again. */
  onOpen(): void;
  onWords(raw: unknown): void;
  onFault(error: unknown): void;
};

const BEAT_MS = 200;
/** Pages in the background may run their timers once a second only. */
const HIDDEN_BEAT_MS = 1_000;
const TICK_MS = 100;
const FIGURES_EVERY_MS = 2_000;
/** Without an answer, a first offer is sent again after this. */
const RESEND_OFFER_MS = 1_500;
/** An ICE configuration that must be waited for is not waited for longer than this: a direct path needs none. */
const ICE_PATIENCE_MS = 1_000;
/** Settings younger than this are not asked for again: both sides of a dead path ask at the same moment. */
const ICE_FRESH_MS = 5_000;
const NO_ICE: IceSettings = { iceServers: [], relayOnly: false, expiresAt: 0 };

export function createPeerLink(options: PeerLinkOptions): PeerLink {
  const { seatId, polite, send, onChange, onFault } = options;
  const retired = new Set<number>();
  let ice = options.ice;
  let current: { connection: Connection; outgoing: Outgoing; incoming: Incoming | null } | null = null;
  /** Keeps the last frame in view until the new connection has one. */
  let shown: Incoming | null = null;
  let wish: OutgoingWish | null = null;
  let present = true;
  let closed = false;
  let opened = false;

  let stall = createStallDetector(performance.now());
  let trouble: { since: number; attempt: number; nextAt: number } | null = null;
  let startedAt = performance.now();
  let beatAt = 0;
  let sampledAt = 0;
  let counting = false;
  let offeredAt = 0;
  let relayWanted = false;
  let lastSample: LinkSample | null = null;
  let figures: LinkFigures | null = null;

  // Every step of the negotiation waits for the one before: signals keep their order whatever is awaited in between.
  let chain: Promise<void> = Promise.resolve();
  function enqueue(step: () => Promise<void> | void): Promise<void> {
    chain = chain.then(async () => {
      if (!closed) await step();
    });
    chain = chain.catch((error: unknown) => {
      if (!closed) onFault(error);
    });
    return chain;
  }

  let iceAt = -Infinity;
  let asking: Promise<IceSettings> | null = null;
  /** Relay credentials live for two minutes only, and a new path needs ones that work. */
  function freshIce(): Promise<IceSettings> {
    if (ice && performance.now() - iceAt < ICE_FRESH_MS) return Promise.resolve(ice);
    asking ??= askForIce().finally(() => {
      asking = null;
    });
    return asking;
  }
  async function askForIce(): Promise<IceSettings> {
    const late = new Promise<null>((resolve) => setTimeout(resolve, ICE_PATIENCE_MS, null));
    try {
      const answer = await Promise.race([options.getIceServers(), late]);
      if (answer) {
        ice = answer;
        iceAt = performance.now();
      }
    } catch (error) {
      // The server may be away while the other browser is not: go on with what is known.
      onFault(error);
    }
    return ice ?? NO_ICE;
  }
  const firstIce: Promise<IceSettings> = ice ? Promise.resolve(ice) : freshIce();

  function begin(settings: IceSettings, relayOnly = false): Connection {
    if (current) {
      const theirs = current.connection.theirGeneration();
      if (theirs !== null) retired.add(theirs);
      current.outgoing.close();
      current.connection.close();
    }
    const connection = createConnection({ generation: options.nextGeneration(), ice: settings, relayOnly, names: options.names, send });
    const mine = { connection, outgoing: createOutgoing(onFault), incoming: null };
    if (wish) mine.outgoing.set(wish);
    current = mine;
    opened = false;
    startedAt = performance.now();
    stall.reset(startedAt);
    const { words, beats, pc } = connection;
    words.onopen = () => {
      if (current !== mine) return;
      opened = true;
      trouble = null;
      stall = createStallDetector(performance.now());
      options.onOpen();
      onChange();
      void refreshFigures();
    };
    words.onmessage = ({ data }) => {
      if (current === mine) options.onWords(data);
    };
    beats.onmessage = ({ data }) => {
      if (current === mine) heard(Number(data));
    };
    beats.onopen = () => beat(performance.now());
    pc.onconnectionstatechange = () => {
      // A failure of the keys (DTLS) cannot be mended by another path.
      if (current === mine && pc.connectionState === "failed") recover(performance.now());
    };
    return connection;
  }

  /** The sections exist from the first description on: fill them, and show what comes out of them. */
  function linesReady(): void {
    const lines = current?.connection.lines();
    if (!current || !lines) return;
    if (current.incoming) {
      // Limits that had to wait for the answer.
      if (wish) current.outgoing.set(wish);
      return;
    }
    const { pc } = current.connection;
    const incoming = createIncoming(lines, () => {
      if (current?.incoming === incoming && (incoming.cameraFlows() || incoming.voiceFlows())) shown = incoming;
      onChange();
    });
    current.incoming = incoming;
    shown ??= incoming;
    current.outgoing.use(lines, () => pc.signalingState === "stable" && pc.remoteDescription !== null);
    onChange();
  }

  async function offer(restart?: { settings: IceSettings; relayOnly: boolean }): Promise<void> {
    const connection = current?.connection;
    if (!connection) return;
    offeredAt = performance.now();
    const offered = connection.offer(restart);
    linesReady();
    await offered;
  }

  function hello(): void {
    const connection = current?.connection;
    if (connection) send({ generation: connection.generation, restart: true });
  }

  async function judge(data: SignalData): Promise<void> {
    const connection = current?.connection ?? begin(await firstIce);
    const verdict = judgeSignal(data, {
      ownGeneration: connection.generation,
      theirGeneration: connection.theirGeneration(),
      retired,
      offering: connection.isOffering(),
      polite,
    });
    switch (verdict) {
      case "take":
        // Their offer on a path that stands is for another path: ours needs credentials that still work.
        if (data.description?.type === "offer" && opened) {
          connection.prepare(await freshIce(), relayWanted);
          giveTime();
        }
        await connection.take(data);
        linesReady();
        if (data.restart && !polite && opened) await answerRestartRequest();
        return;
      case "answerAnew": {
        // A connection that has not offered anything yet is as good as new.
        const fresh = connection.theirGeneration() === null && !connection.lines() ? connection : begin(await firstIce);
        await fresh.take(data);
        linesReady();
        return;
      }
      case "offerAnew":
        begin(ice ?? (await firstIce));
        await offer();
        return;
      case "resendOffer":
        connection.resendOffer();
        return;
      case "sayHello":
        hello();
        return;
      case "drop":
        return;
      default:
        verdict satisfies never;
    }
  }

  /**
   * A new path for the same connection is always offered by the impolite side; the other asks for it. Two such offers
   * that cross would mean a rollback, after which Chromium decodes their picture and shows it to nobody (seen in 156).
   */
  async function restart(relayOnly: boolean): Promise<void> {
    const connection = current?.connection;
    relayWanted = relayOnly;
    const settings = await freshIce();
    await enqueue(async () => {
      if (!connection || connection !== current?.connection) return;
      stall.reset(performance.now());
      if (polite) {
        connection.prepare(settings, relayOnly);
        connection.askForRestart();
      } else {
        await offer({ settings, relayOnly });
      }
    });
  }

  /** The other side began what we were about to do. */
  function giveTime(): void {
    const now = performance.now();
    stall.reset(now);
    if (trouble) trouble.nextAt = Math.max(trouble.nextAt, now + FIRST_PATIENCE_MS);
  }

  async function answerRestartRequest(): Promise<void> {
    // Both noticed: our offer is on its way to them already.
    if (performance.now() - offeredAt < FIRST_PATIENCE_MS) return;
    await offer({ settings: await freshIce(), relayOnly: relayWanted });
  }

  async function rebuild(relayOnly: boolean): Promise<void> {
    const connection = current?.connection;
    const settings = await freshIce();
    await enqueue(async () => {
      if (connection !== current?.connection) return;
      begin(settings, relayOnly);
      await offer();
    });
  }

  function recover(now: number): void {
    if (closed || !present) return;
    trouble ??= { since: now, attempt: 0, nextAt: now };
    // Nothing can be arranged now, and the old path may come back: tearing it down would be worse than waiting.
    if (now < trouble.nextAt || !options.canSignal()) return;
    const step = recoveryStep(trouble.attempt, hasRelay(ice), Math.random());
    trouble.attempt += 1;
    trouble.nextAt = now + step.patienceMs;
    // A connection that never stood has no path to change.
    void (step.action === "restart" && opened ? restart(step.relayOnly) : rebuild(step.relayOnly));
    onChange();
  }

  function heard(everyMs: number): void {
    stall.heard(performance.now(), Number.isFinite(everyMs) ? everyMs : BEAT_MS);
    alive();
  }

  function alive(): void {
    if (!trouble) return;
    trouble = null;
    relayWanted = false;
    // What was lost on the dead path is not worth asking for again: begin with a whole picture.
    current?.outgoing.refreshPicture();
    onChange();
  }

  function beat(now: number): void {
    beatAt = now;
    const beats = current?.connection.beats;
    if (beats?.readyState === "open" && beats.bufferedAmount < 1_000) beats.send(String(document.hidden ? HIDDEN_BEAT_MS : BEAT_MS));
  }

  async function refreshFigures(): Promise<void> {
    const connection = current?.connection;
    if (!connection || counting) return;
    counting = true;
    try {
      const now = performance.now();
      const sample = sampleOf((await connection.pc.getStats()) as unknown as Map<string, Stat>, now);
      if (!sample || connection !== current?.connection) return;
      const before = stall.state(now);
      stall.counted(now, sample.bytesReceived);
      if (before !== "alive" && stall.state(now) === "alive") alive();
      if (now - sampledAt >= FIGURES_EVERY_MS || !figures) {
        figures = figuresBetween(lastSample ?? sample, sample);
        lastSample = sample;
        sampledAt = now;
        onChange();
      }
    } catch (error) {
      onFault(error);
    } finally {
      counting = false;
    }
  }

  function tick(): void {
    const now = performance.now();
    if (now - beatAt >= BEAT_MS - TICK_MS / 2) beat(now);
    if (!opened) {
      const connection = current?.connection;
      if (connection?.isOffering() && connection.theirGeneration() === null && now - offeredAt > RESEND_OFFER_MS) {
        offeredAt = now;
        connection.resendOffer();
      }
      if (now - startedAt > 4_000) recover(now);
      return;
    }
    const state = present ? stall.state(now) : "alive";
    if (state !== "alive" || now - sampledAt >= FIGURES_EVERY_MS) void refreshFigures();
    if (state === "stalled" || trouble) recover(now);
  }

  void enqueue(async () => {
    const settings = await firstIce;
    // Something of theirs may have come first; then there is a connection already.
    if (current) return;
    begin(settings);
    // One side offers, always the same: no glare in the ordinary case. The other says that it is there.
    if (polite) hello();
    else await offer();
  });
  const timer = setInterval(tick, TICK_MS);

  return {
    seatId,
    receive(data) {
      void enqueue(() => judge(data));
    },
    setOutgoing(next) {
      wish = next;
      current?.outgoing.set(next);
    },
    setPresent(next) {
      if (next && !present) stall.reset(performance.now());
      present = next;
    },
    say(message) {
      const words = current?.connection.words;
      if (words?.readyState !== "open") return false;
      words.send(message);
      return true;
    },
    recheck(always) {
      const now = performance.now();
      if (!current) return;
      if (!opened) {
        if (current.connection.isOffering()) current.connection.resendOffer();
        else if (polite) hello();
        return;
      }
      if (!always && !trouble) return;
      trouble = { since: trouble?.since ?? now, attempt: 0, nextAt: now };
      recover(now);
    },
    incoming: () => shown,
    isOpen: () => opened,
    quality() {
      if (trouble) return performance.now() - trouble.since > LOST_AFTER_MS ? "lost" : opened || shown ? "reconnecting" : "connecting";
      if (!opened) return "connecting";
      return figures ? qualityOf(figures) : "good";
    },
    figures: () => figures,
    level: () => current?.incoming?.level() ?? 0,
    close() {
      closed = true;
      clearInterval(timer);
      current?.outgoing.close();
      current?.connection.close();
      current = null;
      shown = null;
    },
  };
}

function hasRelay(ice: IceSettings | null): boolean {
  return ice?.iceServers.some((server) => server.urls.some((url) => url.startsWith("turn"))) ?? false;
}
