import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

export type ConfirmDialogProps = {
  title: string;
  /** What will happen. */
  lead: string;
  act: string;
  name: string;
  children?: ReactNode;
  confirm: () => Promise<Failure | null>;
  onDone: () => void;
  onClose: () => void;
};

/** Says what will happen before it does. */
export function ConfirmDialog({ title, lead, act, name, children, confirm, onDone, onClose }: ConfirmDialogProps) {
  const t = useText();
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  async function submit(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const failure = await confirm();
    setBusy(false);
    setProblem(failure);
    if (!failure) onDone();
  }
  return (
    <Dialog
      title={title}
      lead={lead}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="danger" busy={busy}>
            {act}
          </Button>
        </>
      }
    >
      {problem && (
        <Banner tone="bad" role="alert">
          {refusalText(t, problem, { name })}
        </Banner>
      )}
      {children}
    </Dialog>
  );
}
