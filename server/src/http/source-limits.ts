/** Sources remembered at most; the one heard of least lately is forgotten first. */
const MOST_SOURCES = 50_000;

/**
 * How often one source may do a thing. It follows the network source and never a cookie, which whoever floods would drop.
 * An IPv6 source is its /64, because whoever has one address there has them all.
 */
export class SourceLimit {
  readonly #most: number;
  readonly #perMs: number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  /** `most` at once, and again as many over `perMs` milliseconds. */
  constructor(most: number, perMs: number) {
    this.#most = most;
    this.#perMs = perMs;
  }

  /** Null when it may go on, else milliseconds until it may try again. */
  take(source: string, what = "", now = performance.now()): number | null {
    const bucket = this.#bucket(source, what, now);
    if (bucket.left < 1) return Math.ceil(((1 - bucket.left) / this.#most) * this.#perMs);
    bucket.left -= 1;
    return null;
  }

  /** How much of the allowance is used: 0 for a source that is new, 1 for one that is refused. */
  used(source: string, what = "", now = performance.now()): number {
    return 1 - this.#bucket(source, what, now).left / this.#most;
  }

  #bucket(source: string, what: string, now: number): { left: number; at: number } {
    const key = `${networkOf(source)} ${what}`;
    const bucket = this.#buckets.get(key) ?? { left: this.#most, at: now };
    bucket.left = Math.min(this.#most, bucket.left + ((now - bucket.at) / this.#perMs) * this.#most);
    bucket.at = now;
    // Taken out and put back, so that the first of the map is always the oldest.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    const [oldest] = this.#buckets.size > MOST_SOURCES ? this.#buckets.keys() : [];
    if (oldest !== undefined) this.#buckets.delete(oldest);
    return bucket;
  }
}

export function networkOf(source: string): string {
  const mapped = source.replace(/^::ffff:/i, "");
  if (!mapped.includes(":")) return mapped;
  const [head = "", tail = ""] = mapped.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = mapped.includes("::") ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0") : [];
  return [...left, ...zeros, ...right].slice(0, 4).join(":");
}
