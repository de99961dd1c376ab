import type { VideoQuality } from "@anteroom/core/settings";
import { useEffect } from "react";

/** Multiples of 16, so that halving them for small tiles stays even. */
const PICTURE: Record<VideoQuality, MediaTrackConstraints> = {
  low: { width: { ideal: 320 }, height: { ideal: 180 }, frameRate: { ideal: 15, max: 15 } },
  balanced: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24, max: 30 } },
  sharp: { width: { ideal: 1_280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
};

/** Takes a smaller picture from the camera, so that less has to be sent. A new camera track gets the same. */
export function useVideoQuality(track: MediaStreamTrack | null, quality: VideoQuality): void {
  useEffect(() => {
    // What the camera gives by itself is the sharp one: it is only asked for by whoever had chosen less.
    if (!track?.applyConstraints || (quality === "sharp" && !lowered.has(track))) return;
    lowered.add(track);
    track.applyConstraints(PICTURE[quality]).catch(() => {}); // a camera that knows one size keeps it
  }, [track, quality]);
}

const lowered = new WeakSet<MediaStreamTrack>();
