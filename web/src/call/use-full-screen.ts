import { type RefObject, useEffect, useState } from "react";

/** Null where the browser shows no page over the whole screen, as on phones of Apple. */
export function useFullScreen(element: RefObject<HTMLElement | null>): { on: boolean; toggle: () => void } | null {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const changed = () => setOn(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const toggle = () => {
    const done = document.fullscreenElement ? document.exitFullscreen() : element.current?.requestFullscreen();
    done?.catch(() => {}); // the browser wants it otherwise
  };
  return { on, toggle };
}
