import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { XIcon } from "../../ui/icons/lucide.ts";
import { useFirstField } from "./first-field.ts";
import { useTypedText } from "./typed-text.ts";
import { useWrongFirst } from "./wrong-first.ts";

export type DialogProps = {
  /** Says the act and the name. */
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  /** The safe button first, the main button last. */
  footer?: ReactNode;
  onClose: () => void;
  onSubmit?: () => void;
};

/**
 * Takes the focus, in its first field if it is to be sent, and gives it back. Clicking outside closes it only while nothing was touched;
 * the Escape key and its cross ask first when text would be lost.
 */
export function Dialog({ title, lead, children, footer, onClose, onSubmit }: DialogProps) {
  const t = useText();
  const [touched, setTouched] = useState(false);
  const [asking, setAsking] = useState(false);
  const { form, sent, typed } = useWrongFirst();
  const text = useTypedText(form);
  const left = useRef<Element | null>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useFirstField(form, onSubmit !== undefined);
  useEffect(() => {
    if (asking) keep.current?.focus();
  }, [asking]);
  function submit(event: FormEvent): void {
    event.preventDefault();
    sent();
    text.sent();
    onSubmit?.();
  }
  function stay(): void {
    setAsking(false);
    if (left.current instanceof HTMLElement) left.current.focus();
  }
  function close(): void {
    // Escape answers the question, too: by staying.
    if (asking) return stay();
    if (!text.wouldBeLost()) return onClose();
    left.current = document.activeElement;
    setAsking(true);
  }
  return (
    <ModalOverlay isOpen isDismissable={!touched} onOpenChange={(open) => !open && close()} className="scrim" isKeyboardDismissDisabled={false}>
      <Modal className="modal">
        <AriaDialog className="dialog-frame">
          <form
            className="dialog"
            noValidate
            ref={form}
            onSubmit={submit}
            onInput={() => {
              setTouched(true);
              setAsking(false);
              text.onInput();
              typed();
            }}
          >
            <header>
              <div className="grow">
                <Heading slot="title" level={1}>
                  {title}
                </Heading>
                {lead && <p className="muted small">{lead}</p>}
              </div>
              <IconButton label={t("dialog.close")} icon={XIcon} onClick={close} />
            </header>
            {children && <div className="body">{children}</div>}
            {asking ? (
              // Keyed: its buttons never become those of the other footer, or the press on one that keeps would send.
              <footer key="asking" className="asking">
                <p role="alert">{t("dialog.discard")}</p>
                <Button ref={keep} onClick={stay}>
                  {t("dialog.keep")}
                </Button>
                <Button variant="danger" onClick={onClose}>
                  {t("dialog.discardAct")}
                </Button>
              </footer>
            ) : (
              footer && <footer>{footer}</footer>
            )}
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
