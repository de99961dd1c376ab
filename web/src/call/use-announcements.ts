import type { CallView } from "@anteroom/core/protocol";
import { useEffect, useRef } from "react";
import { useText } from "../i18n/call-messages.ts";
import type { MediaSnapshot } from "../media/session.ts";
import type { Announcer } from "../ui/announcer.tsx";
import { changesIn, ROUTE_TEXT } from "./announcements.ts";
import type { People } from "./people.ts";
import type { CallSounds } from "./sounds.ts";

type Told = { call: CallView; media: MediaSnapshot; people: People; announcer: Announcer; sounds: CallSounds | null };

/** Who came and went, who muted, and by which way the call runs: said politely, and grouped by the announcer. */
export function useAnnouncements({ call, media, people, announcer, sounds }: Told): void {
  const t = useText();
  const heard = useRef(call);
  useEffect(() => {
    const before = heard.current;
    heard.current = call;
    if (before === call) return;
    for (const { id, values, about } of changesIn(before, call)) {
      const text = t(id, values);
      if (id === "said.knocks") announcer.alert(text);
      else announcer.announce(text, about);
      if (id === "said.entered" || id === "said.back") sounds?.play("joined");
      if (id === "said.left") sounds?.play("left");
    }
  }, [call]);

  const muted = new Map(
    people.here.filter(({ media: theirs }) => theirs && theirs.quality !== "connecting").map(({ seatId, media: theirs }) => [seatId, theirs?.microphoneOn === false]),
  );
  const before = useRef(muted);
  const mutedNow = [...muted].map(([seatId, isMuted]) => `${seatId}${isMuted}`).join();
  useEffect(() => {
    for (const [seatId, isMuted] of muted) {
      const was = before.current.get(seatId);
      const name = people.here.find((person) => person.seatId === seatId)?.name;
      if (was !== undefined && was !== isMuted && name) announcer.announce(t(isMuted ? "said.muted" : "said.unmuted", { name }), `mute ${seatId}`);
    }
    before.current = muted;
  }, [mutedNow]);

  const { route } = media;
  const routeBefore = useRef(route);
  useEffect(() => {
    if (route && routeBefore.current && route !== routeBefore.current) announcer.announce(t("said.route", { route: t(ROUTE_TEXT[route]) }), "route");
    if (route) routeBefore.current = route;
  }, [route]);

  const received = media.messages.filter(({ own }) => !own).length;
  const receivedBefore = useRef(received);
  useEffect(() => {
    if (received > receivedBefore.current) sounds?.play("message");
    receivedBefore.current = received;
  }, [received]);
}
