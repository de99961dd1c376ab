import { TRACKS, type TrackName } from "./tracks.ts";

/** What the person wants to hear; `track` is missing while the clinic's choice will do. */
export type MusicWish = { silenced?: boolean; volume?: number; track?: TrackName };
export type MusicMemory = { recall(): MusicWish; remember(wish: MusicWish): void };

const KEY = "anteroom.music";

/** Survives a reload, so that whoever chose silence is not played to again. */
export const tabMemory: MusicMemory = {
  recall() {
    try {
      const { silenced, volume, track } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Record<string, unknown>;
      const known: TrackName | undefined = track === "own" ? "own" : TRACKS.find((name) => name === track);
      return {
        ...(typeof silenced === "boolean" && { silenced }),
        ...(typeof volume === "number" && volume >= 0 && volume <= 1 && { volume }),
        ...(known && { track: known }),
      };
    } catch {
      return {}; // refused, or not ours
    }
  },
  remember(wish) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(wish));
    } catch {
      // Storage is refused: then a reload begins with the clinic's choice.
    }
  },
};
