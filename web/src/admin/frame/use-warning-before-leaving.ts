import { useEffect, useState } from "react";
import { useLocation } from "wouter";

/** The browser asks before the page is closed; a link of ours waits for an answer in `wish`. */
export function useWarningBeforeLeaving(dirty: boolean): { wish: string | null; stay: () => void; leave: () => void } {
  const [wish, setWish] = useState<string | null>(null);
  const [, navigate] = useLocation();
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    // Before the link's own listeners see it.
    const hold = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const isOther = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link?.target === "_blank" || link?.hasAttribute("download");
      if (!link || isOther || link.origin !== location.origin || (link.pathname === location.pathname && link.search === location.search)) return;
      event.preventDefault();
      // Nor do other sections ask.
      event.stopImmediatePropagation();
      setWish(link.pathname + link.search + link.hash);
    };
    window.addEventListener("beforeunload", ask);
    document.addEventListener("click", hold, true);
    return () => {
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("click", hold, true);
    };
  }, [dirty]);
  return {
    wish,
    stay: () => setWish(null),
    leave() {
      setWish(null);
      if (wish !== null) navigate(wish);
    },
  };
}
