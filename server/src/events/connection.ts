import type { ServerFrame, TopicName } from "@anteroom/core/protocol";
import type { Asker } from "../http/handler.ts";

/** What carries frames to one page: a socket, or a chain of long polls. */
export type Carrier = {
  /** A frame as UTF-8; the same buffer goes to all who may see the same, so nobody changes it. */
  send(frame: Buffer): void;
  /** Bytes that the page has not taken yet. */
  backlog(): number;
  close(code: number, reason: string): void;
};

export type Session = Exclude<Asker, { kind: "nobody" }>;

/** More than this unsent and the page is too slow to be worth the memory; a full waiting area of thousands fits. Bytes. */
export const MAX_BACKLOG = 4_000_000;
/** What a page may ask for at once, and each second after that; a simple frame costs one. */
const BURST = 300;
const PER_SECOND = 100;
/** So many frames too many, or that no page of ours would send, and the line is closed. */
const MAX_DROPPED = 1_000;
const MAX_NONSENSE = 20;

/** One page's line to this node, with what it may cost. */
export class Connection {
  readonly id: string;
  readonly asker: Session;
  readonly topics = new Set<TopicName>();
  /** The seat that this page is live for. */
  seatId: string | null = null;
  visible = true;
  /** Asked for what no page of ours asks for; told to the operator once. */
  isSuspect = false;
  /** Nothing more goes out. */
  closed = false;
  readonly #carrier: Carrier;
  #allowance = BURST;
  #allowanceAt = performance.now();
  #dropped = 0;
  #nonsense = 0;

  constructor(id: string, asker: Session, carrier: Carrier) {
    this.id = id;
    this.asker = asker;
    this.#carrier = carrier;
  }

  send(frame: ServerFrame): void {
    this.sendBytes(Buffer.from(JSON.stringify(frame)));
  }

  sendBytes(frame: Buffer): void {
    if (this.closed) return;
    if (this.#carrier.backlog() > MAX_BACKLOG) return this.close(1013, "too slow");
    this.#carrier.send(frame);
  }

  /** False for a frame above the allowance: it is dropped, and whoever goes on is cut off. */
  allows(more = 0): boolean {
    const now = performance.now();
    this.#allowance = Math.min(BURST, this.#allowance + ((now - this.#allowanceAt) / 1000) * PER_SECOND);
    this.#allowanceAt = now;
    const cost = 1 + more;
    if (this.#allowance >= cost) {
      this.#allowance -= cost;
      return true;
    }
    if (++this.#dropped > MAX_DROPPED) this.close(1008, "too many frames");
    return false;
  }

  /** A frame that no page of ours would send: counted, dropped, and at last the end. */
  nonsense(): void {
    if (++this.#nonsense > MAX_NONSENSE) this.close(1008, "not understood");
  }

  close(code: number, reason: string): void {
    if (this.closed) return;
    this.closed = true;
    this.#carrier.close(code, reason);
  }
}
