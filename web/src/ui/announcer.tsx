import { useEffect, useState } from "react";

/** Changes are grouped, so that a screen reader is not flooded. Milliseconds. */
const GROUP_MS = 10_000;

export type Announcer = {
  /** Said politely, at most one group each ten seconds; the same `about` replaces what was not yet said. */
  announce(text: string, about?: string): void;
  /** At once, for what the person must know now. */
  alert(text: string): void;
  /** Nothing of the page before is left to be read. */
  clear(): void;
  subscribe(listener: (said: { polite?: string; assertive?: string }) => void): () => void;
};

export function createAnnouncer(now: () => number = Date.now): Announcer {
  const listeners = new Set<(said: { polite?: string; assertive?: string }) => void>();
  let waiting = new Map<string, string>();
  let lastSaidAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (said: { polite?: string; assertive?: string }) => {
    for (const listener of listeners) listener(said);
  };
  function say(): void {
    timer = undefined;
    lastSaidAt = now();
    const polite = [...waiting.values()].join(" ");
    waiting = new Map();
    tell({ polite });
  }

  return {
    announce(text, about = text) {
      waiting.set(about, text);
      timer ??= setTimeout(say, Math.max(0, lastSaidAt + GROUP_MS - now()));
    },
    alert: (text) => tell({ assertive: text }),
    clear() {
      clearTimeout(timer);
      timer = undefined;
      waiting = new Map();
      tell({ polite: "", assertive: "" });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The page's two live regions. Mounted once, before anything is said: regions that arrive with their text are not read. */
export function LiveRegions({ announcer }: { announcer: Announcer }) {
  const [polite, setPolite] = useState("");
  const [assertive, setAssertive] = useState("");
  useEffect(
    () =>
      announcer.subscribe((said) => {
        // The same sentence again must be a change, or it is not read again.
        const again = (before: string, text: string) => (text && before === text ? `${text}\u00a0` : text);
        if (said.polite !== undefined) setPolite((before) => again(before, said.polite ?? ""));
        if (said.assertive !== undefined) setAssertive((before) => again(before, said.assertive ?? ""));
      }),
    [announcer],
  );
  return (
    <>
      <div className="sr" role="status" aria-live="polite">
        {polite}
      </div>
      <div className="sr" role="alert">
        {assertive}
      </div>
    </>
  );
}
