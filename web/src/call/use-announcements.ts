import type { CallView } from "@anteroom/core/protocol";
import { useEffect, useRef } from "react";
import { useText } from "../i18n/call-messages.ts";
import type { MediaSnapshot } from "../media/session.ts";
import type { Announcer } from "../ui/announcer.tsx";
import { changesIn, ROUTE_TEXT } from "./announcements.ts";
import { useMuteAnnouncements } from "./mute-announcements.ts";
import type { People } from "./people.ts";
import type { CallSounds } from "./sounds.ts";

type Told = { call: CallView; media: MediaSnapshot; people: People; announcer: Announcer; sounds: CallSounds | null; chatOpen: boolean };

/** Who came and went, who muted or wrote, and by which way the call runs: said politely, and grouped by the announcer. */
export function useAnnouncements({ call, media, people, announcer, sounds, chatOpen }: Told): void {
  const t = useText();
  const before = useRef<{ call: CallView; route: MediaSnapshot["route"]; received: number } | null>(null);

  const tellMuted = useMuteAnnouncements(announcer);

  useEffect(() => {
    tellMuted(people, t);
    const received = media.messages.filter(({ own }) => !own);
    const now = { call, route: media.route ?? before.current?.route ?? null, received: received.length };
    const was = before.current;
    before.current = now;
    // What was so when the screen came is no news.
    if (!was) return;

    for (const { id, values, about } of was.call === call ? [] : changesIn(was.call, call)) {
      if (id === "said.knocks") announcer.alert(t(id, values));
      else announcer.announce(t(id, values), about);
      if (id === "said.entered" || id === "said.back") sounds?.play("joined");
      if (id === "said.left") sounds?.play("left");
    }
    const nameOf = (seatId: string | undefined) => people.here.find((person) => person.seatId === seatId)?.name;
    if (now.route && was.route && now.route !== was.route) announcer.announce(t("said.route", { route: t(ROUTE_TEXT[now.route]) }), "route");
    if (now.received > was.received) {
      sounds?.play("message");
      const name = nameOf(received.at(-1)?.fromSeatId);
      // An open chat reads its lines by itself.
      if (!chatOpen && name) announcer.announce(t("said.wrote", { name }), "chat");
    }
  });
}
