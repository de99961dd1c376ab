import { useSyncExternalStore } from "react";
import type { Stream } from "../../link/index.ts";
import { useLink } from "../app/link.tsx";

/** What was typed and not sent. `sent`: what was tried last and may have arrived, with the key under which it is obeyed once. */
export type Draft = { text: string; sent: { text: string; key: string } | null };

const EMPTY: Draft = { text: "", sent: null };
/** By clinic, while somebody is signed in; not in the browser's storage, as callers may be named in it. */
const drafts = new WeakMap<Stream, Map<string, Draft>>();
const listeners = new Set<() => void>();

/** Outlives whatever is closed meanwhile. */
export function useDraft(clinicId: string): [Draft, (change: (now: Draft) => Draft) => void] {
  const { stream } = useLink();
  const draft = useSyncExternalStore(subscribe, () => drafts.get(stream)?.get(clinicId) ?? EMPTY);
  return [
    draft,
    (change) => {
      const own = drafts.get(stream) ?? new Map<string, Draft>();
      drafts.set(stream, own.set(clinicId, change(own.get(clinicId) ?? EMPTY)));
      for (const listener of [...listeners]) listener();
    },
  ];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
