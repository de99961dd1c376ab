import { type RefObject, useEffect, useRef } from "react";

/** After a form was sent and something in it is wrong, the focus stands in the first field that is: also when the server said so, a moment later. */
export function useWrongFirst(): { form: RefObject<HTMLFormElement | null>; sent: () => void; typed: () => void } {
  const form = useRef<HTMLFormElement>(null);
  const asked = useRef(false);
  // Whatever was drawn since may have brought the mark.
  useEffect(() => {
    const wrong = asked.current ? form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : null;
    if (!wrong) return;
    asked.current = false;
    wrong.focus();
  });
  return {
    form,
    sent: () => {
      asked.current = true;
    },
    typed: () => {
      asked.current = false;
    },
  };
}
