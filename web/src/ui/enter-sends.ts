import type { KeyboardEvent } from "react";

/** In a field with several lines Enter sends, and Shift-Enter is a new line. While a script is being composed, Enter belongs to the composing. */
export function enterSends(event: KeyboardEvent, send: () => void): void {
  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  send();
}
