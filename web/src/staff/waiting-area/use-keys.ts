import type { RowView } from "@anteroom/core/protocol";
import { type RefObject, useCallback, useEffect } from "react";
import { useLatest } from "../app/latest.ts";
import { isBoolean, useRemembered } from "../app/remembered.ts";
import type { Commands } from "../desk/commands.ts";
import type { Desk } from "../desk/desk.tsx";

/** Single letters hinder some people's speech control or fingers, so each person can switch them off. */
export function useShortcutsOn() {
  return useRemembered("shortcuts", true, isBoolean);
}

/** True when the key meant something. */
export type RowKeys = (key: string, row: RowView, element: HTMLElement) => boolean;

/** Keys on a row: Enter opens, J joins, M writes, A opens the other actions. */
export function useRowKeys({ openDetails, openMenu, commands }: Pick<Desk, "openDetails" | "openMenu"> & { commands: Commands }): RowKeys {
  const [on] = useShortcutsOn();
  return useCallback(
    (key, row, element) => {
      if (key === "Enter") {
        openDetails(row.id, "details");
        return true;
      }
      const more = element.querySelector<HTMLElement>("[aria-haspopup=menu]");
      if (on && key.toLowerCase() === "a" && more) {
        openMenu(row.id, more);
        return true;
      }
      if (!on || row.state === "ended") return false;
      switch (key.toLowerCase()) {
        case "j":
          commands.join(row);
          return true;
        case "m":
          openDetails(row.id, "messages");
          return true;
        default:
          return false;
      }
    },
    [openDetails, openMenu, commands, on],
  );
}

/** Keys of the page, wherever the focus is but in a field: / searches, ? lists the keys. */
export function usePageKeys({ searchInput, onHelp }: { searchInput: RefObject<HTMLInputElement | null>; onHelp: () => void }): void {
  const [on] = useShortcutsOn();
  const help = useLatest(onHelp);
  useEffect(() => {
    if (!on) return;
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as Element | null;
      if (target?.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]")) return;
      if (event.key === "/" && searchInput.current) {
        event.preventDefault();
        searchInput.current.focus();
      } else if (event.key === "?") {
        event.preventDefault();
        help()();
      }
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [on, searchInput, help]);
}
