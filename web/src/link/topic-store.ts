import type { TopicName } from "@anteroom/core/protocol";

/** `refused`: may not or no longer be seen; whatever was held of it is gone. */
export type TopicState<Value> = { state: "loading" } | { state: "here"; value: Value } | { state: "refused" };

/** One watched thing, for `useSyncExternalStore`. It is watched while somebody subscribes. */
export type TopicStore<Value> = {
  /** A new object after each change, the same object otherwise. */
  getSnapshot(): TopicState<Value>;
  subscribe(listener: () => void): () => void;
};

/** What the stream does with a topic: the store, and the frames that concern it. */
export type Topic = TopicStore<unknown> & {
  readonly name: TopicName;
  isWatched(): boolean;
  /** The number to resume from; null asks for everything. */
  since(): number | null;
  takeSnapshot(seq: number, value: unknown): void;
  takeChange(seq: number, key: string, value: unknown): void;
  refuse(): void;
};

const LOADING: TopicState<unknown> = { state: "loading" };
const REFUSED: TopicState<unknown> = { state: "refused" };

export function createTopic(name: TopicName, whenWatched: (watched: boolean) => void): Topic {
  let state = LOADING;
  let seq: number | null = null;
  /** Several keys may carry one number, and the line may be cut between them: resume one earlier. */
  let mayBeTorn = false;
  const listeners = new Set<() => void>();
  function change(next: TopicState<unknown>): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  return {
    name,
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) whenWatched(true);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        // Whoever asks the next time asks anew: the right may have come back, as when a call is joined again.
        if (state === REFUSED) state = LOADING;
        whenWatched(false);
      };
    },
    isWatched: () => listeners.size > 0,
    since: () => (seq === null ? null : mayBeTorn ? Math.max(0, seq - 1) : seq),
    takeSnapshot(nextSeq, value) {
      // A snapshot always holds: after a restore from a backup the numbers may start lower.
      seq = nextSeq;
      mayBeTorn = false;
      change({ state: "here", value });
    },
    takeChange(nextSeq, key, value) {
      if (state.state !== "here" || seq === null || nextSeq < seq) return;
      seq = nextSeq;
      mayBeTorn = true;
      const { [key]: _old, ...others } = state.value as Record<string, unknown>;
      change({ state: "here", value: value === null ? others : { ...others, [key]: value } });
    },
    refuse() {
      seq = null;
      change(REFUSED);
    },
  };
}
