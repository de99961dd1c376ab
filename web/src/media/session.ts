import type { IceSettings, SignalData } from "@anteroom/core/protocol";
import type { LocalMedia, LocalSnapshot } from "./local-media.ts";

export type { IceSettings, SignalData };

/**
 * What the call screen knows about media. The direct mesh, the media server and the fake all look like this.
 *
 * One session is one own seat in one call. It follows the server: `setPeers` says who is there, and nothing of ours
 * goes to anybody who is not in that list as neither held nor gone. Before `join` transports may come up
 * (`warm`, or an answer to somebody else's warming), but not a byte of media is sent.
 */
export type MediaSession = {
  readonly ownSeatId: string;
  /** A new object after each change, the same object otherwise (React relies on it). */
  getSnapshot(): MediaSnapshot;
  /** Returns the way to unsubscribe. */
  subscribe(listener: () => void): () => void;

  /** Brings the transport to one seat up under a grant of the server: path found, keys agreed, senders empty. */
  warm(grant: WarmUp): void;
  /** Takes a warm transport down that was not used. Of no effect on a seat that is in the call. */
  cool(seatId: string): void;
  /** Who else is in the call now, from each snapshot of the call; a seat that is missing is cut off at once. */
  setPeers(peers: readonly Peer[], own?: OwnSeat): void;

  /** From now on own tracks go to everybody listed. Needs no device: whoever has none hears and sees all the same. */
  join(): Promise<void>;
  /** Closes every link, ends an own share and, unless told to keep them, switches the devices off. Final. */
  leave(options?: { keepDevices?: boolean }): Promise<void>;

  setMicrophone(on: boolean): Promise<void>;
  /** Off stops the device (its light goes out) and the sending. */
  setCamera(on: boolean): Promise<void>;
  chooseCamera(deviceId: string): Promise<void>;
  chooseMicrophone(deviceId: string): Promise<void>;
  /** The call screen gives `self.speakerId` to its elements (`setSinkId`). */
  chooseSpeaker(deviceId: string): Promise<void>;
  /** Opens the browser's chooser; tab audio comes along where it is offered. */
  startScreenShare(): Promise<ShareOutcome>;
  stopScreenShare(): Promise<void>;

  /** Text to everybody in the call. Nothing is stored: it is gone with the call, and a newcomer sees nothing earlier. */
  sendMessage(text: string): MessageOutcome;
  /** Loudness of a seat (own seat too), 0 to 1, for a moving meter. Not part of the snapshot: it changes all the time. */
  levelOf(seatId: string): number;
};

/** Another seat of the call, as the server's snapshot of the call says. */
export type Peer = {
  seatId: string;
  /** Put aside, or not let in: no media in either direction. */
  held: boolean;
  /** Their page can be reached; while it cannot, silence is no reason to look for another path. */
  present: boolean;
  /** Their words, and what they share, are taken. Left out: they are. */
  mayWrite?: boolean;
  mayShare?: boolean;
  /** Who gives way when both offer at once. Left out: decided by the order of the seat ids, differently on both sides. */
  polite?: boolean;
};

/** `held`: the own seat is put aside. `epoch`: of the call's route, owned by the server. The others take nothing that one may not. */
export type OwnSeat = { held: boolean; epoch: number; mayWrite?: boolean; mayShare?: boolean };

/** `lifeMs`: how long the grant lasts, at most 30 s. */
export type WarmUp = { seatId: string; ice: IceSettings; lifeMs: number };

export type MediaSnapshot = {
  /** Of the call as a whole: `connected` as soon as one link is; `failed` when no link is left that could recover. */
  connection: "idle" | "connecting" | "connected" | "reconnecting" | "failed" | "left";
  /** The weakest promise among all links, for the privacy label; null while there is none. */
  route: MediaRoute | null;
  self: SelfMedia;
  /** Everybody of the last `setPeers`, in its order. */
  others: readonly RemoteParticipant[];
  /** Seats whose transport is up before the call, for a screen that wants its video elements mounted early. */
  warm: readonly WarmSeat[];
  messages: readonly ChatMessage[];
};

/** `relay`: encrypted between the browsers, passed on by a relay. `sfu`: through a media server. */
export type MediaRoute = "direct" | "relay" | "sfu";

export type WarmSeat = { seatId: string; ready: boolean; camera: MediaStream };

export type SelfMedia = LocalSnapshot & {
  /** The own shared screen; null when not sharing. */
  screen: MediaStream | null;
  speaking: boolean;
};

/** One other seat. Streams keep their identity while they live, so that a video element is never attached twice. */
export type RemoteParticipant = {
  seatId: string;
  held: boolean;
  /**
   * Picture of their camera, there from the first moment of the link so that the element waits for the frame and not
   * the frame for the element; null while held. It stays through a reconnection: the last frame stands still.
   */
  camera: MediaStream | null;
  /** Voice, to be played in an audio element of its own. */
  audio: MediaStream | null;
  /** Picture and sound of what they share; null while they share nothing. */
  screen: MediaStream | null;
  /** They said themselves what is on. Before that it is guessed by what flows, and a change of it is no act of theirs. */
  told: boolean;
  microphoneOn: boolean;
  cameraOn: boolean;
  sharing: boolean;
  speaking: boolean;
  quality: LinkQuality;
  /** Null until measured. */
  figures: LinkFigures | null;
};

/** `lost`: no path for a long while; it is still tried. */
export type LinkQuality = "connecting" | "good" | "fair" | "poor" | "reconnecting" | "lost";

export type LinkFigures = {
  route: MediaRoute;
  /** Milliseconds there and back. */
  rttMs: number;
  /** Of what they sent to us, the worse of both directions. Percent. */
  lossPercent: number;
  upKbit: number;
  downKbit: number;
  /** Of their picture as received. */
  frameHeight: number;
  framesPerSecond: number;
};

export type ChatMessage = {
  id: string;
  fromSeatId: string;
  own: boolean;
  text: string;
  /** Milliseconds since the Unix epoch, by this device's clock. */
  at: number;
};

/** Longest text of one message, in UTF-16 units as `maxLength` of an input counts them. */
export const MESSAGE_MAX_LENGTH = 2_000;

export type MessageOutcome = { ok: true } | { ok: false; rejection: "empty" | "tooLong" | "nobodyThere" | "notAllowed" };
/** `dismissed`: the person closed the chooser, which is no fault. */
export type ShareOutcome = { ok: true } | { ok: false; rejection: "dismissed" | "unsupported" | "failed" | "notAllowed" };

/**
 * The way of offers, answers and candidates between two seats of one call; elsewhere it is the event stream.
 * It may lose what is sent while it is not connected: the links heal by themselves.
 */
export type SignalChannel = {
  send(toSeatId: string, data: SignalData): void;
  subscribe(listener: (fromSeatId: string, data: SignalData) => void): () => void;
  isConnected(): boolean;
  /** Called when it is connected again after a break. */
  onReconnected(listener: () => void): () => void;
};

export type SessionDependencies = {
  ownSeatId: string;
  channel: SignalChannel;
  /** Fresh servers and relay credentials for a link to that seat. May fail when the server is away. */
  getIceServers(forSeatId: string): Promise<IceSettings>;
  local: LocalMedia;
  /** Settings that came along earlier (a warm grant, the answer to *Join*), so that the first link need not wait for a request. */
  ice?: IceSettings;
};
