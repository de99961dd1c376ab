import { useCallback, useEffect, useRef } from "react";
import type { CallMessageId } from "../i18n/call-messages.ts";
import type { TextOf } from "../i18n/text.tsx";
import type { Announcer } from "../ui/announcer.tsx";
import type { People } from "./people.ts";

/** A microphone is off until it is open, and a hand may slip: what lasts no longer than this is not said. Milliseconds. */
const SETTLED_MS = 1_500;

/** Who muted and who can be heard again, once it stays so. How somebody came is no news. */
export function useMuteAnnouncements(announcer: Announcer): (people: People, t: TextOf<CallMessageId>) => void {
  const seats = useRef(new Map<string, { now: boolean; said: boolean | null; timer: ReturnType<typeof setTimeout> | undefined }>());
  const latest = useRef<{ people: People; t: TextOf<CallMessageId> } | null>(null);

  const settle = useCallback(
    (seatId: string) => {
      const seat = seats.current.get(seatId);
      if (!seat) return;
      const { now, said } = seat;
      seat.said = now;
      const name = latest.current?.people.here.find((person) => person.seatId === seatId)?.name;
      if (said !== null && said !== now && name) announcer.announce(latest.current?.t(now ? "said.muted" : "said.unmuted", { name }) ?? "", `mute ${seatId}`);
    },
    [announcer],
  );
  useEffect(() => {
    const all = seats.current;
    return () => {
      for (const { timer } of all.values()) clearTimeout(timer);
    };
  }, []);

  return useCallback(
    (people, t) => {
      latest.current = { people, t };
      for (const { seatId, media } of people.here) {
        // Before somebody said it nobody knows.
        if (!media?.told) continue;
        const now = !media.microphoneOn;
        const seat = seats.current.get(seatId);
        if (seat?.now === now) continue;
        clearTimeout(seat?.timer);
        seats.current.set(seatId, { now, said: seat?.said ?? null, timer: setTimeout(settle, SETTLED_MS, seatId) });
      }
    },
    [settle],
  );
}
