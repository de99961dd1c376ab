import type { IceSettings, MediaSession, MediaSnapshot, OwnSeat, Peer, SignalData } from "../../../web/src/media/session.ts";
import { createLocalMedia } from "../../../web/src/media/devices.ts";
import { createDirectSession } from "../../../web/src/media/direct/direct-session.ts";

/** The page of one person on the media stage: a session, its pictures on screen, and nothing else of the product. */

declare global {
  interface Window {
    /** Given by the stage. */
    stageSignal(to: string, data: SignalData): void;
    stageIce(): Promise<IceSettings>;
    person: PersonPage;
  }
}

type PersonPage = {
  start(options: { ownSeatId: string; devices: boolean; ice: IceSettings | null }): Promise<void>;
  deliver(from: string, data: SignalData): void;
  signalling(connected: boolean): void;
  session(): MediaSession;
  setPeers(peers: readonly Peer[], own?: OwnSeat): number;
  snapshot(): Plain;
  frames(seatId: string, kind: "camera" | "screen"): number;
  /** When frames of that picture came, on the clock that processes of one machine share. */
  frameTimes(seatId: string): readonly number[];
  sent(): Promise<{ rtpBytes: number; iceRestarts: number }>;
  voiceReceived(): Promise<number>;
  /** For looking closer when something fails. */
  stats(): Promise<Record<string, unknown>[]>;
  faults: string[];
};

/** A snapshot that can leave the page. */
export type Plain = Omit<MediaSnapshot, "others" | "self" | "warm"> & {
  self: { microphoneOn: boolean; cameraOn: boolean; screen: boolean; cameraId: string | null; cameras: MediaSnapshot["self"]["cameras"] };
  others: (Omit<MediaSnapshot["others"][number], "camera" | "audio" | "screen"> & { camera: boolean; audio: boolean; screen: boolean })[];
  warm: { seatId: string; ready: boolean }[];
};

const connections = new Set<RTCPeerConnection>();
const Original = window.RTCPeerConnection;
// The stage looks at the bytes themselves, beside the session: what it says about itself proves nothing.
window.RTCPeerConnection = class extends Original {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.add(this);
  }
};

const pictures = new Map<string, { video: HTMLVideoElement; times: number[] }>();
let deliver: (from: string, data: SignalData) => void = () => {};
const reconnected = new Set<() => void>();
let connected = true;
let session: MediaSession;

function show(key: string, stream: MediaStream | null): void {
  let picture = pictures.get(key);
  if (!picture) {
    const video = document.createElement("video");
    video.autoplay = true;
    video.muted = true;
    video.width = 320;
    document.body.append(video);
    const times: number[] = [];
    picture = { video, times };
    pictures.set(key, picture);
    const seen: VideoFrameRequestCallback = (_now, frame) => {
      // Only what came over the network has such a stamp; a black frame of the element itself has none.
      if (frame.rtpTimestamp !== undefined) times.push(performance.timeOrigin + performance.now());
      video.requestVideoFrameCallback(seen);
    };
    video.requestVideoFrameCallback(seen);
  }
  if (picture.video.srcObject !== stream) picture.video.srcObject = stream;
}

function showAll(): void {
  const snapshot = session.getSnapshot();
  for (const { seatId, camera } of snapshot.warm) show(`camera ${seatId}`, camera);
  for (const other of snapshot.others) {
    show(`camera ${other.seatId}`, other.camera);
    show(`screen ${other.seatId}`, other.screen);
  }
}

async function stats(): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (const connection of connections) {
    if (connection.connectionState === "closed") continue;
    for (const stat of (await connection.getStats()).values()) all.push(stat as Record<string, unknown>);
  }
  return all;
}
const sum = (all: Record<string, unknown>[], type: string, name: string) => all.filter((stat) => stat["type"] === type).reduce((total, stat) => total + Number(stat[name] ?? 0), 0);

window.person = {
  faults: [],
  stats,
  async start({ ownSeatId, devices, ice }) {
    const local = createLocalMedia();
    if (devices) await local.acquire();
    session = createDirectSession({
      ownSeatId,
      channel: {
        send: (to, data) => {
          if (connected) window.stageSignal(to, data);
        },
        subscribe(listener) {
          deliver = listener;
          return () => {
            deliver = () => {};
          };
        },
        isConnected: () => connected,
        onReconnected(listener) {
          reconnected.add(listener);
          return () => reconnected.delete(listener);
        },
      },
      getIceServers: () => window.stageIce(),
      local,
      ...(ice && { ice }),
      onFault: (error) => window.person.faults.push(String(error)),
    });
    session.subscribe(showAll);
  },
  deliver: (from, data) => deliver(from, data),
  signalling(next) {
    if (next && !connected) {
      connected = true;
      for (const listener of [...reconnected]) listener();
    }
    connected = next;
  },
  session: () => session,
  setPeers(peers, own) {
    session.setPeers(peers, own);
    return performance.timeOrigin + performance.now();
  },
  snapshot() {
    const { others, self, warm, ...rest } = session.getSnapshot();
    return {
      ...rest,
      self: { microphoneOn: self.microphoneOn, cameraOn: self.cameraOn, screen: self.screen !== null, cameraId: self.cameraId, cameras: self.cameras },
      others: others.map((other) => ({ ...other, camera: other.camera !== null, audio: other.audio !== null, screen: other.screen !== null })),
      warm: warm.map(({ seatId, ready }) => ({ seatId, ready })),
    };
  },
  frames: (seatId, kind) => pictures.get(`${kind} ${seatId}`)?.times.length ?? 0,
  frameTimes: (seatId) => pictures.get(`camera ${seatId}`)?.times ?? [],
  async sent() {
    const all = await stats();
    return { rtpBytes: sum(all, "outbound-rtp", "bytesSent"), iceRestarts: 0 };
  },
  async voiceReceived() {
    const all = await stats();
    return sum(
      all.filter((stat) => stat["kind"] === "audio"),
      "inbound-rtp",
      "packetsReceived",
    );
  },
};
