import { type FormEvent, type ReactNode, useState } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useText } from "../../i18n/staff-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { XIcon } from "../../ui/icons/lucide.ts";
import { useFirstField } from "./first-field.ts";
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

/** Takes the focus, in its first field if it is to be sent, and gives it back. Clicking outside closes it only while nothing was typed. */
export function Dialog({ title, lead, children, footer, onClose, onSubmit }: DialogProps) {
  const t = useText();
  const [touched, setTouched] = useState(false);
  const { form, sent, typed } = useWrongFirst();
  useFirstField(form, onSubmit !== undefined);
  function submit(event: FormEvent): void {
    event.preventDefault();
    sent();
    onSubmit?.();
  }
  return (
    <ModalOverlay isOpen isDismissable={!touched} onOpenChange={(open) => !open && onClose()} className="scrim" isKeyboardDismissDisabled={false}>
      <Modal className="modal">
        <AriaDialog className="dialog-frame">
          <form
            className="dialog"
            noValidate
            ref={form}
            onSubmit={submit}
            onInput={() => {
              setTouched(true);
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
              <IconButton label={t("dialog.close")} icon={XIcon} onClick={onClose} />
            </header>
            {children && <div className="body">{children}</div>}
            {footer && <footer>{footer}</footer>}
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
