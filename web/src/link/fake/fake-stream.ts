import type { ClientFrame, ServerFrame, TopicName } from "@anteroom/core/protocol";
import type { Stream, StreamSnapshot } from "../stream.ts";
import { createTopic, type Topic, type TopicStore } from "../topic-store.ts";

/** A stream without a server: what comes down is said by the test, what goes up is kept. */
export type FakeStream = Stream & {
  readonly sent: ClientFrame[];
  simulate(frame: ServerFrame): void;
  simulateTopic(name: TopicName, value: unknown): void;
  simulateConnection(connection: StreamSnapshot["connection"]): void;
};

export function createFakeStream(now: () => number = Date.now): FakeStream {
  const topics = new Map<TopicName, Topic>();
  const listeners = new Set<() => void>();
  const connected = new Set<() => void>();
  const frameListeners = new Map<string, Set<(frame: never) => void>>();
  const sent: ClientFrame[] = [];
  let snapshot: StreamSnapshot = { connection: "connected", since: now(), welcome: { connectionId: "c1", personId: null, visitId: null, seatId: null } };
  let seq = 0;
  const topicOf = (name: TopicName): Topic => {
    const topic = topics.get(name) ?? createTopic(name, () => {});
    topics.set(name, topic);
    return topic;
  };

  return {
    sent,
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    topic: <Value>(name: TopicName) => topicOf(name) as TopicStore<Value>,
    send: (frame) => sent.push(frame),
    onFrame(t, listener) {
      const set = frameListeners.get(t) ?? new Set();
      frameListeners.set(t, set);
      set.add(listener as (frame: never) => void);
      return () => {
        set.delete(listener as (frame: never) => void);
      };
    },
    onConnected(listener) {
      connected.add(listener);
      return () => {
        connected.delete(listener);
      };
    },
    serverNow: now,
    close() {},
    simulate(frame) {
      if (frame.t === "snapshot") topicOf(frame.topic).takeSnapshot(frame.seq, frame.value);
      if (frame.t === "change") topicOf(frame.topic).takeChange(frame.seq, frame.key, frame.value);
      if (frame.t === "refused") topicOf(frame.topic).refuse();
      for (const listener of [...(frameListeners.get(frame.t) ?? [])]) (listener as (frame: ServerFrame) => void)(frame);
    },
    simulateTopic(name, value) {
      seq += 1;
      topicOf(name).takeSnapshot(seq, value);
    },
    simulateConnection(connection) {
      snapshot = { ...snapshot, connection, since: now() };
      if (connection === "signedOut") for (const topic of topics.values()) topic.refuse();
      for (const listener of [...listeners]) listener();
      if (connection === "connected") for (const listener of [...connected]) listener();
    },
  };
}
