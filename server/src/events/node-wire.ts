import { randomUUID } from "node:crypto";
import type { TopicName } from "@anteroom/core/protocol";
import pg from "pg";
import type { Database } from "../db/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";

/** A NOTIFY carries less than 8,000 bytes; longer messages go in pieces. */
const PIECE = 7_000;
const MOVES_CHANNEL = "anteroom_moves";
const COALESCE_MS = 5;
const HEAL_MS = 500;
/** A change may become visible so much later than it was stamped. Milliseconds. */
const HEAL_MARGIN_MS = 2_000;
const RETRY_MS = 250;
/** A message whose rest never comes is not kept longer. Milliseconds. */
const PIECES_MS = 10_000;
/** Messages that wait for a connection; the oldest are given up, as volatile things are. */
const MAX_WAITING = 5_000;

type Deps = {
  databaseUrl: string;
  database: Database;
  nodeId: string;
  onMoves: (moves: TopicMoves) => void;
  /** Moves that a wake-up may have lost; most are known already. */
  onLook: (moves: TopicMoves) => void;
  onMessage: (message: unknown) => void;
  report: (what: string, error: unknown) => void;
};

/** How nodes of one installation wake each other: NOTIFY from a connection of its own, and a slow look that heals what it loses. */
export class NodeWire {
  readonly #deps: Deps;
  readonly #pieces = new Map<string, string[]>();
  readonly #waiting: { channel: string; piece: string }[] = [];
  #client: pg.Client | null = null;
  #sending = false;
  #outgoing: TopicMoves[number][] = [];
  #timer: NodeJS.Timeout | null = null;
  #healTimer: NodeJS.Timeout | null = null;
  #lookedAt = performance.now();
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async open(): Promise<void> {
    await this.#connect();
    this.#heal();
  }

  /** After a commit here: other nodes look at these topics. */
  tell(moves: TopicMoves): void {
    this.#outgoing.push(...moves.map(({ topic, seq }) => ({ topic, seq, keys: [] })));
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const told = this.#outgoing;
      this.#outgoing = [];
      this.#send(MOVES_CHANNEL, { node: this.#deps.nodeId, moves: told });
    }, COALESCE_MS);
  }

  /** To the node that holds a seat; lost when that node is gone, as volatile things are. */
  send(nodeId: string, message: unknown): void {
    this.#send(channelOf(nodeId), message);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#healTimer) clearTimeout(this.#healTimer);
    if (this.#timer) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => {});
  }

  #send(channel: string, message: unknown): void {
    // ASCII, so that a piece has as many bytes as characters.
    const text = JSON.stringify(message).replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const id = randomUUID().slice(0, 13);
    const count = Math.ceil(text.length / PIECE);
    for (let i = 0; i < count; i++) this.#waiting.push({ channel, piece: `${id} ${i} ${count} ${text.slice(i * PIECE, (i + 1) * PIECE)}` });
    if (this.#waiting.length > MAX_WAITING) this.#waiting.splice(0, this.#waiting.length - MAX_WAITING);
    void this.#flush();
  }

  /** In order, as many in one statement as wait; what is lost here the slow look finds. */
  async #flush(): Promise<void> {
    if (this.#sending || !this.#client) return;
    this.#sending = true;
    while (this.#client && this.#waiting.length) {
      const batch = this.#waiting.splice(0, 50);
      await this.#client
        .query("select pg_notify(channel, piece) from unnest($1::text[], $2::text[]) with ordinality as t (channel, piece, n) order by n", [
          batch.map(({ channel }) => channel),
          batch.map(({ piece }) => piece),
        ])
        .catch((error: unknown) => this.#closed || this.#deps.report("waking other nodes", error));
    }
    this.#sending = false;
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#deps.databaseUrl, keepAlive: true });
    let ended = false;
    const again = () => {
      if (ended) return;
      ended = true;
      if (this.#client === client) this.#client = null;
      if (!this.#closed) setTimeout(() => void this.#connect().catch((error: unknown) => this.#deps.report("the wire between nodes", error)), RETRY_MS);
    };
    client.on("error", () => {}); // "end" follows
    client.on("end", again);
    client.on("notification", ({ channel, payload = "" }) => this.#receive(channel, payload));
    try {
      await client.connect();
      await client.query(`listen ${MOVES_CHANNEL}; listen ${channelOf(this.#deps.nodeId)}`);
    } catch (error) {
      again();
      throw error;
    }
    this.#client = client;
    void this.#flush();
  }

  #receive(channel: string, payload: string): void {
    const [id = "", index = "", count = ""] = payload.split(" ", 3);
    const text = payload.slice(id.length + index.length + count.length + 3);
    const pieces = this.#pieces.get(id) ?? [];
    pieces[Number(index)] = text;
    if (pieces.filter((piece) => piece !== undefined).length < Number(count)) {
      if (!this.#pieces.has(id)) setTimeout(() => this.#pieces.delete(id), PIECES_MS).unref();
      this.#pieces.set(id, pieces);
      return;
    }
    this.#pieces.delete(id);
    try {
      const message: unknown = JSON.parse(pieces.join(""));
      if (channel !== MOVES_CHANNEL) return this.#deps.onMessage(message);
      const { node, moves } = message as { node: string; moves: TopicMoves };
      if (node !== this.#deps.nodeId) this.#deps.onMoves(moves);
    } catch (error) {
      this.#deps.report("a message between nodes", error);
    }
  }

  /** What a wake-up lost is found by looking at what changed since the last look that succeeded. */
  #heal(): void {
    this.#healTimer = setTimeout(() => void this.#look(), HEAL_MS);
  }

  async #look(): Promise<void> {
    const began = performance.now();
    try {
      const rows = await this.#deps.database.query<{ topic: TopicName; seq: number }>(
        "select topic, max(seq)::bigint as seq from jobs.topic_change where at > clock_timestamp() - $1 * interval '1 millisecond' group by topic",
        [began - this.#lookedAt + HEAL_MARGIN_MS],
      );
      this.#lookedAt = began;
      if (rows.length) this.#deps.onLook(rows.map(({ topic, seq }) => ({ topic, seq, keys: [] })));
    } catch (error) {
      if (!this.#closed) this.#deps.report("healing", error);
    }
    if (!this.#closed) this.#heal();
  }
}

function channelOf(nodeId: string): string {
  return `anteroom_node_${nodeId.replaceAll("-", "")}`;
}
