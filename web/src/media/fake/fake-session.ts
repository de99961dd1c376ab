import { observable } from "../observable.ts";
import { MESSAGE_MAX_LENGTH } from "../session.ts";
import type { ChatMessage, MediaSession, MediaSnapshot, OwnSeat, Peer, RemoteParticipant, ShareOutcome } from "../session.ts";
import { createFakeLocalMedia } from "./fake-local-media.ts";
import type { FakeLocalMedia } from "./fake-local-media.ts";
import { fakeStream } from "./fake-stream.ts";

/** A session without any network: what happens to it is said by the test. */
export type FakeSession = MediaSession & {
  readonly local: FakeLocalMedia;
  /** Laid over what the session itself would say, until simulated otherwise. */
  simulate(change: Partial<MediaSnapshot>): void;
  simulatePeer(seatId: string, change: Partial<RemoteParticipant>): void;
  simulateMessage(fromSeatId: string, text: string): void;
  simulateLevel(seatId: string, level: number): void;
  /** What the next `startScreenShare` answers. */
  simulateShareOutcome(outcome: ShareOutcome): void;
};

/** Fake sessions of one call see each other through it; without one, everybody listed behaves well. */
export type FakeCall = { readonly seats: Map<string, FakeSeat> };

type FakeSeat = {
  /** In the call and willing to send to and hear from that seat. */
  reaches(seatId: string): boolean;
  state(): { microphoneOn: boolean; cameraOn: boolean; sharing: boolean };
  receive(fromSeatId: string, text: string): void;
  refresh(): void;
};

export function createFakeCall(): FakeCall {
  return { seats: new Map() };
}

const STRANGER: FakeSeat = {
  reaches: () => true,
  state: () => ({ microphoneOn: true, cameraOn: true, sharing: false }),
  receive() {},
  refresh() {},
};

