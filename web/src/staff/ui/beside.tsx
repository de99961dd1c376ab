import { type ReactNode, useEffect, useRef, useState } from "react";
import { currentRow } from "../app/focus-in-place.ts";

/** A drawer beside the list. Takes the focus when it opens and gives it back when it closes, without keeping it inside. */
export function Beside({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const drawer = useRef<HTMLElement>(null);
  // Asked while nothing of it is on the page yet: a field inside may take the focus before the drawer could.
  const [before] = useState(() => (document.activeElement instanceof HTMLElement ? document.activeElement : null));
  useEffect(() => {
    if (!drawer.current?.contains(document.activeElement)) drawer.current?.focus();
    return () => {
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      // What it was opened from may have given its place to the drawer, or was in a menu: the row is there still.
      (before?.isConnected ? before : (currentRow() ?? document.getElementById("main")))?.focus();
    };
  }, [before]);
  return (
    // Escape closes it, wherever the focus is inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside ref={drawer} className="drawer details beside" aria-label={label} tabIndex={-1} onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}>
      {children}
    </aside>
  );
}
