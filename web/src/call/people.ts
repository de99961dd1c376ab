import type { CallView, SeatView } from "@anteroom/core/protocol";
import type { MediaSnapshot, RemoteParticipant } from "../media/session.ts";
import { namesOf } from "./names.ts";

/** Somebody of the call as the screen shows them: what the server says of the seat, and what of their media arrives. */
export type Person = {
  seatId: string;
  name: string;
  isOwn: boolean;
  isGuest: boolean;
  seat: SeatView;
  /** Null for the own seat, and while there is no link yet. */
  media: RemoteParticipant | null;
};

export type People = {
  own: Person | null;
  /** Everybody else who is in the call, in the order in which they sat down. */
  here: readonly Person[];
  held: readonly Person[];
  knocking: readonly Person[];
};

export function peopleOf(call: CallView, media: MediaSnapshot): People {
  const names = namesOf(call.seats);
  const byArrival = [...call.seats].sort((one, other) => one.since - other.since || (one.id < other.id ? -1 : 1));
  const people = byArrival.map(
    (seat): Person => ({
      seatId: seat.id,
      name: names.get(seat.id) ?? seat.name,
      isOwn: seat.id === call.you,
      isGuest: seat.role === "guest",
      seat,
      media: media.others.find((other) => other.seatId === seat.id) ?? null,
    }),
  );
  const others = (state: SeatView["state"]) => people.filter((person) => !person.isOwn && person.seat.state === state);
  return { own: people.find((person) => person.isOwn) ?? null, here: others("in"), held: others("held"), knocking: others("knocking") };
}

/** The person's page cannot be reached: they may come back, and their last picture stands still meanwhile. */
export function isAbsent({ seat }: Person): boolean {
  return seat.presence === "lost" || seat.presence === "offline";
}
