import { useSyncExternalStore } from "react";

/** Whether a CSS media query holds now. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** From here on drawers and panels stand beside the list; below they come over it. */
export const WIDE = "(min-width: 75.01rem)";
export const HAS_SIDEBAR = "(min-width: 60.01rem)";
