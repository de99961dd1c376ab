import { type ReactNode, useEffect, useId, useRef } from "react";
import "../../ui/dialog.css";

/** The browser's own dialog: it traps focus, closes by Escape and gives focus back. */
export function Dialog({ title, onClose, children, actions }: { title: string; onClose: () => void; children: ReactNode; actions: ReactNode }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="dialog own-dialog" aria-labelledby={id} onClose={onClose}>
      <header>
        <h2 id={id}>{title}</h2>
      </header>
      <div className="body">{children}</div>
      <footer>{actions}</footer>
    </dialog>
  );
}
