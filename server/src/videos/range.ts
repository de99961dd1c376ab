/** First and last byte, both included. */
export type Range = { first: number; last: number };

/**
 * What a `Range` header asks of something of that size (RFC 9110 §14.2). Null: the whole, also for several ranges at once and for units that
 * are unknown, which a server may pass over. `none`: nothing of what is wanted exists.
 */
export function rangeOf(header: string | undefined, size: number): Range | "none" | null {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  if (from === "") return Number(to) === 0 ? "none" : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const first = Number(from);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < first) return null;
  return first >= size ? "none" : { first, last };
}
