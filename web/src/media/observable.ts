export type Observable<Value> = {
  get(): Value;
  /** Merges; a change that changes nothing keeps the object and tells nobody. */
  set(change: Partial<Value>): void;
  subscribe(listener: () => void): () => void;
};

/** A value that is replaced, never changed in place. */
export function observable<Value extends object>(initial: Value): Observable<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const keys = Object.keys(change) as (keyof Value)[];
      if (keys.every((key) => Object.is(change[key], value[key]))) return;
      value = { ...value, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
