import { type ReactNode, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";

/**
 * Asks once before typed words are lost, in the place of the buttons, which are hidden meanwhile. They stay on the page: a press on one
 * that keeps never becomes a press on one that sends, and the focus finds back.
 */
export function useDiscardQuestion(wouldBeLost: () => boolean, discard: () => void): { close: () => void; takeBack: () => void; question: ReactNode } {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const left = useRef<Element | null>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) return keep.current?.focus();
    if (left.current instanceof HTMLElement) left.current.focus();
    left.current = null;
  }, [asking]);
  return {
    close() {
      // Escape answers the question, too: by staying.
      if (asking) return setAsking(false);
      if (!wouldBeLost()) return discard();
      left.current = document.activeElement;
      setAsking(true);
    },
    /** Further words are an answer. */
    takeBack() {
      left.current = null;
      setAsking(false);
    },
    question: asking && (
      <>
        <p role="alert">{t("dialog.discard")}</p>
        <Button ref={keep} onClick={() => setAsking(false)}>
          {t("dialog.keep")}
        </Button>
        <Button variant="danger" onClick={discard}>
          {t("dialog.discardAct")}
        </Button>
      </>
    ),
  };
}
