import { type RefObject, useLayoutEffect } from "react";

/** What is asked for begins at its first field, so that whoever opened it may type at once; of a choice at what is chosen. */
export function useFirstField(form: RefObject<HTMLFormElement | null>, asks: boolean): void {
  // In the layout: a dialog takes the focus itself a moment later, where nothing in it has it.
  useLayoutEffect(() => {
    if (!asks || !form.current) return;
    const fields = [...form.current.querySelectorAll<HTMLInputElement>("input, select, textarea")].filter(
      ({ type, disabled, readOnly }) => !disabled && !readOnly && type !== "hidden",
    );
    const [first] = fields;
    const chosen = first?.type === "radio" ? fields.find(({ name, checked }) => name === first.name && checked) : undefined;
    (chosen ?? first)?.focus();
  }, [form, asks]);
}
