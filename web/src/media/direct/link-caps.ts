/** Upper bounds of what one seat sends to one other. Pixels, frames a second, bit a second. */
export type LinkCaps = { height: number; framesPerSecond: number; videoBitrate: number };

/** Voice on every link, before redundancy. Bit a second. */
export const VOICE_BITRATE = 32_000;
/** A shared screen is read, not watched: few sharp frames. Bit a second. */
export const SCREEN_BITRATE = 1_500_000;
export const SCREEN_FRAMES_PER_SECOND = 15;

const TWO: LinkCaps = { height: 720, framesPerSecond: 30, videoBitrate: 1_700_000 };
const SIX: LinkCaps = { height: 180, framesPerSecond: 15, videoBitrate: 150_000 };
const BY_HEAD_COUNT: Readonly<Record<number, LinkCaps>> = {
  3: { height: 360, framesPerSecond: 24, videoBitrate: 500_000 },
  4: { height: 270, framesPerSecond: 20, videoBitrate: 300_000 },
  5: { height: 240, framesPerSecond: 20, videoBitrate: 200_000 },
};

/** In a mesh everybody encodes and sends once for each other: the more heads, the less for each. Counts oneself. */
export function capsFor(headCount: number): LinkCaps {
  if (headCount <= 2) return TWO;
  return BY_HEAD_COUNT[headCount] ?? SIX;
}

/** How much smaller than captured to send; never enlarges. Heights in pixels. */
export function scaleDownBy(capturedHeight: number | undefined, height: number): number {
  return capturedHeight === undefined ? 1 : Math.max(1, capturedHeight / height);
}
