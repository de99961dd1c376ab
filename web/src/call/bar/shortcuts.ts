import { useEffect, useRef } from "react";
import type { CallMessageId } from "../../i18n/call-messages.ts";

export type ShortcutAct = "microphone" | "camera" | "share" | "chat" | "people" | "layout" | "fullScreen" | "help";

/** One letter each, as everywhere in the product; the list in *More* is drawn from here. */
export const SHORTCUTS: readonly { key: string; act: ShortcutAct; text: CallMessageId }[] = [
  { key: "m", act: "microphone", text: "shortcut.microphone" },
  { key: "v", act: "camera", text: "shortcut.camera" },
  { key: "s", act: "share", text: "shortcut.share" },
  { key: "c", act: "chat", text: "shortcut.chat" },
  { key: "p", act: "people", text: "shortcut.people" },
  { key: "l", act: "layout", text: "shortcut.layout" },
  { key: "f", act: "fullScreen", text: "shortcut.fullScreen" },
  { key: "?", act: "help", text: "shortcut.help" },
];

/** Null when the press belongs to something else: a field, a dialog, the browser. */
export function shortcutFor(event: KeyboardEvent): ShortcutAct | null {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog], dialog")) return null;
  return SHORTCUTS.find(({ key }) => key === event.key.toLowerCase())?.act ?? null;
}

export function useShortcuts(on: boolean, acts: Record<ShortcutAct, () => void>): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    if (!on) return;
    function press(event: KeyboardEvent): void {
      const act = shortcutFor(event);
      if (!act) return;
      event.preventDefault();
      latest.current[act]();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [on]);
}
