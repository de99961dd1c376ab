import { observable } from "../observable.ts";
import { MESSAGE_MAX_LENGTH } from "../session.ts";
import type { ChatMessage, IceSettings, MediaSession, MediaSnapshot, OwnSeat, Peer, RemoteParticipant, SessionDependencies, SignalData } from "../session.ts";
import type { StreamNames } from "./m-lines.ts";
import { createPeerLink } from "./peer-link.ts";
import type { PeerLink } from "./peer-link.ts";
import { createScreenShare } from "./screen-share.ts";
import { createSpeakingMeter } from "./speaking.ts";
import { encodeWire, parseWire } from "./wire.ts";
import type { WireMessage } from "./wire.ts";

/** What they said about themselves; null until they did. */
type TheirState = Extract<WireMessage, { t: "state" }>;
type Entry = { link: PeerLink; theirs: TheirState | null; unsent: string[]; said: number[] };

/** A grant lasts no longer than this, whatever it says. Milliseconds. */
const WARM_MAX_MS = 30_000;
/** Signals of a seat not yet listed: its offer may overtake the snapshot that names it. */
const EARLY_SIGNALS = 40;
const EARLY_SIGNALS_MS = 3_000;
/** More than this within ten seconds from one seat is no conversation. */
const MESSAGES_PER_TEN_SECONDS = 50;
const UNSENT_MAX = 50;

