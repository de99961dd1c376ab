import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";

export type TypedNameDialogProps = {
  title: string;
  /** What will happen. */
  lead: string;
  /** To be typed. */
  name: string;
  act: string;
  /** Null: done. `asksAgain`: something was found that the person must know first; `children` say it. */
  send: (typed: string) => Promise<Failure | "asksAgain" | null>;
  onClose: () => void;
  children?: ReactNode;
};

/** For what cannot be taken back: nobody does it by a slip of the finger. */
export function TypedNameDialog({ title, lead, name, act, send, onClose, children }: TypedNameDialogProps) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    if (busy) return;
    const isName = plain(typed) === plain(name);
    setWrong(!isName);
    setProblem(null);
    if (!isName) return;
    setBusy(true);
    const answer = await send(typed);
    setBusy(false);
    if (answer === null) return onClose();
    if (answer !== "asksAgain") setProblem(answer);
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
          {refusalText(t, problem)}
        </Banner>
      )}
      {children}
      <Field label={t("admin.typeName")} hint={<bdi>{name}</bdi>} error={wrong && t("admin.typeNameWrong")}>
        {(control) => <input {...control} dir="auto" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}
      </Field>
    </Dialog>
  );
}

function plain(name: string): string {
  return name.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
}
