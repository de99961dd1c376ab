/** Nothing heard for this long while the other side is there: the path is taken for dead. Milliseconds. */
export const STALLED_AFTER_MS = 500;
/** From here on the transport's bytes are counted too, which costs a `getStats` each time. Milliseconds. */
const SUSPECT_AFTER_MS = 240;

export type StallDetector = {
  /** A beat came in; the next is promised within `everyMs` (a hidden page beats more slowly). */
  heard(now: number, everyMs: number): void;
  /** Bytes received so far on the transport; any growth means life, whatever the beats do. */
  counted(now: number, bytesReceived: number): void;
  state(now: number): "alive" | "suspect" | "stalled";
  /** The path was changed on purpose: silence counts anew from here. */
  reset(now: number): void;
};

/**
 * Says that a path is dead long before the browser does (its own `disconnected` takes 6 to 9 s). One lost beat, a busy
 * page on the other side or silence in the call must not look like death: only when beats *and* bytes stand still.
 */
export function createStallDetector(now: number): StallDetector {
  let heardAt = now;
  let graceMs = 0;
  let baseline: { at: number; bytes: number } | null = null;

  const silentMs = (at: number) => at - heardAt - graceMs;
  return {
    heard(at, everyMs) {
      heardAt = at;
      // Beats up to a quarter second apart are within what the limits below allow for.
      graceMs = Math.max(0, Math.min(everyMs, 5_000) - 250) * 1.5;
      baseline = null;
    },
    counted(at, bytes) {
      if (baseline === null) baseline = { at, bytes };
      else if (bytes !== baseline.bytes) {
        heardAt = at;
        baseline = { at, bytes };
      }
    },
    state(at) {
      if (silentMs(at) < SUSPECT_AFTER_MS) return "alive";
      const unchangedMs = baseline === null ? 0 : at - baseline.at;
      return silentMs(at) >= STALLED_AFTER_MS && unchangedMs >= 200 ? "stalled" : "suspect";
    },
    reset(at) {
      heardAt = at;
      graceMs = 0;
      baseline = null;
    },
  };
}
