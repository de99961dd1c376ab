import type { MLines } from "./m-lines.ts";

/** What comes out of one connection, as streams that an element can be given before the first frame is there. */
export type Incoming = {
  camera: MediaStream;
  audio: MediaStream;
  screen: MediaStream;
  /** Packets of their picture arrive. */
  cameraFlows(): boolean;
  voiceFlows(): boolean;
  /** Off: nothing is shown or heard, even if they send. */
  setAudible(audible: boolean): void;
  level(): number;
};

/** `onFlow`: something of theirs began or stopped to arrive. */
export function createIncoming(lines: MLines, onFlow: () => void): Incoming {
  const tracks = {
    camera: lines.camera.receiver.track,
    voice: lines.microphone.receiver.track,
    screen: lines.screen.receiver.track,
    sound: lines.screenSound.receiver.track,
  };
  for (const track of Object.values(tracks)) {
    track.onunmute = onFlow;
    track.onmute = onFlow;
  }

  return {
    camera: new MediaStream([tracks.camera]),
    audio: new MediaStream([tracks.voice]),
    screen: new MediaStream([tracks.screen, tracks.sound]),
    cameraFlows: () => !tracks.camera.muted,
    voiceFlows: () => !tracks.voice.muted,
    setAudible(audible) {
      for (const track of Object.values(tracks)) track.enabled = audible;
    },
    level: () => lines.microphone.receiver.getSynchronizationSources()[0]?.audioLevel ?? 0,
  };
}
