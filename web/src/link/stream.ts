import type { ClientFrame, ServerFrame, TopicName } from "@anteroom/core/protocol";
import type { PageLife } from "./page-life.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { createTopic, type Topic, type TopicStore } from "./topic-store.ts";
import type { OpenTransport, Transport } from "./transport.ts";

export type StreamSnapshot = {
  /** `signedOut`: the session is over and nothing of it works any more. */
  connection: "connecting" | "connected" | "reconnecting" | "signedOut" | "closed";
  /** Milliseconds since the Unix epoch, by this device: since when it is so. */
  since: number;
  /** What the server said of this session; null before it spoke. */
  welcome: Welcome | null;
};
export type Welcome = { connectionId: string; personId: string | null; visitId: string | null; seatId: string | null };

type FrameOf<T extends ServerFrame["t"]> = Extract<ServerFrame, { t: T }>;

/** The one stream of a page: everything that can be watched comes down, presence and signalling go up. */
export type Stream = {
  /** A new object after each change, the same object otherwise. */
  getSnapshot(): StreamSnapshot;
  subscribe(listener: () => void): () => void;
  /** The same store for the same name. The caller names the type of what the contract says of this topic. */
  topic<Value>(name: TopicName): TopicStore<Value>;
  /** The volatile lane: what cannot go out now is dropped, because it would be wrong later. */
  send(frame: ClientFrame): void;
  onFrame<T extends ServerFrame["t"]>(t: T, listener: (frame: FrameOf<T>) => void): () => void;
  /** After each (re)connection, when the watched topics were asked for. */
  onConnected(listener: () => void): () => void;
  /** The server's clock: waiting times count from one clock, whatever the device thinks. Milliseconds since the Unix epoch. */
  serverNow(): number;
  close(): void;
};

export type StreamDependencies = {
  socket: OpenTransport;
  poll: OpenTransport;
  page: PageLife;
  now: () => number;
  random: () => number;
};

/** After so many sockets that never opened, the long poll is tried: it works where sockets are blocked, and tells why not elsewhere. */
const SOCKETS_BEFORE_POLL = 2;
/** A woken page gives its old line so long to answer. Milliseconds. */
const WAKE_ANSWER_MS = 2_500;
/** Three heartbeats without a word: the line is dead. Milliseconds. */
const SILENCE_MS = 30_000;
/** While polling, a socket is tried again after this, each time twice as late. Milliseconds. */
const UPGRADE_MS = 60_000;
/** A component that comes back at once (a new page, the same topic) should not start anew. Milliseconds. */
const UNWATCH_MS = 5_000;
/** As many as one frame may name. */
const MAX_TOPICS = 100;

