import { type FormEvent, type ReactNode, useState } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useText } from "../../i18n/staff-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { XIcon } from "../../ui/icons/lucide.ts";
import { useDiscardQuestion } from "./discard-question.tsx";
import { useFirstField } from "./first-field.ts";
import { useTypedText } from "./typed-text.ts";
import { useWrongFirst } from "./wrong-first.ts";

export type DialogProps = {
  /** Says the act and the name. */
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  /** The safe button first, the main button last. `close` asks first when text would be lost. */
  footer?: (close: () => void) => ReactNode;
  onClose: () => void;
  /** When it has ended and the dialog stands, what was typed was not taken. */
  onSubmit?: () => void | Promise<void>;
};

/**
 * Takes the focus, in its first field if it is to be sent, and gives it back. Clicking outside closes it only while nothing was touched;
 * every other way out asks first when text would be lost.
 */
export function Dialog({ title, lead, children, footer, onClose, onSubmit }: DialogProps) {
  const t = useText();
  const [touched, setTouched] = useState(false);
  const { form, sent, typed } = useWrongFirst();
  const text = useTypedText(form);
  const { close, takeBack, question } = useDiscardQuestion(text.wouldBeLost, onClose);
  useFirstField(form, onSubmit !== undefined);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    sent();
    text.sent();
    try {
      await onSubmit?.();
    } finally {
      text.look();
    }
  }
  return (
    <ModalOverlay isOpen isDismissable={!touched} onOpenChange={(open) => !open && close()} className="scrim" isKeyboardDismissDisabled={false}>
      <Modal className="modal">
        <AriaDialog className="dialog-frame">
          <form
            className="dialog"
            noValidate
            ref={form}
            onSubmit={(event) => void submit(event)}
            onInput={() => {
              setTouched(true);
              takeBack();
              text.look();
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
            {question && <footer className="asking">{question}</footer>}
            {footer && <footer hidden={Boolean(question)}>{footer(close)}</footer>}
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
