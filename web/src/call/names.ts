import type { SeatView } from "@anteroom/core/protocol";

/** What each seat is called: people of the same name are told apart by a neutral number, in the order in which they came. */
export function namesOf(seats: readonly SeatView[]): ReadonlyMap<string, string> {
  const inOrder = [...seats].sort((one, other) => (one.id < other.id ? -1 : 1));
  const told = new Map<string, string>();
  for (const { id, name } of inOrder) {
    const nth = inOrder.filter((seat) => seat.name === name).findIndex((seat) => seat.id === id) + 1;
    told.set(id, nth > 1 ? `${name} (${nth})` : name);
  }
  return told;
}
