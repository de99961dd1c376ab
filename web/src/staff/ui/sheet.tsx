import type { ReactNode } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";

/** A drawer that comes over the page where there is no room beside it. Escape closes it and the focus returns. */
export function Sheet({ label, from, onClose, children }: { label: string; from: "start" | "end"; onClose: () => void; children: ReactNode }) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="scrim scrim-sheet">
      <Modal className={`sheet sheet-${from}`}>
        <AriaDialog className="dialog-frame" aria-label={label}>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
