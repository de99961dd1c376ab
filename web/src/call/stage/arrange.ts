/** `speaker`: one or the pinned large, the others small. `grid`: all alike. `side`: two large, side by side. */
export type Layout = "speaker" | "grid" | "side";
export const LAYOUTS: readonly Layout[] = ["speaker", "grid", "side"];

/** `own`: the own picture. */
export type TileKey = `camera ${string}` | `screen ${string}` | "own";

export type Wish = {
  layout: Layout;
  /** Cameras of the others, in the order in which they came. */
  cameras: readonly string[];
  /** Seats that share a screen. */
  screens: readonly string[];
  pinned: readonly TileKey[];
  /** Seat of whoever spoke last. */
  speaker: string | null;
  /** False when the person minimised or hid the own picture. */
  ownShown: boolean;
};

export type Arrangement = {
  featured: readonly TileKey[];
  /** Small, beside the featured ones; empty in the grid. */
  others: readonly TileKey[];
  /** The own picture lies in the corner over the others instead of having a place of its own. */
  ownInCorner: boolean;
};

/** Who stands where. What is pinned stays large through every change, so that an interpreter is never lost from sight. */
export function arrange({ layout, cameras, screens, pinned, speaker, ownShown }: Wish): Arrangement {
  const theirs: TileKey[] = [...screens.map((id): TileKey => `screen ${id}`), ...cameras.map((id): TileKey => `camera ${id}`)];
  const hasOwnPlace = ownShown && theirs.length > 0 && (theirs.length > 1 || layout === "side");
  const all: TileKey[] = hasOwnPlace ? [...theirs, "own"] : theirs;
  const ownInCorner = ownShown && !hasOwnPlace;
  if (layout === "grid") return { featured: all, others: [], ownInCorner };

  const pins = pinned.filter((key) => all.includes(key));
  const speaking = speaker && cameras.includes(speaker) ? [`camera ${speaker}` as const] : [];
  const wished = pins.length > 0 ? pins : [...screens.map((id): TileKey => `screen ${id}`), ...speaking];
  const large = layout === "side" ? 2 : 1;
  const featured = [...new Set([...wished, ...all])].slice(0, Math.max(pins.length, large));
  return { featured, others: all.filter((key) => !featured.includes(key)), ownInCorner };
}

/** Columns of a grid of so many tiles. */
export function columnsFor(count: number): number {
  if (count <= 1) return 1;
  if (count <= 4) return 2;
  if (count <= 9) return 3;
  return count <= 16 ? 4 : 5;
}

/** Whoever speaks, unless the one before still does: pictures must not jump at every "yes". */
export function nextSpeaker(before: string | null, speaking: readonly string[]): string | null {
  if (before && speaking.includes(before)) return before;
  return speaking[0] ?? before;
}
