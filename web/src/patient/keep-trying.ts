/** Pause before the second attempt, then twice as long each time, up to the longest. Milliseconds. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 8_000;

/**
 * Parts of the page that come late are asked for until they are here: a server that restarts, or a lift, must not cost
 * the visit. Returns the way to give up.
 */
export function keepTrying<Part>(load: () => Promise<Part>, take: (part: Part) => void): () => void {
  let gone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  function attempt(): void {
    load().then(
      (part) => {
        if (!gone) take(part);
      },
      () => {
        if (gone) return;
        // All who waited for the same server come back at different moments.
        timer = setTimeout(attempt, pauseMs * (0.5 + Math.random() / 2));
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      },
    );
  }
  attempt();
  return () => {
    gone = true;
    clearTimeout(timer);
  };
}
