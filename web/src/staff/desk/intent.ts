import { useEffect, useMemo } from "react";

/** A pointer that only passes by wants nothing. Milliseconds. */
const REST_MS = 150;
/** Leaving for a moment and coming back should find everything still there. Milliseconds. */
const LINGER_MS = 3_000;

export type Intent = { begin: () => void; end: () => void };

/** Handlers for something that will perhaps be pressed: `begin` while the pointer or the focus rests on it, `end` when it left for good. */
export function useIntent({ begin, end }: Intent, enabled: boolean) {
  const intent = useMemo(() => createIntent({ begin, end }), [begin, end]);
  useEffect(() => intent.forget, [intent]);
  if (!enabled) return {};
  return { onPointerEnter: intent.come, onPointerLeave: intent.go, onFocus: intent.come, onBlur: intent.go };
}

function createIntent({ begin, end }: Intent) {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let begun = false;
  return {
    come() {
      clearTimeout(leaving);
      if (begun) return;
      resting ??= setTimeout(() => {
        begun = true;
        begin();
      }, REST_MS);
    },
    go() {
      clearTimeout(resting);
      resting = undefined;
      if (!begun) return;
      leaving = setTimeout(() => {
        begun = false;
        end();
      }, LINGER_MS);
    },
    /** The thing is gone, perhaps because it was pressed: what was begun ends by itself. */
    forget() {
      clearTimeout(resting);
      clearTimeout(leaving);
    },
  };
}
