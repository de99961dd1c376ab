import type { TopicName } from "@anteroom/core/protocol";
import type { TopicReader } from "../views/topic-reader.ts";
import type { Connection, Session } from "./connection.ts";

type Watch = {
  /** The number up to which this page was told; null: it has nothing yet. */
  seq: number | null;
  /** Class of watchers that see the same; null until the present right was asked for, and until then not a byte goes out. */
  audience: string | null;
  /** Has not been answered since it asked. */
  fresh: boolean;
};
/** Milliseconds. */
const SNAPSHOT_MS = 2_000;

type Deps = { topic: TopicName; reader: TopicReader; onRefused: (connection: Connection) => void };

/**
 * One topic and who watches it on this node. Rounds follow each other, so that nobody sees an older value after a newer one.
 * Each view is read once for an audience and goes out as the same bytes.
 */
export class Lane {
  readonly #deps: Deps;
  readonly #watches = new Map<Connection, Watch>();
  /** What many see alike, by audience, for those who come before it moves. */
  #snapshots = new Map<string, { seq: number; bytes: Buffer; until: number }>();
  #moved = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** A set of things of which each may change; the others are told whole. */
  get #isKeyed(): boolean {
    return /^(clinic|channel):/.test(this.#deps.topic);
  }

  get isEmpty(): boolean {
    return this.#watches.size === 0;
  }

  /** The number up to which everybody here was told; what is above has to be sent. */
  get toldUpTo(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const { seq } of this.#watches.values()) least = Math.min(least, seq ?? 0);
    return Number.isFinite(least) ? least : 0;
  }

  add(connection: Connection, since: number | null): void {
    this.#watches.set(connection, { seq: since, audience: null, fresh: true });
  }

  remove(connection: Connection): void {
    this.#watches.delete(connection);
  }

  /** Something of the topic is other than what was told. */
  move(): void {
    this.#moved = true;
    this.#snapshots.clear();
  }

  /** The right of these may be another by now: it is asked again before the next byte. */
  doubt(connection: Connection): void {
    const watch = this.#watches.get(connection);
    // A new value, so that an answer that is on its way is not taken for that to the new question.
    if (watch) this.#watches.set(connection, { ...watch, audience: null, fresh: watch.fresh || !this.#isKeyed });
  }

  /** Throws when something could not be read; nothing is lost by running it again. */
  async round(): Promise<void> {
    const moved = this.#moved;
    this.#moved = false;
    try {
      await this.#authorise();
      const keyed = this.#isKeyed;
      const due = [...this.#watches].filter(([, watch]) => watch.audience !== null && (moved || watch.fresh));
      for (const group of groupsOf(due, ({ audience, seq, fresh }) => `${audience} ${seq} ${!keyed && fresh}`)) await (keyed ? this.#tellChanges(group) : this.#tellWhole(group));
    } catch (error) {
      this.#moved ||= moved;
      throw error;
    }
  }

  async #authorise(): Promise<void> {
    const { reader, topic } = this.#deps;
    const unknown = [...this.#watches].filter(([, watch]) => watch.audience === null);
    for (const group of groupsOf(unknown, (_watch, connection) => subjectOf(connection.asker))) {
      const answer = await reader.audienceOf(topic, group[0]![0].asker);
      for (const [connection, watch] of group) {
        // Somebody may have gone, or asked anew, while the answer was on its way.
        if (this.#watches.get(connection) !== watch) continue;
        if (answer === "refused") this.#refuse(connection);
        else watch.audience = answer.audience;
      }
    }
  }

  async #tellChanges(group: readonly Entry[]): Promise<void> {
    const { reader, topic } = this.#deps;
    const [first, { seq: since }] = group[0]!;
    const tail = since === null ? null : await reader.changedSince(topic, since);
    if (since === null || !tail) return this.#tellWhole(group);
    if (tail.keys.length) {
      const read = await reader.readKeys(topic, tail.keys, first.asker);
      if (read === "refused") return this.#refuseAgain(group);
      const changes = Object.entries(read.values);
      // Of what goes out together only the last frame carries the new number: a line cut in between asks for the rest again.
      const frames = changes.map(([key, value], at) => bytesOf({ t: "change", topic, seq: at === changes.length - 1 ? tail.seq : since, key, value }));
      for (const [connection] of this.#still(group)) for (const frame of frames) connection.sendBytes(frame);
    }
    for (const [, watch] of this.#still(group)) Object.assign(watch, { seq: tail.seq, fresh: false });
  }

  async #tellWhole(group: readonly Entry[]): Promise<void> {
    const { reader, topic } = this.#deps;
    const [first, { audience, seq, fresh }] = group[0]!;
    let snapshot = this.#snapshots.get(audience ?? "");
    if (!snapshot || snapshot.until < performance.now()) {
      const read = await reader.read(topic, first.asker);
      if (read === "refused") return this.#refuseAgain(group);
      snapshot = { seq: read.seq, bytes: bytesOf({ t: "snapshot", topic, seq: read.seq, value: read.value }), until: performance.now() + SNAPSHOT_MS };
      if (!this.#moved && isShared(topic)) this.#snapshots.set(audience ?? "", snapshot);
    }
    for (const [connection, watch] of this.#still(group)) {
      if (fresh || seq === null || this.#isKeyed || snapshot.seq > seq) connection.sendBytes(snapshot.bytes);
      Object.assign(watch, { seq: snapshot.seq, fresh: false });
    }
  }

  /** Those whose watch and right are still what they were when the view was asked for. */
  #still(group: readonly Entry[]): readonly Entry[] {
    return group.filter(([connection, watch]) => this.#watches.get(connection) === watch && watch.audience !== null);
  }

  /** The one in whose name was asked has lost the right; the others are asked for themselves. */
  #refuseAgain(group: readonly Entry[]): void {
    for (const [connection] of group) this.doubt(connection);
    this.#moved = true;
    const subject = subjectOf(group[0]![0].asker);
    for (const [connection] of group) if (subjectOf(connection.asker) === subject && this.#watches.has(connection)) this.#refuse(connection);
  }

  #refuse(connection: Connection): void {
    this.#watches.delete(connection);
    this.#deps.onRefused(connection);
    connection.send({ t: "refused", topic: this.#deps.topic });
  }

  get isDue(): boolean {
    if (this.#moved) return true;
    for (const { fresh, audience } of this.#watches.values()) if (fresh || audience === null) return true;
    return false;
  }
}

type Entry = [Connection, Watch];

/** Watched by many who see the same; other topics are for one person or a few. */
function isShared(topic: TopicName): boolean {
  return /^(clinic|counts|channel):/.test(topic);
}

function groupsOf(entries: readonly Entry[], keyOf: (watch: Watch, connection: Connection) => string): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry[1], entry[0]);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}

/** Pages of one person see the same. */
function subjectOf(asker: Session): string {
  return asker.kind === "member" ? asker.personId : asker.seatId;
}

function bytesOf(frame: object): Buffer {
  return Buffer.from(JSON.stringify(frame));
}
