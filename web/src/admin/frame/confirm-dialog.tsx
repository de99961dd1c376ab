import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
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

  async function submit(): Promise<string | null> {
    const isOther = typed && plain(words) !== plain(name);
    setWrong(isOther);
    if (isOther) return null;
    const answer = await confirm(words);
    if (answer !== null && answer !== "asksAgain") return refusalText(t, answer, { name });
    if (answer === null) onDone();
    return null;
  }

  return (
    <FormDialog title={title} lead={lead} onClose={onClose} onSubmit={submit} act={act} danger>
      {children}
      {typed && (
        <Field label={t("admin.typeName")} hint={<bdi>{name}</bdi>} error={wrong && t("admin.typeNameWrong")}>
          {(control) => <input {...control} data-is-proof dir="auto" autoComplete="off" value={words} onChange={(event) => setWords(event.target.value)} />}
        </Field>
      )}
    </FormDialog>
  );
}

function plain(name: string): string {
  return name.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
}
