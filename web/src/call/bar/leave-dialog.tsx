import { useState } from "react";
import { useText } from "../../i18n/call-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Modal } from "../modal.tsx";

export type LeaveDialogProps = { onClose: () => void };

/** A guest is asked first, because the way back is through the queue. */
export function GuestLeaveDialog({ onClose, onLeave }: LeaveDialogProps & { onLeave: () => Promise<void> }) {
  const t = useText();
  const [state, setState] = useState<"asking" | "leaving" | "failed">("asking");
  async function leave(): Promise<void> {
    setState("leaving");
    try {
      await onLeave();
      onClose();
    } catch {
      setState("failed");
    }
  }
  return (
    <Modal
      title={t("leave.guestTitle")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("leave.stayInCall")}</Button>
          <Button variant="danger" busy={state === "leaving"} onClick={() => void leave()}>
            {t("bar.leaveCall")}
          </Button>
        </>
      }
    >
      <p>{t("leave.guestText")}</p>
      {state === "failed" && (
        <p className="error" role="alert">
          {t("leave.failed")}
        </p>
      )}
    </Modal>
  );
}
