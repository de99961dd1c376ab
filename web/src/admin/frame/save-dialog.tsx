import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

type SaveDialogProps = {
  title: string;
  lead?: string;
  /** Of what it is about. */
  name: string;
  save: () => Promise<Failure | null>;
  /** Told once it is done. */
  said: string;
  onDone: () => void;
  onClose: () => void;
  /** Fields say themselves what is wrong with them. */
  children: (problem: Failure | null) => ReactNode;
};

/** A few fields of one thing, with *Save*. */
export function SaveDialog({ title, lead, name, save, said, onDone, onClose, children }: SaveDialogProps) {
  const t = useText();
  const notices = useNotices();
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  async function submit(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const failure = await save();
    setBusy(false);
    setProblem(failure);
    if (failure) return;
    notices.done(said);
    onDone();
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
          <Button type="submit" variant="primary" busy={busy}>
            {t("admin.save")}
          </Button>
        </>
      }
    >
      {problem && !problem.fields && (
        <Banner tone="bad" role="alert">
          {refusalText(t, problem, { name })}
        </Banner>
      )}
      {children(problem)}
    </Dialog>
  );
}
