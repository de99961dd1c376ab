/** Sources remembered at most; the one heard of least lately is forgotten first. */
const MOST_SOURCES = 50_000;

/**
 * How often one source may do a thing on this node, against floods (docs/decisions/0025). It follows the network source and never a cookie, which whoever floods would drop.
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

  /** `wait`: null when it may go on, else milliseconds until it may try again; `used`: how much of the allowance is gone, 1 for a source that is refused. */
  take(source: string, what = "", now = performance.now()): { wait: number | null; used: number } {
    const bucket = this.#bucket(source, what, now);
    const isRefused = bucket.left < 1;
    if (!isRefused) bucket.left -= 1;
    return { wait: isRefused ? Math.ceil(((1 - bucket.left) / this.#most) * this.#perMs) : null, used: 1 - bucket.left / this.#most };
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
