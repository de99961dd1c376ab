import type { TopicName } from "@anteroom/core/protocol";
import type { TopicMoves, TopicReader } from "../views/topic-reader.ts";
import type { Connection } from "./connection.ts";

/** Moves within this go out together. Milliseconds. */
const COALESCE_MS = 5;

type Report = (what: string, error: unknown) => void;

/** The durable lane: who watches what on this node, and what they are sent when it moves. */
export class TopicLanes {
  readonly #reader: TopicReader;
  readonly #report: Report;
  readonly #watchers = new Map<TopicName, Set<Connection>>();
  readonly #moved = new Map<TopicName, { seq: number; keys: Set<string> }>();
  readonly #sent = new Map<TopicName, number>();
  #timer: NodeJS.Timeout | null = null;
  /** One flush after another, so that a page never sees an older value after a newer one. */
  #flushing: Promise<void> = Promise.resolve();

  constructor(reader: TopicReader, report: Report) {
    this.#reader = reader;
    this.#report = report;
  }

  async watch(connection: Connection, topic: TopicName, since: number | null): Promise<void> {
    const known = this.#watchers.get(topic) ?? new Set();
    // Watched before it is read: what moves in between is told, at worst twice.
    known.add(connection);
    this.#watchers.set(topic, known);
    connection.topics.set(topic, { seq: 0 });
    const tail = since !== null && topic.startsWith("clinic:") ? await this.#reader.changedSince(topic, since) : null;
    if (tail) {
      const read = tail.keys.length ? await this.#reader.readKeys(topic, tail.keys, connection.asker) : null;
      if (read === "refused") return this.refuse(connection, topic);
      if (read) return this.#sendChanges([connection], topic, read.seq, read.values);
      // Nothing missed; that it may still be seen is asked all the same.
      if ((await this.#reader.readKeys(topic, [], connection.asker)) === "refused") return this.refuse(connection, topic);
      return;
    }
    await this.#sendSnapshot(connection, topic);
  }

  unwatch(connection: Connection, topic: TopicName): void {
    connection.topics.delete(topic);
    const watchers = this.#watchers.get(topic);
    watchers?.delete(connection);
    if (watchers?.size === 0) {
      this.#watchers.delete(topic);
      this.#sent.delete(topic);
    }
  }

  refuse(connection: Connection, topic: TopicName): void {
    this.unwatch(connection, topic);
    connection.send({ t: "refused", topic });
  }

  /** What moved, here or on another node; telling twice does no harm. */
  move(moves: TopicMoves): void {
    for (const { topic, seq, keys } of moves) {
      const counts: TopicName[] = topic.startsWith("clinic:") ? [`counts:${topic.slice("clinic:".length)}`] : [];
      for (const name of [topic, ...counts]) {
        if (!this.#watchers.has(name)) continue;
        const moved = this.#moved.get(name) ?? { seq: 0, keys: new Set<string>() };
        moved.seq = Math.max(moved.seq, seq);
        for (const key of keys) moved.keys.add(key);
        this.#moved.set(name, moved);
      }
    }
    if (this.#moved.size && !this.#timer) this.#timer = setTimeout(() => this.#flush(), COALESCE_MS);
  }

  /** The latest number that watchers of this topic here were sent. */
  sentUpTo(topic: TopicName): number {
    return this.#sent.get(topic) ?? 0;
  }

  /** Asks anew whether each watcher may still see what they watch. */
  async recheck(connections: Iterable<Connection>): Promise<void> {
    // One question for each person and topic, not for each page.
    const answers = new Map<string, boolean>();
    for (const connection of connections) {
      if (connection.asker.kind !== "member") continue;
      for (const topic of [...connection.topics.keys()]) {
        if (!topic.startsWith("clinic:")) continue;
        const question = `${connection.asker.personId} ${topic}`;
        if (!answers.has(question)) answers.set(question, (await this.#reader.readKeys(topic, [], connection.asker)) !== "refused");
        if (!answers.get(question)) this.refuse(connection, topic);
      }
    }
  }

  #flush(): void {
    this.#timer = null;
    const moved = new Map(this.#moved);
    this.#moved.clear();
    this.#flushing = this.#flushing.then(async () => {
      await Promise.all([...moved].map(([topic, { seq, keys }]) => this.#deliver(topic, seq, [...keys]).catch((error: unknown) => this.#report("a topic", error))));
    });
  }

  async #deliver(topic: TopicName, seq: number, keys: readonly string[]): Promise<void> {
    const watchers = [...(this.#watchers.get(topic) ?? [])];
    if (!watchers.length) return;
    this.#sent.set(topic, Math.max(this.sentUpTo(topic), seq));
    if (topic.startsWith("clinic:")) {
      // One view serves every member; whoever lost the right is found by `recheck` within a second.
      for (const first of watchers) {
        const read = await this.#reader.readKeys(topic, keys, first.asker);
        if (read === "refused") {
          this.refuse(first, topic);
          continue;
        }
        return this.#sendChanges(
          watchers.filter((each) => each.topics.has(topic)),
          topic,
          read.seq,
          read.values,
        );
      }
      return;
    }
    if (topic.startsWith("counts:")) {
      const read = await this.#reader.read(topic, watchers[0]!.asker);
      if (read !== "refused") {
        const text = JSON.stringify({ t: "snapshot", topic, seq: read.seq, value: read.value });
        for (const watcher of watchers) watcher.sendText(text);
      }
      return;
    }
    await Promise.all(watchers.map((watcher) => this.#sendSnapshot(watcher, topic)));
  }

  async #sendSnapshot(connection: Connection, topic: TopicName): Promise<void> {
    const read = await this.#reader.read(topic, connection.asker);
    if (read === "refused") return this.refuse(connection, topic);
    const state = connection.topics.get(topic);
    // A newer one may have gone out while this one was read.
    if (!state || read.seq < state.seq) return;
    state.seq = read.seq;
    connection.send({ t: "snapshot", topic, seq: read.seq, value: read.value });
  }

  #sendChanges(connections: readonly Connection[], topic: TopicName, seq: number, values: Record<string, unknown>): void {
    const texts = Object.entries(values).map(([key, value]) => JSON.stringify({ t: "change", topic, seq, key, value }));
    for (const connection of connections) for (const text of texts) connection.sendText(text);
  }
}
