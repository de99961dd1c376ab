import { useMemo, useRef, useState } from "react";

export type Steady = { order: readonly string[]; newcomers: number; moved: boolean };

/**
 * Rows do not jump under the pointer: while the list is held (hovered or focused), rows keep their places and those that
 * left are taken out. A newcomer at the end moves nobody and is shown; any other waits behind "2 new, show".
 */
export function steadyOrder(wanted: readonly string[], shown: readonly string[]): Steady {
  const alive = new Set(wanted);
  const order = shown.filter((id) => alive.has(id));
  const known = new Set(order);
  const lastKnown = wanted.findLastIndex((id) => known.has(id));
  const appended = wanted.slice(lastKnown + 1);
  const newcomers = wanted.length - order.length - appended.length;
  order.push(...appended);
  return { order, newcomers, moved: newcomers === 0 && wanted.some((id, at) => order[at] !== id) };
}

/** `reason` changes when the person themselves asked for another order (sort, filter, search): that is obeyed at once. */
export function useSteadyOrder(wanted: readonly string[], held: boolean, reason: string): Steady & { show: () => void } {
  const last = useRef<{ order: readonly string[]; reason: string }>({ order: wanted, reason });
  const [shows, setShows] = useState(0);
  const steady = useMemo(() => {
    const before = last.current;
    const next = held && before.reason === reason ? steadyOrder(wanted, before.order) : { order: wanted, newcomers: 0, moved: false };
    last.current = { order: next.order, reason };
    return next;
    // `shows`: the memory was changed on the person's wish.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wanted, held, reason, shows]);
  return {
    ...steady,
    show() {
      last.current = { order: wanted, reason };
      setShows((before) => before + 1);
    },
  };
}
