import { useEffect, useRef } from "react";

/** Whoever works by keyboard goes on in what took the place of what had the focus, and not at the top of the page. */
export function useFocusInPlace(place: string): void {
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    if (document.activeElement === document.body) document.getElementById("main")?.focus();
  }, [place]);
}

/** What was opened from a menu cannot give the focus back to it: it goes to the menu's button, or to the callers where that is gone with its row. */
export function focusBackTo(button: HTMLElement | null): void {
  // Whoever else gives it back does so in the next frame.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) (button?.isConnected ? button : currentRow())?.focus();
    }),
  );
}

/** The row that Tab reaches. */
export function currentRow(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-visit][tabindex="0"]') ?? document.querySelector<HTMLElement>("[data-visit]");
}