export function createStream({ socket, poll, page, now, random }: StreamDependencies): Stream {
  let snapshot: StreamSnapshot = { connection: "connecting", since: now(), welcome: null };
  const listeners = new Set<() => void>();
  const topics = new Map<TopicName, Topic>();
  const frameListeners = new Map<string, Set<(frame: never) => void>>();
  const connectedListeners = new Set<() => void>();

  let current: { transport: Transport; kind: "socket" | "poll"; answersBeats: boolean; heardAt: number } | null = null;
  let attempt = 0;
  let socketsInVain = 0;
  let retryAt: number | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let wakeTimer: ReturnType<typeof setTimeout> | undefined;
  let leaveWithinMs: number | null = null;
  let clockOffsetMs = 0;
  let upgradeAt = 0;
  let upgradeAfterMs = UPGRADE_MS;
  let asleep = false;

  function set(change: Partial<StreamSnapshot>): void {
    const moved = change.connection !== undefined && change.connection !== snapshot.connection;
    if (!moved && change.welcome === undefined) return;
    snapshot = { ...snapshot, ...change, ...(moved && { since: now() }) };
    for (const listener of [...listeners]) listener();
  }
  const isOver = () => snapshot.connection === "signedOut" || snapshot.connection === "closed";
  const isConnected = () => snapshot.connection === "connected";

  // ── one connection ──

  function connect(): void {
    if (current || isOver()) return;
    cancelRetry();
    const kind = socketsInVain >= SOCKETS_BEFORE_POLL ? "poll" : "socket";
    open(kind);
  }

  function open(kind: "socket" | "poll"): void {
    let welcomed = false;
    const line: NonNullable<typeof current> = { transport: { send() {}, close() {} }, kind, answersBeats: false, heardAt: now() };
    // While polling goes on, a socket is only a try: it takes over with its first word.
    const isTry = current !== null;
    line.transport = (kind === "socket" ? socket : poll)({
      onFrame(frame) {
        if (isOver()) return;
        line.heardAt = now();
        if (frame.t === "welcome") {
          welcomed = true;
          if (current && current !== line) current.transport.close();
          current = line;
          welcome(frame, kind);
        } else if (current === line) {
          take(frame);
        }
      },
      onEnd(why) {
        if (isTry && current !== line) return;
        if (why === "refused") return finish("signedOut");
        if (kind === "socket") socketsInVain = welcomed ? 0 : socketsInVain + 1;
        else if (!welcomed) socketsInVain = 0;
        lost();
      },
    });
    if (!isTry) current = line;
  }

  function welcome(frame: FrameOf<"welcome">, kind: "socket" | "poll"): void {
    attempt = 0;
    leaveWithinMs = null;
    clockOffsetMs = frame.now - now();
    if (kind === "socket") {
      socketsInVain = 0;
      upgradeAfterMs = UPGRADE_MS;
    } else {
      upgradeAt = now() + upgradeAfterMs;
    }
    const { connectionId, personId, visitId, seatId } = frame;
    set({ connection: "connected", welcome: { connectionId, personId, visitId, seatId } });
    beat();
    watch([...topics.values()].filter((topic) => topic.isWatched()));
    for (const listener of [...connectedListeners]) listener();
  }

  function lost(): void {
    current = null;
    clearTimeout(wakeTimer);
    if (isOver()) return;
    set({ connection: snapshot.welcome ? "reconnecting" : "connecting" });
    if (!asleep) retryLater();
  }

  function retryLater(): void {
    cancelRetry();
    const delay = leaveWithinMs !== null ? random() * leaveWithinMs : retryDelayMs(attempt, random);
    leaveWithinMs = null;
    attempt += 1;
    retryAt = now() + delay;
    retryTimer = setTimeout(connect, delay);
  }
  function cancelRetry(): void {
    clearTimeout(retryTimer);
    retryAt = null;
  }

  function drop(): void {
    current?.transport.close();
    lost();
  }

  function finish(connection: "signedOut" | "closed"): void {
    if (isOver()) return;
    cancelRetry();
    clearTimeout(wakeTimer);
    const line = current;
    current = null;
    set({ connection });
    line?.transport.close();
    for (const topic of topics.values()) topic.refuse();
    for (const stop of stops) stop();
  }

  // ── frames ──

  function take(frame: ServerFrame): void {
    clearTimeout(wakeTimer);
    if (current) current.answersBeats ||= frame.t === "beat";
    switch (frame.t) {
      case "snapshot":
        topics.get(frame.topic)?.takeSnapshot(frame.seq, frame.value);
        break;
      case "change":
        topics.get(frame.topic)?.takeChange(frame.seq, frame.key, frame.value);
        break;
      case "refused":
        topics.get(frame.topic)?.refuse();
        break;
      case "leaving":
        leaveWithinMs = frame.withinMs;
        break;
      case "signedOut":
        tell(frame);
        finish("signedOut");
        return;
    }
    tell(frame);
  }
  function tell(frame: ServerFrame): void {
    for (const listener of [...(frameListeners.get(frame.t) ?? [])]) (listener as (frame: ServerFrame) => void)(frame);
  }

  function watch(wanted: readonly Topic[]): void {
    for (let from = 0; from < wanted.length; from += MAX_TOPICS)
      current?.transport.send({ t: "watch", topics: wanted.slice(from, from + MAX_TOPICS).map((topic) => ({ name: topic.name, since: topic.since() })) });
  }

  /** A page that draws many at once asks for them in one frame: the server counts frames. */
  const soon = new Set<Topic>();
  function watchSoon(topic: Topic): void {
    if (!soon.size)
      queueMicrotask(() => {
        if (isConnected()) watch([...soon].filter((each) => each.isWatched()));
        soon.clear();
      });
    soon.add(topic);
  }

  function beat(): void {
    current?.transport.send({ t: "beat", visible: page.isVisible() });
  }

  // ── the life of the page ──

  function tick(): void {
    if (isOver()) return;
    if (retryAt !== null && now() >= retryAt) return connect();
    if (!isConnected() || !current) return;
    if (current.answersBeats && now() - current.heardAt > SILENCE_MS) return drop();
    beat();
    if (current.kind === "poll" && now() >= upgradeAt) {
      upgradeAfterMs *= 2;
      upgradeAt = now() + upgradeAfterMs;
      open("socket");
    }
  }

  function wake(): void {
    asleep = false;
    if (isOver()) return;
    if (!current) {
      attempt = 0;
      return connect();
    }
    if (!isConnected()) return;
    beat();
    // An old server may not answer beats: then only silence of the socket itself tells.
    if (!current.answersBeats) return;
    clearTimeout(wakeTimer);
    wakeTimer = setTimeout(drop, WAKE_ANSWER_MS);
  }

  function sleep(): void {
    asleep = true;
    cancelRetry();
    current?.transport.close();
    lost();
  }

  const stops = [
    page.onTick(tick),
    page.onWake(wake),
    page.onSleep(sleep),
    page.onVisibility(() => {
      if (isConnected()) beat();
    }),
  ];
  connect();

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    topic<Value>(name: TopicName) {
      let topic = topics.get(name);
      if (!topic) {
        let leaving: ReturnType<typeof setTimeout> | undefined;
        const made: Topic = createTopic(name, (watched) => {
          clearTimeout(leaving);
          if (watched) {
            topics.set(name, made);
            watchSoon(made);
            return;
          }
          leaving = setTimeout(() => {
            topics.delete(name);
            if (isConnected()) current?.transport.send({ t: "unwatch", topics: [name] });
          }, UNWATCH_MS);
        });
        topic = made;
        topics.set(name, topic);
      }
      return topic as TopicStore<Value>;
    },
    send(frame) {
      if (isConnected()) current?.transport.send(frame);
    },
    onFrame(t, listener) {
      const set = frameListeners.get(t) ?? new Set();
      frameListeners.set(t, set);
      set.add(listener as (frame: never) => void);
      return () => {
        set.delete(listener as (frame: never) => void);
      };
    },
    onConnected(listener) {
      connectedListeners.add(listener);
      return () => {
        connectedListeners.delete(listener);
      };
    },
    serverNow: () => now() + clockOffsetMs,
    close: () => finish("closed"),
  };
}