export function createFakeSession(options: { ownSeatId?: string; local?: FakeLocalMedia; call?: FakeCall } = {}): FakeSession {
  const ownSeatId = options.ownSeatId ?? "seat-self";
  const local = options.local ?? createFakeLocalMedia();
  const { call } = options;

  let peers: readonly Peer[] = [];
  let own: OwnSeat = { held: false, epoch: 0 };
  let phase: "idle" | "joined" | "left" = "idle";
  let screen: MediaStream | null = null;
  let shareOutcome: ShareOutcome = { ok: true };
  let messages: readonly ChatMessage[] = [];
  let overlay: Partial<MediaSnapshot> = {};
  const peerOverlays = new Map<string, Partial<RemoteParticipant>>();
  const streams = new Map<string, MediaStream>();
  const levels = new Map<string, number>();
  const warmed = new Map<string, ReturnType<typeof setTimeout>>();

  function seatOf(seatId: string): FakeSeat | undefined {
    return call ? call.seats.get(seatId) : STRANGER;
  }
  function streamFor(seatId: string, kind: "camera" | "audio" | "screen"): MediaStream {
    const key = `${kind} ${seatId}`;
    const stream = streams.get(key) ?? fakeStream();
    streams.set(key, stream);
    return stream;
  }
  function reaches(seatId: string): boolean {
    const peer = peers.find((one) => one.seatId === seatId);
    return phase === "joined" && !own.held && peer !== undefined && !peer.held;
  }

  function participant(peer: Peer): RemoteParticipant {
    const seat = seatOf(peer.seatId);
    const flows = reaches(peer.seatId) && seat?.reaches(ownSeatId) === true;
    const said = flows && seat ? seat.state() : { microphoneOn: false, cameraOn: false, sharing: false };
    const theirs = { ...said, sharing: said.sharing && peer.mayShare !== false };
    return {
      seatId: peer.seatId,
      held: peer.held,
      camera: flows && theirs.cameraOn ? streamFor(peer.seatId, "camera") : null,
      audio: flows ? streamFor(peer.seatId, "audio") : null,
      screen: theirs.sharing ? streamFor(peer.seatId, "screen") : null,
      told: flows,
      ...theirs,
      speaking: false,
      quality: !flows ? "connecting" : peer.present ? "good" : "reconnecting",
      figures: null,
      ...peerOverlays.get(peer.seatId),
    };
  }

  function warmSeats(): MediaSnapshot["warm"] {
    return [...warmed.keys()]
      .filter((seatId) => !peers.some((peer) => peer.seatId === seatId))
      .map((seatId) => ({ seatId, ready: seatOf(seatId) !== undefined, camera: streamFor(seatId, "camera") }));
  }

  function coolDown(seatId: string): void {
    clearTimeout(warmed.get(seatId));
    warmed.delete(seatId);
  }

  function connection(others: readonly RemoteParticipant[]): MediaSnapshot["connection"] {
    if (phase !== "joined") return phase;
    if (others.length === 0 || others.some((other) => other.quality === "good")) return "connected";
    return others.some((other) => other.quality === "reconnecting") ? "reconnecting" : "connecting";
  }

  function snapshot(): MediaSnapshot {
    const others = peers.map(participant);
    const connected = others.some((other) => other.audio !== null);
    return {
      connection: connection(others),
      route: connected ? "direct" : null,
      self: { ...local.getSnapshot(), screen, speaking: false },
      others,
      warm: warmSeats(),
      messages,
      ...overlay,
    };
  }

  const state = observable({ snapshot: snapshot() });
  const refresh = () => state.set({ snapshot: snapshot() });
  function changed(): void {
    refresh();
    if (call) for (const [seatId, seat] of call.seats) if (seatId !== ownSeatId) seat.refresh();
  }
  function take(fromSeatId: string, text: string): void {
    messages = [...messages, { id: `message-${messages.length + 1}`, fromSeatId, own: fromSeatId === ownSeatId, text, at: Date.now() }];
    refresh();
  }

  call?.seats.set(ownSeatId, {
    reaches,
    state: () => ({ microphoneOn: local.getSnapshot().microphoneOn, cameraOn: local.getSnapshot().cameraOn, sharing: screen !== null }),
    receive(fromSeatId, text) {
      if (peers.find((peer) => peer.seatId === fromSeatId)?.mayWrite !== false) take(fromSeatId, text);
    },
    refresh,
  });
  const unsubscribeLocal = local.subscribe(changed);

  return {
    ownSeatId,
    local,
    getSnapshot: () => state.get().snapshot,
    subscribe: state.subscribe,
    warm({ seatId, lifeMs }) {
      if (phase === "left") return;
      coolDown(seatId);
      warmed.set(
        seatId,
        setTimeout(() => {
          coolDown(seatId);
          changed();
        }, lifeMs),
      );
      changed();
    },
    cool(seatId) {
      coolDown(seatId);
      changed();
    },
    setPeers(next, ownNext = own) {
      if (phase === "left") return;
      peers = next;
      own = ownNext;
      if (own.mayShare === false) screen = null;
      for (const peer of next) coolDown(peer.seatId);
      changed();
    },
    async join() {
      if (phase !== "idle") return;
      phase = "joined";
      changed();
    },
    async leave({ keepDevices = false } = {}) {
      if (phase === "left") return;
      phase = "left";
      peers = [];
      messages = [];
      for (const seatId of [...warmed.keys()]) coolDown(seatId);
      screen = null;
      unsubscribeLocal();
      if (!keepDevices) local.stop();
      call?.seats.delete(ownSeatId);
      changed();
    },
    setMicrophone: local.setMicrophone,
    setCamera: local.setCamera,
    chooseCamera: local.chooseCamera,
    chooseMicrophone: local.chooseMicrophone,
    chooseSpeaker: local.chooseSpeaker,
    async startScreenShare() {
      if (own.mayShare === false) return { ok: false, rejection: "notAllowed" };
      if (shareOutcome.ok) screen ??= fakeStream();
      changed();
      return shareOutcome;
    },
    async stopScreenShare() {
      screen = null;
      changed();
    },
    sendMessage(text) {
      if (own.mayWrite === false) return { ok: false, rejection: "notAllowed" };
      if (text.trim() === "") return { ok: false, rejection: "empty" };
      if (text.length > MESSAGE_MAX_LENGTH) return { ok: false, rejection: "tooLong" };
      const listeners = peers.filter((peer) => reaches(peer.seatId) && seatOf(peer.seatId)?.reaches(ownSeatId));
      if (listeners.length === 0) return { ok: false, rejection: "nobodyThere" };
      take(ownSeatId, text);
      for (const peer of listeners) seatOf(peer.seatId)?.receive(ownSeatId, text);
      return { ok: true };
    },
    levelOf: (seatId) => (seatId === ownSeatId ? local.level() : (levels.get(seatId) ?? 0)),
    simulate(change) {
      overlay = { ...overlay, ...change };
      refresh();
    },
    simulatePeer(seatId, change) {
      peerOverlays.set(seatId, { ...peerOverlays.get(seatId), ...change });
      refresh();
    },
    simulateMessage: take,
    simulateLevel(seatId, level) {
      levels.set(seatId, level);
    },
    simulateShareOutcome(outcome) {
      shareOutcome = outcome;
    },
  };
}
