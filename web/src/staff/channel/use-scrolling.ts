import { useEffect, useLayoutEffect, useRef, useState } from "react";

/** So near the end counts as there. Pixels. */
const NEAR_PX = 48;

/**
 * Keeps the end in sight while somebody is there or has just written, and what they read in its place while they read further up.
 * `first` and `last`: numbers of the messages at the two ends.
 */
export function useScrolling(first: number | undefined, last: number | undefined, isMine: boolean) {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef({ first, last: undefined as number | undefined, height: 0 });
  const [isAtEnd, setIsAtEnd] = useState(true);
  const toEnd = () => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
    setIsAtEnd(true);
  };
  useLayoutEffect(() => {
    const shown = list.current;
    if (!shown) return;
    const was = before.current;
    before.current = { first, last, height: shown.scrollHeight };
    if (last !== was.last && (was.last === undefined || isAtEnd || isMine)) toEnd();
    else if (first !== was.first) shown.scrollTop += shown.scrollHeight - was.height;
  });
  // The field below grows with what is typed, and the keyboard of a phone takes half of the page.
  const hasList = last !== undefined;
  useEffect(() => {
    if (!isAtEnd || !hasList || !list.current) return;
    const resized = new ResizeObserver(([entry]) => entry?.target.scrollTo({ top: entry.target.scrollHeight }));
    resized.observe(list.current);
    return () => resized.disconnect();
  }, [isAtEnd, hasList]);
  return {
    list,
    isAtEnd,
    toEnd,
    onScroll() {
      const shown = list.current;
      if (shown) setIsAtEnd(shown.scrollHeight - shown.scrollTop - shown.clientHeight < NEAR_PX);
    },
  };
}
