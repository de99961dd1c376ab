import type { ServerFrame, TopicName } from "@anteroom/core/protocol";
import type { Asker } from "../http/handler.ts";

/** What carries frames to one page: a socket, or a chain of long polls. */
export type Carrier = {
  send(text: string): void;
  /** Bytes that the page has not taken yet. */
  backlog(): number;
  close(code: number, reason: string): void;
};

/** More than this unsent and the page is too slow to be worth the memory. Bytes. */
const MAX_BACKLOG = 1_000_000;
/** Frames a page may send at once, and each second after that. */
const BURST = 300;
const PER_SECOND = 100;
/** So many frames too many, or that no page of ours would send, and the line is closed. */
const MAX_DROPPED = 1_000;
const MAX_NONSENSE = 20;

export class Connection {
  readonly id: string;
  readonly asker: Asker;
  readonly cookie: string;
  readonly topics = new Map<TopicName, { seq: number }>();
  /** The seat that this page is live for, and by which page id it said so. */
  seatId: string | null = null;
  visible = true;
  closed = false;
  readonly #carrier: Carrier;
  #allowance = BURST;
  #allowanceAt = performance.now();
  #dropped = 0;
  #nonsense = 0;

  constructor(id: string, asker: Asker, cookie: string, carrier: Carrier) {
    this.id = id;
    this.asker = asker;
    this.cookie = cookie;
    this.#carrier = carrier;
  }

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** The same text goes to all who may see the same. */
  sendText(text: string): void {
    if (this.closed) return;
    if (this.#carrier.backlog() > MAX_BACKLOG) return this.close(1013, "too slow");
    this.#carrier.send(text);
  }

  /** False for a frame above the allowance: it is dropped, and whoever goes on is cut off. */
  allows(): boolean {
    const now = performance.now();
    this.#allowance = Math.min(BURST, this.#allowance + ((now - this.#allowanceAt) / 1000) * PER_SECOND);
    this.#allowanceAt = now;
    if (this.#allowance >= 1) {
      this.#allowance -= 1;
      return true;
    }
    if (++this.#dropped > MAX_DROPPED) this.close(1008, "too many frames");
    return false;
  }

  /** A frame that no page of ours would send. */
  nonsense(): void {
    if (++this.#nonsense > MAX_NONSENSE) this.close(1008, "not understood");
  }

  close(code: number, reason: string): void {
    if (this.closed) return;
    this.#carrier.close(code, reason);
  }
}
