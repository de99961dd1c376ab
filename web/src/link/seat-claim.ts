import type { Stream } from "./stream.ts";

/** `elsewhere`: another page of this person is the live one; only the person moves it here. */
export type SeatClaimState = "asking" | "seated" | "elsewhere";

/** This page's wish to be the one live page of its seat. Asked again after each reconnection. */
export type SeatClaim = {
  getSnapshot(): SeatClaimState;
  subscribe(listener: () => void): () => void;
  /** From now on for this seat; null when there is none. */
  sit(seatId: string | null): void;
  /** The person said so: the other page steps back. */
  takeOver(): void;
  stop(): void;
};

export function createSeatClaim(stream: Stream, pageId: string): SeatClaim {
  let state: SeatClaimState = "asking";
  let seatId: string | null = null;
  const listeners = new Set<() => void>();
  function set(next: SeatClaimState): void {
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener();
  }
  const ask = (takeOver: boolean) => {
    if (seatId) stream.send({ t: "sit", seatId, pageId, takeOver });
  };
  const stops = [
    // Never by force: while this page was away, the person may have gone on elsewhere. And a page that stood back does
    // not ask at all, or it might sit down before the live one is back from a restart of the server.
    stream.onConnected(() => {
      if (state !== "elsewhere") ask(false);
    }),
    stream.onFrame("seated", (frame) => {
      if (frame.seatId === seatId) set("seated");
    }),
    stream.onFrame("elsewhere", (frame) => {
      if (frame.seatId === seatId) set("elsewhere");
    }),
  ];

  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    sit(next) {
      if (next === seatId) return;
      seatId = next;
      // A move to another call keeps the page live; the server answers again in any case.
      ask(state === "seated");
    },
    takeOver: () => ask(true),
    stop() {
      for (const stop of stops) stop();
    },
  };
}
