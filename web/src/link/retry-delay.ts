const FIRST_MS = 400;
const LONGEST_MS = 6_000;

/**
 * How long to wait before try number `attempt` (0 is the first after a failure), in milliseconds. Full jitter from the
 * first try on: two thousand pages that lost their server together must not come back together.
 */
export function retryDelayMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 1.7 ** attempt);
}
