import type { TopicName } from "@anteroom/core/protocol";
import type { TopicMoves, TopicReader } from "../views/topic-reader.ts";
import type { Connection } from "./connection.ts";
import { Lane } from "./lane.ts";
import { Turns } from "./turns.ts";

/** Moves within this go out together. Milliseconds. */
const COALESCE_MS = 5;
/** What could not be read is tried again. Milliseconds. */
const RETRY_MS = 250;
/** Connections to the database that views may use at once; commands need the others. */
const READS_AT_ONCE = 8;
/** How long what moves with a call waits for it. Milliseconds. */
const AFTER_CALLS_MS = 10;
/** A move of more topics than this is news for a whole queue: nobody waits for it with a hand on a button. */
const MANY = 50;

type Report = (what: string, error: unknown) => void;
type Running = { lane: Lane; timer: NodeJS.Timeout | null; busy: boolean; lastRoundAt: number };

/** The durable topics watched on this node. */
export class TopicLanes {
  readonly #reader: TopicReader;
  readonly #report: Report;
  readonly #onLeft: (connection: Connection, topic: TopicName) => void;
  readonly #lanes = new Map<TopicName, Running>();
  readonly #turns = new Turns(READS_AT_ONCE);

  /** `onLeft`: a page watches a topic no longer, of its own will or because it was refused. */
  constructor(reader: TopicReader, report: Report, onLeft: (connection: Connection, topic: TopicName) => void) {
    this.#reader = reader;
    this.#report = report;
    this.#onLeft = onLeft;
  }

  watch(connection: Connection, topic: TopicName, since: number | null): void {
    let running = this.#lanes.get(topic);
    if (!running) {
      const lane = new Lane({ topic, reader: this.#reader, onRefused: (refused) => this.#forget(refused, topic) });
      running = { lane, timer: null, busy: false, lastRoundAt: 0 };
      this.#lanes.set(topic, running);
    }
    connection.topics.add(topic);
    running.lane.add(connection, since);
    this.#run(topic, running, true);
  }

  unwatch(connection: Connection, topic: TopicName): void {
    this.#lanes.get(topic)?.lane.remove(connection);
    this.#forget(connection, topic);
  }

  /** What moved, here or on another node; telling twice does no harm. */
  move(moves: TopicMoves): void {
    const others: TopicName[] = [];
    let isCall = false;
    for (const { topic } of moves) {
      if (!topic.startsWith("call:")) others.push(topic);
      // A picture waits for a call; a line in a list does not.
      else if (this.#move(topic, true)) isCall = true;
    }
    const moveOthers = () => {
      for (const topic of others) {
        this.#move(topic, moves.length <= MANY);
        if (topic.startsWith("clinic:")) this.#move(`counts:${topic.slice("clinic:".length)}`, true);
      }
    };
    if (isCall) setTimeout(moveOthers, AFTER_CALLS_MS);
    else moveOthers();
  }

  /** The latest number that every watcher of this topic here was told; null when nobody watches. */
  toldUpTo(topic: TopicName): number | null {
    return this.#lanes.get(topic)?.lane.toldUpTo ?? null;
  }

  /** Rights may have changed: nothing more goes to this page before they were asked again. */
  doubt(connection: Connection): void {
    for (const topic of connection.topics) {
      const running = this.#lanes.get(topic);
      if (!running) continue;
      running.lane.doubt(connection);
      this.#run(topic, running, true);
    }
  }

  /** False when nobody watches it here. */
  #move(topic: TopicName, isUrgent: boolean): boolean {
    const running = this.#lanes.get(topic);
    if (!running) return false;
    running.lane.move();
    this.#run(topic, running, isUrgent);
    return true;
  }

  #forget(connection: Connection, topic: TopicName): void {
    connection.topics.delete(topic);
    this.#onLeft(connection, topic);
    if (this.#lanes.get(topic)?.lane.isEmpty) this.#lanes.delete(topic);
  }

  #run(topic: TopicName, running: Running, isUrgent: boolean, inMs = COALESCE_MS - (performance.now() - running.lastRoundAt)): void {
    if (running.busy || running.timer) return;
    running.timer = setTimeout(
      () => {
        running.timer = null;
        running.busy = true;
        void this.#turns
          .take(isUrgent, () => running.lane.round())
          .then(
            () => 0,
            (error: unknown) => {
              this.#report(`the topic ${topic}`, error);
              return RETRY_MS;
            },
          )
          .then((retryInMs) => {
            running.busy = false;
            running.lastRoundAt = performance.now();
            if (running.lane.isDue) this.#run(topic, running, isUrgent, retryInMs || undefined);
          });
      },
      Math.max(0, inMs),
    );
  }
}
