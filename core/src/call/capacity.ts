import type { Call, ClinicRules, Seat } from "../visit/index.ts";

/** Places still free: whoever is *in* or *held* has one, hosts count, whoever knocks does not. Never below 0. */
export function placesLeft(call: Pick<Call, "id" | "capacity">, seats: Iterable<Pick<Seat, "callId" | "state">>): number {
  let taken = 0;
  for (const seat of seats) if (seat.callId === call.id && (seat.state === "in" || seat.state === "held")) taken++;
  return Math.max(0, call.capacity - taken);
}

/** Whether *continue as a group call* would make room for so many more people: offered to hosts beside `full`. */
export function wouldFitAsGroup(
  call: Pick<Call, "id" | "capacity">,
  seats: Iterable<Pick<Seat, "callId" | "state">>,
  more: number,
  rules: Pick<ClinicRules, "groupCallsAvailable" | "groupCapacity"> | undefined,
): boolean {
  if (!rules?.groupCallsAvailable || call.capacity >= rules.groupCapacity) return false;
  return more <= placesLeft({ id: call.id, capacity: rules.groupCapacity }, seats);
}
