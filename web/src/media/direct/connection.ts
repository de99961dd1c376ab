import type { IceSettings, SignalData } from "../session.ts";
import { adoptMLines, layOutMLines } from "./m-lines.ts";
import type { MLines, StreamNames } from "./m-lines.ts";
import { ufragOf, withSendingParameters } from "./sdp.ts";

/** What a connection says to its other end; the link adds the epoch. */
export type OwnSignal = Omit<SignalData, "epoch">;

/**
 * One RTCPeerConnection, from its first offer to its end, and its side of the negotiation. Its methods must not run at the same time; the link calls them one after the other.
 */
export type Connection = {
  readonly generation: number;
  readonly pc: RTCPeerConnection;
  readonly words: RTCDataChannel;
  readonly beats: RTCDataChannel;
  theirGeneration(): number | null;
  isOffering(): boolean;
  /** Null until the sections are laid out, by the own offer or theirs. */
  lines(): MLines | null;
  /** Servers for the next path that is looked for. */
  prepare(ice: IceSettings, relayOnly: boolean): void;
  /** Asks the other side to offer a new path. */
  askForRestart(): void;
  /** With `ice` set, looks for a new path (ICE restart) with these servers. */
  offer(ice?: { settings: IceSettings; relayOnly: boolean }): Promise<void>;
  resendOffer(): void;
  take(data: SignalData): Promise<void>;
  close(): void;
};

export type ConnectionOptions = {
  generation: number;
  ice: IceSettings;
  relayOnly: boolean;
  names: StreamNames;
  send(signal: OwnSignal): void;
};

export function createConnection(options: ConnectionOptions): Connection {
  const { generation, names } = options;
  const pc = new RTCPeerConnection({ ...iceConfiguration(options.ice, options.relayOnly), bundlePolicy: "max-bundle" });
  // Numbered by ourselves (`negotiated`), so that no message is needed to open them.
  const words = pc.createDataChannel("words", { negotiated: true, id: 0 });
  const beats = pc.createDataChannel("beats", { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 });

  let lines: MLines | null = null;
  let theirGeneration: number | null = null;
  let exchange = 0;
  let answering = 0;
  let lastAnswer: { exchange: number; signal: OwnSignal } | null = null;
  let closed = false;
  /** Candidates wait for the description they belong to. */
  let held: RTCIceCandidate[] | null = [];

  function send(signal: Omit<OwnSignal, "generation" | "answers">): void {
    if (closed) return;
    options.send({ generation, ...(theirGeneration === null ? {} : { answers: theirGeneration }), ...signal });
  }
  function sendCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): void {
    send({ candidate: { candidate, sdpMid, sdpMLineIndex, usernameFragment } });
  }
  function sendDescription(number: number): OwnSignal | null {
    const description = pc.localDescription;
    if (!description) return null;
    const signal = { description: { type: description.type, sdp: description.sdp }, exchange: number };
    send(signal);
    for (const candidate of held ?? []) sendCandidate(candidate);
    held = null;
    return { generation, ...signal };
  }
  pc.onicecandidate = ({ candidate }) => {
    if (!candidate || candidate.candidate === "") return;
    if (held) held.push(candidate);
    else sendCandidate(candidate);
  };

  async function setLocal(): Promise<void> {
    held = [];
    await pc.setLocalDescription();
  }

  async function takeOffer(sdp: string, number: number): Promise<void> {
    if (lastAnswer?.exchange === number) {
      // The same offer again: our answer did not arrive.
      send({ description: lastAnswer.signal.description, exchange: number });
      return;
    }
    // The links let only one side offer; a stranger's page that does not keep to it is not listened to.
    if (pc.signalingState === "have-local-offer") return;
    answering = number;
    await pc.setRemoteDescription({ type: "offer", sdp: withSendingParameters(sdp) });
    lines ??= adoptMLines(pc, names);
    if (!lines) throw new Error("The offer does not have the sections of a call");
    await setLocal();
    const signal = sendDescription(answering);
    lastAnswer = signal && { exchange: answering, signal };
  }

  async function takeCandidate(candidate: NonNullable<SignalData["candidate"]>): Promise<void> {
    const theirs = pc.remoteDescription;
    if (!theirs) return;
    const { candidate: line, sdpMid = null, sdpMLineIndex = null, usernameFragment = null } = candidate;
    // Of an older ICE generation, or of an offer that lost: it does not belong to the path being looked for.
    if (usernameFragment !== null && usernameFragment !== ufragOf(theirs.sdp)) return;
    await pc.addIceCandidate({ candidate: line, sdpMid, sdpMLineIndex, usernameFragment });
  }

  function prepare(ice: IceSettings, relayOnly: boolean): void {
    pc.setConfiguration({ ...iceConfiguration(ice, relayOnly), bundlePolicy: "max-bundle" });
  }

  return {
    generation,
    pc,
    words,
    beats,
    theirGeneration: () => theirGeneration,
    isOffering: () => pc.signalingState === "have-local-offer",
    lines: () => lines,
    prepare,
    askForRestart: () => send({ restart: true }),
    async offer(ice) {
      lines ??= layOutMLines(pc, names);
      if (ice) {
        prepare(ice.settings, ice.relayOnly);
        pc.restartIce();
      }
      exchange += 1;
      await setLocal();
      sendDescription(exchange);
    },
    resendOffer() {
      if (pc.signalingState === "have-local-offer") sendDescription(exchange);
    },
    async take(data) {
      if (closed) return;
      if (data.description) {
        const { type, sdp } = data.description;
        if (type === "offer") {
          theirGeneration = data.generation;
          await takeOffer(sdp, data.exchange ?? 0);
        } else if (type === "answer" && pc.signalingState === "have-local-offer" && data.exchange === exchange) {
          theirGeneration = data.generation;
          await pc.setRemoteDescription({ type: "answer", sdp: withSendingParameters(sdp) });
        }
      }
      if (data.candidate) await takeCandidate(data.candidate);
    },
    close() {
      closed = true;
      pc.onicecandidate = null;
      pc.close();
    },
  };
}

function iceConfiguration(ice: IceSettings, relayOnly: boolean): RTCConfiguration {
  return { iceServers: ice.iceServers, iceTransportPolicy: ice.relayOnly || relayOnly ? "relay" : "all" };
}
