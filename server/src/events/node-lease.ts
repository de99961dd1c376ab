import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";

const RENEW_MS = 2_000;
const WATCH_MS = 500;
/** Without a renewed lease for so long, the others may soon take this node for dead. Milliseconds. */
const LOST_MS = 5_000;
/** And after this they do. Milliseconds. */
const GONE_MS = 10_000;
/** Seats whose node vanished while nobody looked. Milliseconds. */
const SWEEP_MS = 15_000;
/** Clocks drift by less than this between two looks; more means that somebody set them. Milliseconds. */
const CLOCK_STEP_MS = 5_000;
/** A look at the lease proves that the database can be written; no faster than this, however often it is asked. Milliseconds. */
const PROOF_MS = 250;

type Deps = {
  database: Database;
  nodeId: Id;
  /** This node must not go on as if it were alive. */
  onLost: () => void;
  /** Seats of nodes that are gone. */
  takeOver: () => Promise<void>;
  /** Something that an operator must look at. */
  alert: (sentence: string) => void;
  report: (what: string, error: unknown) => void;
};

/** That this node lives, told to the others by a row that it renews; and what the others left behind. */
export class NodeLease {
  readonly #deps: Deps;
  #timers: NodeJS.Timeout[] = [];
  #renewedAt = performance.now();
  #sweptAt = performance.now();
  #isLost = false;
  #orphansWait = false;
  #clock: Clock | null = null;
  #proof: { at: number; renewed: Promise<void> } | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async open(): Promise<void> {
    await this.#renew();
    const { report } = this.#deps;
    let busy = false;
    const tend = async () => {
      if (busy) return;
      busy = true;
      await this.#tend().catch((error: unknown) => report("the lease of this node", error));
      busy = false;
    };
    this.#timers.push(
      setInterval(() => void tend(), RENEW_MS),
      setInterval(() => this.#watch(), WATCH_MS),
    );
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  /** Resolves when the database has just taken a write of this node. */
  prove(): Promise<void> {
    if (!this.#proof || performance.now() - this.#proof.at > PROOF_MS) this.#proof = { at: performance.now(), renewed: this.#renew() };
    return this.#proof.renewed;
  }

  /** The row stays: it grows old like that of a node that died, and seats that nobody moved are taken over in the same way. */
  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #renew(): Promise<void> {
    const [row] = await this.#deps.database.query<{ wall: number }>(
      "insert into jobs.node (id) values ($1) on conflict (id) do update set beat_at = clock_timestamp() returning (extract(epoch from beat_at) * 1000)::bigint as wall",
      [this.#deps.nodeId],
    );
    this.#compareClocks(Number(row?.wall));
    this.#renewedAt = performance.now();
    this.#isLost = false;
  }

  async #tend(): Promise<void> {
    const { database, takeOver } = this.#deps;
    await this.#renew();
    // Of a node that died before the clock was set back: it would otherwise seem alive until the clock gets there again.
    await database.query("update jobs.node set beat_at = clock_timestamp() where beat_at > clock_timestamp() + $1 * interval '1 millisecond'", [GONE_MS]);
    const gone = await database.query("delete from jobs.node where beat_at < clock_timestamp() - $1 * interval '1 millisecond' returning id", [GONE_MS]);
    if (gone.length || performance.now() - this.#sweptAt > SWEEP_MS) this.#orphansWait = true;
    if (!this.#orphansWait) return;
    this.#sweptAt = performance.now();
    await takeOver();
    this.#orphansWait = false;
  }

  #compareClocks(wall: number): void {
    const clock = { wall, at: performance.now() };
    const step = this.#clock ? stepOfClock(this.#clock, clock) : 0;
    this.#clock = clock;
    if (Math.abs(step) < CLOCK_STEP_MS) return;
    this.#deps.alert(
      `The clock of the database server was set ${step < 0 ? "back" : "forward"} by ${Math.round(Math.abs(step) / 1000)} seconds. Places in the queues are kept; times shown to people may be wrong.`,
    );
  }

  /** By a timer of its own, as a query that hangs reports nothing; also after this process itself was stopped for a while. */
  #watch(): void {
    if (this.#isLost || performance.now() - this.#renewedAt < LOST_MS) return;
    this.#isLost = true;
    this.#deps.report("the lease of this node", new Error(`not renewed for ${LOST_MS} ms`));
    this.#deps.onLost();
  }
}

type Clock = { wall: number; at: number };

/** How far a clock on the wall went more than time itself did; below zero when it was set back. Milliseconds. */
export function stepOfClock(before: Clock, after: Clock): number {
  return after.wall - before.wall - (after.at - before.at);
}
