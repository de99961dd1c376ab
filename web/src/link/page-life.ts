/** What the stream must know of the page it lives in. */
export type PageLife = {
  isVisible(): boolean;
  /** The page may have slept, or the network may have changed: nothing that was thought to be alive can be trusted. */
  onWake(listener: () => void): () => void;
  onVisibility(listener: (visible: boolean) => void): () => void;
  /** The page goes to sleep or away, perhaps to come back. */
  onSleep(listener: () => void): () => void;
  /** Every `HEARTBEAT_MS`, also while the page is hidden and its own timers run once a minute. */
  onTick(listener: () => void): () => void;
};

function listen(target: EventTarget, types: readonly string[], listener: (event: Event) => void): () => void {
  for (const type of types) target.addEventListener(type, listener);
  return () => {
    for (const type of types) target.removeEventListener(type, listener);
  };
}

export function browserPageLife(heartbeatMs: number): PageLife {
  const isVisible = () => document.visibilityState === "visible";
  return {
    isVisible,
    onWake(listener) {
      const whenShown = listen(document, ["visibilitychange", "resume"], () => {
        if (isVisible()) listener();
      });
      const whenBack = listen(window, ["online", "pageshow"], listener);
      return () => {
        whenShown();
        whenBack();
      };
    },
    onVisibility: (listener) => listen(document, ["visibilitychange"], () => listener(isVisible())),
    onSleep(listener) {
      const away = listen(window, ["pagehide"], listener);
      const frozen = listen(document, ["freeze"], listener);
      return () => {
        away();
        frozen();
      };
    },
    onTick: (listener) => startTicking(heartbeatMs, listener),
  };
}

/** Browsers slow the timers of hidden pages down to one a minute, those of workers not. */
function startTicking(everyMs: number, listener: () => void): () => void {
  let fallback: ReturnType<typeof setInterval> | undefined;
  let worker: Worker | undefined;
  const startTimer = () => {
    fallback ??= setInterval(listener, everyMs);
  };
  try {
    worker = new Worker(new URL("./tick.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = listener;
    worker.onerror = startTimer;
    worker.postMessage(everyMs);
  } catch {
    startTimer(); // no workers here
  }
  return () => {
    worker?.terminate();
    clearInterval(fallback);
  };
}
