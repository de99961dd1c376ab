import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";

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
  async function submit(): Promise<string | null> {
    const failure = await save();
    setProblem(failure);
    if (failure) return failure.fields ? null : refusalText(t, failure, { name });
    notices.done(said);
    onDone();
    return null;
  }
  return (
    <FormDialog title={title} lead={lead} onClose={onClose} onSubmit={submit} act={t("admin.save")}>
      {children(problem)}
    </FormDialog>
  );
}
