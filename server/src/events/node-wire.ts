import { randomUUID } from "node:crypto";
import type { TopicName } from "@anteroom/core/protocol";
import pg from "pg";
import type { Database } from "../db/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";

/** A NOTIFY carries less than 8,000 bytes; longer messages go in pieces. */
const PIECE = 7_000;
const MOVES_CHANNEL = "anteroom_moves";
const HEAL_MS = 500;
const RETRY_MS = 250;

type Deps = {
  databaseUrl: string;
  database: Database;
  nodeId: string;
  onMoves: (moves: TopicMoves) => void;
  onMessage: (message: unknown) => void;
  report: (what: string, error: unknown) => void;
};

/** How nodes of one installation wake each other: NOTIFY from a connection of its own, and a slow look that heals what it loses. */
export class NodeWire {
  readonly #deps: Deps;
  readonly #pieces = new Map<string, string[]>();
  #client: pg.Client | null = null;
  #outgoing: TopicMoves[number][] = [];
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  #sending: Promise<void> = Promise.resolve();
  #healTimer: NodeJS.Timeout | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async open(): Promise<void> {
    await this.#connect();
    this.#heal();
  }

  /** After a commit here: other nodes look at these topics. */
  tell(moves: TopicMoves): void {
    this.#outgoing.push(...moves);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const told = this.#outgoing;
      this.#outgoing = [];
      this.#send(MOVES_CHANNEL, { node: this.#deps.nodeId, moves: told });
    }, 5);
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
    const text = JSON.stringify(message);
    const id = randomUUID().slice(0, 8);
    const count = Math.ceil(text.length / PIECE);
    for (let i = 0; i < count; i++) {
      const piece = `${id} ${i} ${count} ${text.slice(i * PIECE, (i + 1) * PIECE)}`;
      // One after the other, on whichever connection there is by then; what is lost here the slow look finds.
      this.#sending = this.#sending.then(async () => void (await this.#client?.query("select pg_notify($1, $2)", [channel, piece]))).catch(() => {});
    }
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#deps.databaseUrl, keepAlive: true });
    client.on("error", () => {});
    client.on("end", () => {
      this.#client = null;
      if (!this.#closed) setTimeout(() => void this.#connect().catch((error: unknown) => this.#deps.report("the wire between nodes", error)), RETRY_MS);
    });
    client.on("notification", ({ channel, payload = "" }) => this.#receive(channel, payload));
    await client.connect();
    await client.query(`listen ${MOVES_CHANNEL}; listen ${channelOf(this.#deps.nodeId)}`);
    this.#client = client;
  }

  #receive(channel: string, payload: string): void {
    const [id = "", index = "", count = ""] = payload.split(" ", 3);
    const text = payload.slice(id.length + index.length + count.length + 3);
    const pieces = this.#pieces.get(id) ?? [];
    pieces[Number(index)] = text;
    if (pieces.filter((piece) => piece !== undefined).length < Number(count)) {
      this.#pieces.set(id, pieces);
      // A message whose rest never comes is not kept.
      if (pieces.length === 1) setTimeout(() => this.#pieces.delete(id), 10_000).unref();
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

  /** What a wake-up lost is found by looking at what changed lately. */
  #heal(): void {
    this.#healTimer = setTimeout(() => void this.#look(), HEAL_MS);
  }

  async #look(): Promise<void> {
    try {
      const rows = await this.#deps.database.query<{ topic: TopicName; seq: number; keys: string[] }>(
        "select topic, max(seq)::bigint as seq, array_agg(distinct key) as keys from jobs.topic_change where at > clock_timestamp() - interval '2 seconds' group by topic",
      );
      this.#deps.onMoves(rows);
    } catch (error) {
      this.#deps.report("healing", error);
    }
    if (!this.#closed) this.#heal();
  }
}

function channelOf(nodeId: string): string {
  return `anteroom_node_${nodeId.replaceAll("-", "")}`;
}
