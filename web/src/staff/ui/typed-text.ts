import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useUnsaved } from "../app/unsaved.ts";

/** What people write: not what they look for, choose, or type to prove or confirm something. */
const WRITTEN = `textarea, input:is([type="text"], [type="email"], [type="tel"], [type="url"], :not([type])):not([readonly], [data-is-proof], [autocomplete="one-time-code"])`;

type Written = HTMLInputElement | HTMLTextAreaElement;

/** Whether text that the person typed stands in a form and would be lost with it; until it is sent, the browser's *Back* and a reload ask too. */
export function useTypedText(form: RefObject<HTMLFormElement | null>) {
  const before = useRef(new WeakMap<Element, string>());
  const [isTyped, setTyped] = useState(false);
  useUnsaved(isTyped);
  // A field is as it was until somebody stands in it. In the layout: the first one is given the focus there.
  useLayoutEffect(() => {
    const entered = ({ target }: FocusEvent) => {
      const field = target as Written;
      if (field.matches(WRITTEN) && !before.current.has(field)) before.current.set(field, field.value);
    };
    const shown = form.current;
    shown?.addEventListener("focusin", entered);
    return () => shown?.removeEventListener("focusin", entered);
  }, [form]);
  function wouldBeLost(): boolean {
    return [...(form.current?.querySelectorAll<Written>(WRITTEN) ?? [])].some((field) => {
      const was = before.current.get(field);
      return was !== undefined && was !== field.value && field.value.trim() !== "";
    });
  }
  return {
    wouldBeLost,
    look: () => setTyped(wouldBeLost()),
    sent: () => setTyped(false),
  };
}
