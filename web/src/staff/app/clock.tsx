import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";
import { useLink } from "./link.tsx";

/** Waiting times are told in minutes: this is often enough to turn each over in time. Milliseconds. */
const TICK_MS = 5_000;
const MINUTE_MS = 60_000;

/** One timer for the whole page, on the server's clock: a device whose clock is wrong shows right waiting times. */
export type Clock = { now(): number; subscribe(listener: () => void): () => void };

export function createClock(serverNow: () => number): Clock {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    now: serverNow,
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        for (const each of [...listeners]) each();
      }, TICK_MS);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

const ClockContext = createContext<Clock | null>(null);

export function ClockProvider({ children }: { children: ReactNode }) {
  const { stream } = useLink();
  const clock = useMemo(() => createClock(stream.serverNow), [stream]);
  return <ClockContext.Provider value={clock}>{children}</ClockContext.Provider>;
}

export function useClock(): Clock {
  const clock = useContext(ClockContext);
  if (!clock) throw new Error("useClock is used outside ClockProvider");
  return clock;
}

/** Whole minutes since an instant; the component is drawn again only when the number changes. */
export function useMinutesSince(since: number | null): number {
  const clock = useClock();
  return useSyncExternalStore(clock.subscribe, () => (since === null ? 0 : minutesBetween(since, clock.now())));
}

export function minutesBetween(since: number, now: number): number {
  return Math.max(0, Math.floor((now - since) / MINUTE_MS));
}
