import { useEffect, useMemo } from "react";
import { useDesk } from "./desk.tsx";

/** A pointer that only passes by wants nothing. Milliseconds. */
const REST_MS = 150;
/** Leaving for a moment and coming back should find the transport still there. Milliseconds. */
const LINGER_MS = 3_000;

/** Handlers for a *Join* button: the transport comes up while the pointer or the focus rests on it. */
export function useWarmIntent(visitId: string, enabled: boolean) {
  const { warm, cool } = useDesk();
  const intent = useMemo(() => {
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
      stop() {
        clearTimeout(resting);
      },
    };
  }, [visitId, warm, cool]);
  useEffect(() => intent.stop, [intent]);
  if (!enabled) return {};
  return { onPointerEnter: intent.come, onPointerLeave: intent.go, onFocus: intent.come, onBlur: intent.go };
}
