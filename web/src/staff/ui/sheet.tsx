import type { ReactNode } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";
import { useText } from "../../i18n/staff-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { XIcon } from "../../ui/icons/lucide.ts";

type SheetProps = { label: string; from: "start" | "end" /** What it shows has a heading and a way out of its own. */; bare?: boolean; onClose: () => void; children: ReactNode };

/** A drawer that comes over the page where there is no room beside it. Escape closes it and the focus returns. */
export function Sheet({ label, from, bare, onClose, children }: SheetProps) {
  const t = useText();
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="scrim scrim-sheet">
      <Modal className={`sheet sheet-${from}`}>
        <AriaDialog className="dialog-frame" aria-label={label}>
          {!bare && (
            <header className="sheet-head">
              <h2 className="grow">{label}</h2>
              <IconButton label={t("dialog.close")} icon={XIcon} onClick={onClose} />
            </header>
          )}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
