import { SCREEN_BITRATE, SCREEN_FRAMES_PER_SECOND, VOICE_BITRATE, capsFor, scaleDownBy } from "./link-caps.ts";
import type { MLines } from "./m-lines.ts";
import { createSteadySender } from "./steady-sender.ts";
import type { SteadySender } from "./steady-sender.ts";

/** Tracks for one seat, and how many people there are to share the line with. */
export type OutgoingWish = {
  microphone: MediaStreamTrack | null;
  camera: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
  screenSound: MediaStreamTrack | null;
  /** Of the own camera, sent or not, so that its limits stand before it is; undefined while there is none. Pixels. */
  cameraHeight: number | undefined;
  /** Oneself included. */
  headCount: number;
};

export type Outgoing = {
  /** `isNegotiated`: both descriptions are applied, so that limits can be set. */
  use(lines: MLines, isNegotiated: () => boolean): void;
  set(wish: OutgoingWish): void;
  /** Whole pictures at once, after a path was lost. */
  refreshPicture(): void;
  close(): void;
};

/** The first picture is sent small: it is there in half the time, and nobody sees the difference for so short. */
const FIRST_PICTURE_HEIGHT = 360;
const FIRST_PICTURE_MS = 1_000;

export function createOutgoing(onFault: (error: unknown) => void): Outgoing {
  let senders: Record<keyof MLines, SteadySender> | null = null;
  let wish: OutgoingWish | null = null;
  let small: ReturnType<typeof setTimeout> | null = null;

  function endSmall(): void {
    if (small !== null) clearTimeout(small);
    small = null;
  }

  function apply(): void {
    if (!senders || !wish) return;
    const { microphone, camera, screen, screenSound, cameraHeight, headCount } = wish;
    const caps = capsFor(headCount);
    const height = small === null && camera !== null ? caps.height : Math.min(caps.height, FIRST_PICTURE_HEIGHT);
    void senders.microphone.set({ track: microphone, maxBitrate: VOICE_BITRATE, priority: "high" });
    void senders.camera.set({
      track: camera,
      maxBitrate: caps.videoBitrate,
      maxFramerate: caps.framesPerSecond,
      scaleResolutionDownBy: scaleDownBy(cameraHeight, height),
      priority: "low",
      degradationPreference: "balanced",
    });
    void senders.screen.set({
      track: screen,
      maxBitrate: SCREEN_BITRATE,
      maxFramerate: SCREEN_FRAMES_PER_SECOND,
      priority: "low",
      degradationPreference: "maintain-resolution",
    });
    void senders.screenSound.set({ track: screenSound, maxBitrate: 96_000, priority: "medium" });
  }

  return {
    use(lines, isNegotiated) {
      const steady = (line: RTCRtpTransceiver) => createSteadySender(line.sender, isNegotiated, onFault);
      senders = {
        microphone: steady(lines.microphone),
        camera: steady(lines.camera),
        screen: steady(lines.screen),
        screenSound: steady(lines.screenSound),
      };
      apply();
    },
    set(next) {
      if (next.camera === null) endSmall();
      else if (!wish?.camera) {
        endSmall();
        small = setTimeout(() => {
          small = null;
          apply();
        }, FIRST_PICTURE_MS);
      }
      wish = next;
      apply();
    },
    refreshPicture() {
      void senders?.camera.refreshPicture();
      void senders?.screen.refreshPicture();
    },
    close: endSmall,
  };
}
