import type { RowView } from "@anteroom/core/protocol";
import { type MouseEvent, useEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import { isBoolean, useRemembered } from "../app/remembered.ts";
import { usePerson } from "../app/session.tsx";
import { useNotices } from "../ui/notices.tsx";
import type { Commands } from "./commands.ts";
import { useDesk } from "./desk.tsx";

/** Names the caller whom a page opened for a call joins at once. */
const JOIN = "join";

/** Whether this person wants each call in a window of its own. */
export function useCallsInNewWindow() {
  return useRemembered(`callsInNewWindow.${usePerson().id}`, false, isBoolean);
}

/** What a press on *Join* does: here, or as on a link in a new window with Ctrl, Cmd or the middle button. */
export function useJoinPress(row: RowView) {
  const { clinic, commands } = useDesk();
  const [always] = useCallsInNewWindow();
  // Without an opener the new page has a memory of its own, and is no second copy of this one.
  const openWindow = () => window.open(`/clinics/${clinic.slug}?${JOIN}=${row.id}`, "_blank", "noopener");
  return {
    onClick(event: MouseEvent): void {
      if (always || event.ctrlKey || event.metaKey) openWindow();
      else commands.join(row);
    },
    // Else Windows begins to scroll by the pointer.
    onMouseDown(event: MouseEvent): void {
      if (event.button === 1) event.preventDefault();
    },
    onAuxClick(event: MouseEvent): void {
      if (event.button !== 1) return;
      event.preventDefault();
      openWindow();
    },
  };
}

/** In the page that was opened so: joins as soon as the caller's row is known. */
export function useWantedJoin({ loading, rowOf, commands }: { loading: boolean; rowOf: (visitId: string) => RowView | undefined; commands: Commands }): void {
  const t = useText();
  const notices = useNotices();
  const [path, navigate] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get(JOIN);
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (wanted === null || loading || done.current === wanted) return;
    done.current = wanted;
    // A reload must not join once more.
    navigate(path, { replace: true });
    const row = rowOf(wanted);
    if (row) commands.join(row);
    else notices.refused(t("refused.notFound", { name: t("refused.thisCaller") }));
    // Once for each such address.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wanted, loading]);
}