/** The call without any server between: each seat has a link to each other. */
export function createDirectSession(dependencies: SessionDependencies & { onFault?: (error: unknown) => void }): MediaSession {
  const { ownSeatId, channel, local, getIceServers } = dependencies;
  const onFault = dependencies.onFault ?? (() => {});
  const names: StreamNames = { person: new MediaStream(), share: new MediaStream() };
  const links = new Map<string, Entry>();
  /** `ice`: came with the grant and is good for as long as it. */
  const warm = new Map<string, { timer: ReturnType<typeof setTimeout>; ice: IceSettings }>();
  const early = new Map<string, { at: number; signals: SignalData[] }>();
  const share = createScreenShare(refresh);
  const speaking = createSpeakingMeter(refresh);

  let peers: readonly Peer[] = [];
  let own: OwnSeat = { held: false, epoch: 0 };
  let phase: "idle" | "joined" | "left" = "idle";
  let messages: readonly ChatMessage[] = [];
  let generation = 0;
  const state = observable({ snapshot: snapshot() });

  function nextGeneration(): number {
    // Of the clock, so that a reloaded page never repeats a number of its predecessor.
    generation = Math.max(generation + 1, Date.now());
    return generation;
  }

  function open(seatId: string, polite: boolean, ice: IceSettings | null): void {
    if (phase === "left" || links.has(seatId) || seatId === ownSeatId) return;
    const link = createPeerLink({
      seatId,
      polite,
      ice,
      getIceServers: async () => warm.get(seatId)?.ice ?? (own.held ? null : getIceServers(seatId)),
      canSignal: channel.isConnected,
      names,
      nextGeneration,
      send: (signal) => channel.send(seatId, { ...signal, epoch: own.epoch }),
      onChange: refresh,
      onOpen: () => greet(seatId),
      onWords: (raw) => takeWords(seatId, raw),
      onFault,
    });
    links.set(seatId, { link, theirs: null, unsent: [], said: [] });
    const waiting = early.get(seatId);
    early.delete(seatId);
    if (waiting && performance.now() - waiting.at < EARLY_SIGNALS_MS) for (const data of waiting.signals) link.receive(data);
  }

  function shut(seatId: string): void {
    links.get(seatId)?.link.close();
    links.delete(seatId);
    stopWarming(seatId);
  }

  function stopWarming(seatId: string): void {
    clearTimeout(warm.get(seatId)?.timer);
    warm.delete(seatId);
  }

  /** Media and words may go to that seat and be taken from it. */
  function isTogether(seatId: string): boolean {
    const peer = peers.find((one) => one.seatId === seatId);
    return phase === "joined" && !own.held && peer !== undefined && !peer.held;
  }

  function ownState(): string {
    const { microphoneOn, cameraOn } = local.getSnapshot();
    return encodeWire({ t: "state", microphoneOn, cameraOn, sharing: share.stream() !== null });
  }

  function greet(seatId: string): void {
    const entry = links.get(seatId);
    if (!entry || !isTogether(seatId)) return;
    entry.link.say(ownState());
    for (const message of entry.unsent.splice(0)) entry.link.say(message);
  }

  function takeWords(seatId: string, raw: unknown): void {
    const entry = links.get(seatId);
    const message = parseWire(raw);
    if (!entry || !message) return;
    if (message.t === "state") {
      entry.theirs = message;
    } else {
      if (!isTogether(seatId) || peers.some((peer) => peer.seatId === seatId && peer.mayWrite === false)) return;
      const now = performance.now();
      entry.said = [...entry.said.filter((at) => now - at < 10_000), now];
      if (entry.said.length > MESSAGES_PER_TEN_SECONDS) return;
      take({ id: `${seatId} ${message.id}`, fromSeatId: seatId, own: false, text: message.text });
    }
    refresh();
  }

  function take(message: Omit<ChatMessage, "at">): void {
    // A message that was sent again after a new connection is shown once.
    if (messages.some((one) => one.id === message.id)) return;
    messages = [...messages, { ...message, at: Date.now() }];
    refresh();
  }

  function sendMedia(): void {
    const { microphoneTrack, cameraTrack } = local.getSnapshot();
    // Who is only warm has a call of two before them.
    const headCount = 1 + Math.max(1, peers.filter((peer) => !peer.held).length);
    const cameraHeight = cameraTrack?.getSettings().height;
    for (const [seatId, { link }] of links) {
      const together = isTogether(seatId);
      link.setOutgoing({
        microphone: together ? microphoneTrack : null,
        camera: together ? cameraTrack : null,
        screen: together ? share.picture() : null,
        screenSound: together ? share.sound() : null,
        cameraHeight,
        headCount,
      });
      link.incoming()?.setAudible(together);
    }
  }

  let told = "";
  function tellState(): void {
    const now = ownState();
    if (now === told) return;
    told = now;
    for (const [seatId, { link }] of links) if (isTogether(seatId)) link.say(now);
  }

  function participant(peer: Peer): RemoteParticipant {
    const { seatId, held, mayShare = true } = peer;
    const entry = links.get(seatId);
    const incoming = isTogether(seatId) ? entry?.link.incoming() : null;
    const theirs = entry?.theirs;
    // Their own word alone: packets that measure a slow line flow on every line, also where no screen is shared.
    const sharing = Boolean(incoming && mayShare && theirs?.sharing);
    return {
      seatId,
      held,
      camera: incoming?.camera ?? null,
      audio: incoming?.audio ?? null,
      screen: sharing ? (incoming?.screen ?? null) : null,
      told: Boolean(incoming && theirs),
      // Until they say so themselves, what flows tells.
      microphoneOn: incoming ? (theirs?.microphoneOn ?? incoming.voiceFlows()) : false,
      cameraOn: incoming ? (theirs?.cameraOn ?? incoming.cameraFlows()) : false,
      sharing,
      speaking: incoming ? speaking.isSpeaking(seatId) : false,
      quality: !entry ? "connecting" : !peer.present && entry.link.quality() !== "good" ? "reconnecting" : entry.link.quality(),
      figures: entry?.link.figures() ?? null,
    };
  }

  function connection(): MediaSnapshot["connection"] {
    if (phase !== "joined") return phase;
    const qualities = peers.filter((peer) => !peer.held).map((peer) => links.get(peer.seatId)?.link.quality() ?? "connecting");
    if (qualities.length === 0 || qualities.some((one) => one === "good" || one === "fair" || one === "poor")) return "connected";
    if (qualities.includes("reconnecting")) return "reconnecting";
    return qualities.includes("connecting") ? "connecting" : "failed";
  }

  function snapshot(): MediaSnapshot {
    const routes = peers.map((peer) => links.get(peer.seatId)).filter((entry) => entry?.link.isOpen());
    return {
      connection: connection(),
      route: routes.length === 0 ? null : routes.some((entry) => entry?.link.figures()?.route === "relay") ? "relay" : "direct",
      self: { ...local.getSnapshot(), screen: share.stream(), speaking: speaking.isSpeaking(ownSeatId) },
      others: peers.map(participant),
      warm: [...warm.keys()].flatMap((seatId) => {
        const link = links.get(seatId)?.link;
        const incoming = link?.incoming();
        return link && incoming ? [{ seatId, ready: link.isOpen(), camera: incoming.camera }] : [];
      }),
      messages,
    };
  }

  function refresh(): void {
    if (phase !== "left") {
      sendMedia();
      tellState();
    }
    state.set({ snapshot: snapshot() });
  }

  const recheckAll = (always: boolean) => {
    for (const { link } of links.values()) link.recheck(always);
  };
  const networkChanged = () => recheckAll(true);
  const pageShown = () => {
    if (!document.hidden) recheckAll(false);
  };
  const network = (navigator as { connection?: EventTarget }).connection;
  window.addEventListener("online", networkChanged);
  network?.addEventListener("change", networkChanged);
  document.addEventListener("visibilitychange", pageShown);
  const stops = [
    () => window.removeEventListener("online", networkChanged),
    () => network?.removeEventListener("change", networkChanged),
    () => document.removeEventListener("visibilitychange", pageShown),
    local.subscribe(refresh),
    channel.onReconnected(() => recheckAll(false)),
    channel.subscribe((fromSeatId, data) => {
      if (data.epoch !== 0 && data.epoch < own.epoch) return;
      const entry = links.get(fromSeatId);
      if (entry) return entry.link.receive(data);
      const now = performance.now();
      const waiting = early.get(fromSeatId);
      if (waiting && now - waiting.at < EARLY_SIGNALS_MS) {
        if (waiting.signals.length < EARLY_SIGNALS) waiting.signals.push(data);
      } else if (early.size < 20 || waiting) early.set(fromSeatId, { at: now, signals: [data] });
    }),
    speaking.start(() => [[ownSeatId, local.getSnapshot().microphoneOn ? local.level() : 0], ...[...links].map(([seatId, { link }]) => [seatId, link.level()] as const)]),
  ];

  return {
    ownSeatId,
    getSnapshot: () => state.get().snapshot,
    subscribe: state.subscribe,
    warm({ seatId, ice, lifeMs }) {
      if (phase === "left" || peers.some((peer) => peer.seatId === seatId)) return;
      stopWarming(seatId);
      const over = () => {
        shut(seatId);
        refresh();
      };
      warm.set(seatId, { timer: setTimeout(over, Math.min(lifeMs, WARM_MAX_MS)), ice });
      open(seatId, ownSeatId > seatId, ice);
      refresh();
    },
    cool(seatId) {
      if (!warm.has(seatId)) return;
      shut(seatId);
      refresh();
    },
    setPeers(next, ownNext = own) {
      if (phase === "left") return;
      const before = new Map(peers.map((peer) => [peer.seatId, isTogether(peer.seatId)]));
      peers = next.filter((peer) => peer.seatId !== ownSeatId);
      own = ownNext;
      const listed = new Set(peers.map((peer) => peer.seatId));
      for (const seatId of [...links.keys()]) if (!listed.has(seatId) && !warm.has(seatId)) shut(seatId);
      for (const { seatId, polite, present } of peers) {
        stopWarming(seatId);
        open(seatId, polite ?? ownSeatId > seatId, dependencies.ice ?? null);
        links.get(seatId)?.link.setPresent(present);
      }
      if (own.mayShare === false) share.stop();
      // First nothing to whom nothing may go, then the greeting of those who came.
      refresh();
      for (const seatId of listed) if (isTogether(seatId) && before.get(seatId) !== true) greet(seatId);
    },
    async join() {
      if (phase !== "idle") return;
      phase = "joined";
      refresh();
      for (const seatId of links.keys()) greet(seatId);
    },
    async leave({ keepDevices = false } = {}) {
      if (phase === "left") return;
      phase = "left";
      for (const stop of stops) stop();
      for (const seatId of [...links.keys()]) shut(seatId);
      peers = [];
      messages = [];
      share.stop();
      if (!keepDevices) local.stop();
      refresh();
    },
    setMicrophone: local.setMicrophone,
    setCamera: local.setCamera,
    chooseCamera: local.chooseCamera,
    chooseMicrophone: local.chooseMicrophone,
    chooseSpeaker: local.chooseSpeaker,
    startScreenShare: async () => (own.mayShare === false ? { ok: false, rejection: "notAllowed" } : share.start()),
    async stopScreenShare() {
      share.stop();
    },
    sendMessage(text) {
      if (own.mayWrite === false) return { ok: false, rejection: "notAllowed" };
      if (text.trim() === "") return { ok: false, rejection: "empty" };
      if (text.length > MESSAGE_MAX_LENGTH) return { ok: false, rejection: "tooLong" };
      const listeners = [...links].filter(([seatId]) => isTogether(seatId)).map(([, entry]) => entry);
      if (listeners.length === 0) return { ok: false, rejection: "nobodyThere" };
      const id = crypto.randomUUID();
      const message = encodeWire({ t: "say", id, text });
      for (const { link, unsent } of listeners) if (!link.say(message) && unsent.length < UNSENT_MAX) unsent.push(message);
      take({ id: `${ownSeatId} ${id}`, fromSeatId: ownSeatId, own: true, text });
      return { ok: true };
    },
    levelOf: speaking.levelOf,
  };
}
