import type { ShareOutcome } from "../session.ts";

export type ScreenShare = {
  start(): Promise<ShareOutcome>;
  stop(): void;
  stream(): MediaStream | null;
  picture(): MediaStreamTrack | null;
  sound(): MediaStreamTrack | null;
};

/** The own shared screen, window or tab. It also ends by the browser's own *Stop sharing*. */
export function createScreenShare(onChange: () => void): ScreenShare {
  let stream: MediaStream | null = null;

  function stop(): void {
    if (!stream) return;
    for (const track of stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
    stream = null;
    onChange();
  }

  return {
    async start() {
      if (stream) return { ok: true };
      if (!navigator.mediaDevices?.getDisplayMedia) return { ok: false, rejection: "unsupported" };
      try {
        const chosen = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 15, max: 30 } }, audio: true });
        const [picture] = chosen.getVideoTracks();
        if (!picture) return { ok: false, rejection: "failed" };
        // Text must stay sharp when the line is narrow.
        picture.contentHint = "detail";
        picture.onended = stop;
        stream = chosen;
        onChange();
        return { ok: true };
      } catch (error) {
        const dismissed = error instanceof DOMException && error.name === "NotAllowedError";
        return { ok: false, rejection: dismissed ? "dismissed" : "failed" };
      }
    },
    stop,
    stream: () => stream,
    picture: () => stream?.getVideoTracks()[0] ?? null,
    sound: () => stream?.getAudioTracks()[0] ?? null,
  };
}
