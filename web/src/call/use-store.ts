import { useSyncExternalStore } from "react";

export function useStore<Value>(store: { getSnapshot(): Value; subscribe(listener: () => void): () => void }): Value {
  return useSyncExternalStore(store.subscribe, store.getSnapshot);
}
