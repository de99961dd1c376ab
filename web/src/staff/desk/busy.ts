import { useSyncExternalStore } from "react";

/** Which commands are under way, by "what visit": a button that was pressed says so, and a second press does nothing. */
export type Busy = {
  has(key: string): boolean;
  /** Runs it unless the same is under way. */
  run(key: string, work: () => Promise<void>): Promise<void>;
  subscribe(listener: () => void): () => void;
};

export function createBusy(): Busy {
  const keys = new Set<string>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    has: (key) => keys.has(key),
    async run(key, work) {
      if (keys.has(key)) return;
      keys.add(key);
      tell();
      try {
        await work();
      } finally {
        keys.delete(key);
        tell();
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useBusy(busy: Busy, key: string): boolean {
  return useSyncExternalStore(busy.subscribe, () => busy.has(key));
}
