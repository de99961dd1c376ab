import { type FocusEvent, type RefObject, useRef, useState } from "react";
import { useUnsaved } from "../app/unsaved.ts";

/** What people write: not what they look for, choose, or type to prove or confirm something. */
const WRITTEN = `textarea, input:is([type="text"], [type="email"], [type="tel"], [type="url"], :not([type])):not([readonly], [data-is-proof], [autocomplete="one-time-code"])`;

type Written = HTMLInputElement | HTMLTextAreaElement;

/** Whether text that the person typed stands in a form and would be lost with it; until it is sent, the browser's *Back* and a reload ask too. */
export function useTypedText(form: RefObject<HTMLFormElement | null>) {
  const before = useRef(new WeakMap<Element, string>());
  const [isTyped, setTyped] = useState(false);
  useUnsaved(isTyped);
  function wouldBeLost(): boolean {
    return [...(form.current?.querySelectorAll<Written>(WRITTEN) ?? [])].some((field) => {
      const was = before.current.get(field);
      return was !== undefined && was !== field.value && field.value.trim() !== "";
    });
  }
  return {
    wouldBeLost,
    /** A field is as it was until somebody stands in it. */
    onFocus({ target }: FocusEvent) {
      if (target.matches(WRITTEN) && !before.current.has(target)) before.current.set(target, (target as Written).value);
    },
    onInput: () => setTyped(wouldBeLost()),
    sent: () => setTyped(false),
  };
}
