import { useEffect, useSyncExternalStore } from "react";
import type { Stream } from "../../link/index.ts";
import { useLink } from "./link.tsx";

/**
 * What was typed and neither sent nor taken back, by the id of what it is about. It outlives whatever is closed meanwhile and ends with
 * the session. Callers may be named in it: it is in this page's memory alone.
 */
type Kept<T> = (stream: Stream) => Map<string, T>;
/** What comes back after a reload of this tab. While the tab is without a page it stands in the tab's own storage, and no longer. */
type OverReload<T> = { name: string; isKept: (value: unknown) => value is T };

/** Where the storage holds it between two pages of a tab. */
const KEY = "anteroom.unsent";
type Parcel = { personId: string; kept: Record<string, [string, unknown][]> };

const kinds: { name: string; of: (stream: Stream) => Map<string, unknown> }[] = [];
const parcels = new WeakMap<Stream, Parcel>();
const listeners = new Set<() => void>();

export function keptWhileSignedIn<T>(overReload?: OverReload<T>): Kept<T> {
  const kept = new WeakMap<Stream, Map<string, T>>();
  function of(stream: Stream): Map<string, T> {
    const own = kept.get(stream);
    if (own) return own;
    const begun = new Map<string, T>();
    if (overReload) for (const [id, value] of parcels.get(stream)?.kept[overReload.name] ?? []) if (overReload.isKept(value)) begun.set(id, value);
    kept.set(stream, begun);
    return begun;
  }
  if (overReload) kinds.push({ name: overReload.name, of });
  return of;
}

export function useKept<T>(of: Kept<T>, id: string): [T | undefined, (change: (now: T | undefined) => T | undefined) => void] {
  const kept = of(useLink().stream);
  const value = useSyncExternalStore(subscribe, () => kept.get(id));
  return [
    value,
    (change) => {
      const next = change(kept.get(id));
      if (next === undefined) kept.delete(id);
      else kept.set(id, next);
      for (const listener of [...listeners]) listener();
    },
  ];
}

/** A session begins: what this person had typed in this tab before the page was loaded is theirs again; anybody else's is gone. */
export function unpackKept(stream: Stream, personId: string): void {
  const parcel = takeParcel();
  if (parcel?.personId === personId) parcels.set(stream, parcel);
}

/** Nobody is signed in. */
export function forgetKept(): void {
  takeParcel();
}

/** Packs as the page goes. */
export function useKeptOverReload(stream: Stream, personId: string): void {
  useEffect(() => {
    function pack(): void {
      const kept: Parcel["kept"] = {};
      for (const { name, of } of kinds) if (of(stream).size > 0) kept[name] = [...of(stream)];
      if (Object.keys(kept).length === 0) return;
      try {
        sessionStorage.setItem(KEY, JSON.stringify({ personId, kept } satisfies Parcel));
      } catch {
        // Storage is refused: it ends with the page.
      }
    }
    // The browser kept the whole page: what it holds needs no parcel.
    const comeBack = ({ persisted }: PageTransitionEvent) => persisted && forgetKept();
    window.addEventListener("pagehide", pack);
    window.addEventListener("pageshow", comeBack);
    return () => {
      window.removeEventListener("pagehide", pack);
      window.removeEventListener("pageshow", comeBack);
    };
  }, [stream, personId]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function takeParcel(): Parcel | null {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return text === null ? null : (JSON.parse(text) as Parcel);
  } catch {
    return null; // storage is refused, or somebody else wrote it
  }
}
