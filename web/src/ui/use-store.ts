import { useSyncExternalStore } from "react";

type Store<Value> = { getSnapshot(): Value; subscribe(listener: () => void): () => void };

export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.getSnapshot);
}

const nothing: Store<null> = { getSnapshot: () => null, subscribe: () => () => {} };
/** For a store that comes later. */
export function useStoreOrNull<Value>(store: Store<Value> | null): Value | null {
  return useStore<Value | null>(store ?? nothing);
}
