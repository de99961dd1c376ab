import { useCallback, useSyncExternalStore } from "react";

/** `unsaved`: storage is refused, and this page alone knows. */
type Kept = { text: string | null; value: unknown; unsaved?: boolean };

/** What was read or chosen in this page, so that every component that asks sees the same. */
const kept = new Map<string, Kept>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A choice of this person on this device. Falls back where storage is refused or holds something unreadable. */
export function useRemembered<Value>(key: string, fallback: Value, isValid: (value: unknown) => value is Value): [Value, (value: Value) => void] {
  const stored = useSyncExternalStore(subscribe, () => read(key).value);
  const remember = useCallback(
    (next: Value) => {
      const text = JSON.stringify(next);
      try {
        localStorage.setItem(`anteroom.${key}`, text);
        kept.set(key, { text, value: next });
      } catch {
        // Storage is refused: the choice lives as long as the page.
        kept.set(key, { text, value: next, unsaved: true });
      }
      for (const listener of [...listeners]) listener();
    },
    [key],
  );
  return [stored !== undefined && isValid(stored) ? stored : fallback, remember];
}

/** The same object for the same text, as React asks of a snapshot. */
function read(key: string): Kept {
  let text: string | null = null;
  try {
    text = localStorage.getItem(`anteroom.${key}`);
  } catch {
    return kept.get(key) ?? { text: null, value: undefined }; // storage is refused
  }
  const known = kept.get(key);
  if (known && (known.text === text || known.unsaved)) return known;
  const fresh = { text, value: parse(text) };
  kept.set(key, fresh);
  return fresh;
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined; // somebody else wrote it
  }
}

export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
export const isTextList = (value: unknown): value is string[] => Array.isArray(value) && value.every((each) => typeof each === "string");
