const FIRST_SECONDS = 15;
const MOST_SECONDS = 3_600;

/** How long to wait after this many tries that failed: a mail server that greylists or restarts is asked again soon, one that is gone seldom. */
export function pauseSeconds(attempts: number): number {
  return Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** Math.max(0, attempts - 1));
}
