import type { CallView, SeatView } from "@anteroom/core/protocol";
import type { CallMessageId } from "../i18n/call-messages.ts";
import type { MediaRoute } from "../media/session.ts";
import { namesOf } from "./names.ts";

/** Something that changed and is said aloud. `about`: a newer one about the same replaces it while it was not yet said. */
export type Announcement = { id: CallMessageId; values: Record<string, string>; about: string };

/** Who came, went, was put aside or came back, and whether the door was locked. Nothing about what one did oneself. */
export function changesIn(before: CallView, after: CallView): readonly Announcement[] {
  const names = new Map([...namesOf(before.seats), ...namesOf(after.seats)]);
  const said: Announcement[] = [];
  const say = (seat: SeatView, id: CallMessageId) => said.push({ id, values: { name: names.get(seat.id) ?? seat.name }, about: seat.id });
  const inOf = (call: CallView, seatId: string) => call.seats.find(({ id, state }) => id === seatId && state !== "left");

  for (const seat of after.seats) {
    if (seat.id === after.you || seat.state === "left") continue;
    const earlier = inOf(before, seat.id);
    if (seat.state === "in" && earlier?.state !== "in") say(seat, earlier?.state === "held" ? "said.back" : "said.entered");
    else if (seat.state === "held" && earlier?.state === "in") say(seat, "said.held");
    else if (seat.state === "knocking" && earlier?.state !== "knocking") say(seat, "said.knocks");
    else if (seat.state === "in" && earlier && isLost(seat) !== isLost(earlier)) say(seat, isLost(seat) ? "said.lost" : "said.returned");
  }
  for (const seat of before.seats) {
    if (seat.id !== before.you && seat.state === "in" && !inOf(after, seat.id)) say(seat, "said.left");
  }
  if (before.locked !== after.locked) said.push({ id: after.locked ? "said.locked" : "said.unlocked", values: {}, about: "lock" });
  return said;
}

const isLost = ({ presence }: SeatView) => presence === "lost" || presence === "offline";

export const ROUTE_TEXT: Record<MediaRoute, CallMessageId> = { direct: "route.direct", relay: "route.relay", sfu: "route.group" };
export const ROUTE_EXPLAINED: Record<MediaRoute, CallMessageId> = { direct: "route.directExplained", relay: "route.relayExplained", sfu: "route.groupExplained" };
