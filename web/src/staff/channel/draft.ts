import { useSyncExternalStore } from "react";
import { keptWhileSignedIn } from "../app/kept.ts";
import { useLink } from "../app/link.tsx";

/** What was typed and not sent. `sent`: what was tried last and may have arrived, with the key under which it is obeyed once. */
export type Draft = { text: string; sent: { text: string; key: string } | null };

const EMPTY: Draft = { text: "", sent: null };
/** By clinic. */
const draftsOf = keptWhileSignedIn<Draft>();
const listeners = new Set<() => void>();

/** Outlives whatever is closed meanwhile. */
export function useDraft(clinicId: string): [Draft, (change: (now: Draft) => Draft) => void] {
  const { stream } = useLink();
  const drafts = draftsOf(stream);
  const draft = useSyncExternalStore(subscribe, () => drafts.get(clinicId) ?? EMPTY);
  return [
    draft,
    (change) => {
      drafts.set(clinicId, change(drafts.get(clinicId) ?? EMPTY));
      for (const listener of [...listeners]) listener();
    },
  ];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
