import { useText } from "../../i18n/admin-messages.ts";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { Button } from "../../ui/button.tsx";

type LeaveDialogProps = { section: string; count: number; onStay: () => void; onLeave: () => void };

/** What was typed and not saved is lost by a link as by closing the page. */
export function LeaveDialog({ section, count, onStay, onLeave }: LeaveDialogProps) {
  const t = useText();
  return (
    <Dialog
      title={t("admin.leaveTitle")}
      lead={t("admin.leaveLead", { section, count })}
      onClose={onStay}
      onSubmit={onLeave}
      footer={
        <>
          <Button onClick={onStay}>{t("admin.stay")}</Button>
          <Button type="submit" variant="danger">
            {t("admin.leave")}
          </Button>
        </>
      }
    />
  );
}
