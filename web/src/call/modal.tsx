import { type ReactNode, useEffect, useId, useRef } from "react";

/** The browser's own dialog: it traps the focus, closes by Escape and gives the focus back. */
export function Modal({ title, onClose, children, actions }: { title: string; onClose: () => void; children?: ReactNode; actions: ReactNode }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it goes, so that the browser returns the focus.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="call-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      <div className="actions">{actions}</div>
    </dialog>
  );
}
