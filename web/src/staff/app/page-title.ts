import { useEffect } from "react";

/** What the tab says. `waiting` above 0 stands in front, so that a tab in the background tells it. */
export function usePageTitle(title: string, waiting = 0): void {
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ""}${title} · Anteroom`;
  }, [title, waiting]);
}
