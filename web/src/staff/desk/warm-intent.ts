import { useEffect, useMemo } from "react";
import { type Desk, useDesk } from "./desk.tsx";

/** A pointer that only passes by wants nothing. Milliseconds. */
const REST_MS = 150;
/** Leaving for a moment and coming back should find the transport still there. Milliseconds. */
const LINGER_MS = 3_000;

/** Handlers for a *Join* button: the transport comes up while the pointer or the focus rests on it. */
export function useWarmIntent(visitId: string, enabled: boolean) {
  const { warm, cool } = useDesk();
  const intent = useMemo(() => createIntent(visitId, { warm, cool }), [visitId, warm, cool]);
  useEffect(() => intent.forget, [intent]);
  if (!enabled) return {};
  return { onPointerEnter: intent.come, onPointerLeave: intent.go, onFocus: intent.come, onBlur: intent.go };
}

function createIntent(visitId: string, { warm, cool }: Pick<Desk, "warm" | "cool">) {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let warmed = false;
  return {
    come() {
      clearTimeout(leaving);
      if (warmed) return;
      resting ??= setTimeout(() => {
        warmed = true;
        warm(visitId);
      }, REST_MS);
    },
    go() {
      clearTimeout(resting);
      resting = undefined;
      if (!warmed) return;
      leaving = setTimeout(() => {
        warmed = false;
        cool(visitId);
      }, LINGER_MS);
    },
    /** The button is gone, perhaps because it was pressed: a grant not used ends by itself. */
    forget() {
      clearTimeout(resting);
      clearTimeout(leaving);
    },
  };
}
