import type { VideoQuality } from "@anteroom/core/settings";
import { type Layout, LAYOUTS } from "./stage/arrange.ts";

export type SelfView = "shown" | "small" | "hidden";

/** Written again: the rules come with a parser that a call need not load. */
export const QUALITIES = ["low", "balanced", "sharp"] as const satisfies readonly VideoQuality[];

/** How this person likes calls to look, on this device. */
export type Preferences = {
  layout: Layout;
  selfView: SelfView;
  /** The own picture as in a mirror; others never see it so. */
  mirrored: boolean;
  /** Null: what the clinic has decided. */
  quality: VideoQuality | null;
  shortcuts: boolean;
  sounds: boolean;
};

export type PreferenceStore = {
  getSnapshot(): Preferences;
  subscribe(listener: () => void): () => void;
  set(change: Partial<Preferences>): void;
};

const KEY = "anteroom.call";
const SELF_VIEWS: readonly SelfView[] = ["shown", "small", "hidden"];

/** Guests press keys by accident more than by intent, so shortcuts are theirs to switch on. */
export function openPreferences(isHost: boolean): PreferenceStore {
  let preferences = recall(isHost);
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => preferences,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    set(change) {
      preferences = { ...preferences, ...change };
      try {
        localStorage.setItem(KEY, JSON.stringify(preferences));
      } catch {
        // Private windows may refuse: then the choice lasts for this call only.
      }
      for (const listener of [...listeners]) listener();
    },
  };
}

function recall(isHost: boolean): Preferences {
  const fallback: Preferences = { layout: "speaker", selfView: "shown", mirrored: true, quality: null, shortcuts: isHost, sounds: true };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof stored !== "object" || stored === null) return fallback;
    const kept = stored as Record<string, unknown>;
    const oneOf = <Value>(values: readonly Value[], value: unknown, other: Value): Value => values.find((each) => each === value) ?? other;
    const flag = (value: unknown, other: boolean) => (typeof value === "boolean" ? value : other);
    return {
      layout: oneOf(LAYOUTS, kept.layout, fallback.layout),
      // A picture that was hidden in an earlier call is not missed until it matters: it starts visible.
      selfView: oneOf(SELF_VIEWS, kept.selfView, fallback.selfView) === "hidden" ? "small" : oneOf(SELF_VIEWS, kept.selfView, fallback.selfView),
      mirrored: flag(kept.mirrored, fallback.mirrored),
      quality: oneOf(QUALITIES, kept.quality, fallback.quality),
      shortcuts: flag(kept.shortcuts, fallback.shortcuts),
      sounds: flag(kept.sounds, fallback.sounds),
    };
  } catch {
    return fallback; // storage is refused, or not ours
  }
}
