import { useCallback, useEffect, useId, useSyncExternalStore } from "react";
import type { BaseLocationHook } from "wouter";
import { useBrowserLocation } from "wouter/use-browser-location";

/** Where the person wants to go while something on the page is not saved. */
type Wish = { go: () => void };

/** What is typed and not saved on the page that is shown; one for the page, as the address is. */
class UnsavedWork {
  readonly #parts = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #wish: Wish | null = null;
  /** The address that stays in sight while the browser's own is another already (its *Back*). */
  #held: string | null = null;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  readonly wish = () => this.#wish;
  readonly held = () => this.#held;

  mark(part: string, isDirty: boolean): void {
    if (isDirty) this.#parts.add(part);
    else this.#parts.delete(part);
  }

  /** Goes at once, or asks first. */
  leave(go: () => void): void {
    if (!this.#parts.size) return go();
    this.#wish = { go };
    this.#tell();
  }

  /** The browser went back or forth by itself: the page stays as it is until the person has answered. */
  wentBack(from: string): boolean {
    if (!this.#parts.size) return false;
    this.#held = from;
    this.leave(() => {});
    return true;
  }

  stay(): void {
    if (this.#held !== null) history.pushState(null, "", this.#held);
    this.#end();
  }
  go(): void {
    const wish = this.#wish;
    this.#parts.clear();
    this.#end();
    wish?.go();
  }

  #end(): void {
    this.#wish = null;
    this.#held = null;
    this.#tell();
  }
  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

export const unsavedWork = new UnsavedWork();

/** This part of the page holds what is not saved; leaving is asked about, in the app and by the browser. */
export function useUnsaved(isDirty: boolean): void {
  const part = useId();
  useEffect(() => {
    unsavedWork.mark(part, isDirty);
    return () => unsavedWork.mark(part, false);
  }, [part, isDirty]);
  useAskBeforeUnload(isDirty);
}

/** The browser asks before the page goes. */
export function useAskBeforeUnload(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);
}

let shown = "";

/** The browser's address, which does not change over the head of unsaved work. */
export const useGuardedLocation: BaseLocationHook = () => {
  const [path, go] = useBrowserLocation();
  const held = useSyncExternalStore(unsavedWork.subscribe, unsavedWork.held);
  const here = held ?? path;
  useEffect(() => {
    shown = here;
  }, [here]);
  const navigate = useCallback<typeof go>(
    // A replaced address is the page's own doing, not a wish to leave.
    (to, options) => (options?.replace ? go(to, options) : unsavedWork.leave(() => go(to, options))),
    [go],
  );
  return [here, navigate];
};

/** To be called once, before any page listens: it hears of *Back* first. */
export function guardBack(): void {
  window.addEventListener("popstate", () => void unsavedWork.wentBack(shown || location.pathname), { capture: true });
}
