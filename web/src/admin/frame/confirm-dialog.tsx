import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";

export type ConfirmDialogProps = {
  title: string;
  /** What will happen. */
  lead: string;
  act: string;
  /** Of what it is about. */
  name: string;
  /** For what cannot be undone: the name is typed, so that nobody does it by a slip of the finger. */
  typed?: boolean;
  children?: ReactNode;
  /** Null: done. `asksAgain`: something was found that the person must know first; `children` say it. */
  confirm: (typed: string) => Promise<Failure | "asksAgain" | null>;
  onDone: () => void;
  onClose: () => void;
};

/** Says what will happen before it does. */
export function ConfirmDialog({ title, lead, act, name, typed = false, children, confirm, onDone, onClose }: ConfirmDialogProps) {
  const t = useText();
  const [words, setWords] = useState("");
  const [wrong, setWrong] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    if (busy) return;
    const isOther = typed && plain(words) !== plain(name);
    setWrong(isOther);
    setProblem(null);
    if (isOther) return;
    setBusy(true);
    const answer = await confirm(words);
    setBusy(false);
    if (answer === null) onDone();
    else if (answer !== "asksAgain") setProblem(answer);
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
      {typed && (
        <Field label={t("admin.typeName")} hint={<bdi>{name}</bdi>} error={wrong && t("admin.typeNameWrong")}>
          {(control) => <input {...control} data-is-proof dir="auto" autoComplete="off" value={words} onChange={(event) => setWords(event.target.value)} />}
        </Field>
      )}
    </Dialog>
  );
}

function plain(name: string): string {
  return name.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
}
