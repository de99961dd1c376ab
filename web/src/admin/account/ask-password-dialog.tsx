import { useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { PasswordField } from "../../staff/ui/password-field.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

type Props<R> = {
  title: string;
  lead: string;
  submit: string;
  danger?: boolean;
  ask: (password: string) => Promise<{ ok: true; reply: R } | { ok: false; problem: Failure }>;
  onDone: (reply: R) => void;
  onClose: () => void;
};

/** Before something that whoever found an unlocked computer must not do. */
export function AskPasswordDialog<R>({ title, lead, submit, danger, ask, onDone, onClose }: Props<R>) {
  const t = useText();
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  async function send(): Promise<void> {
    if (busy) return;
    setProblem(null);
    setWrong(password ? null : t("account.currentMissing"));
    if (!password) return input.current?.focus();
    setBusy(true);
    const answer = await ask(password);
    setBusy(false);
    if (answer.ok) return onDone(answer.reply);
    if (answer.problem.fields?.some(({ path }) => path === "password")) setWrong(t("account.currentWrong"));
    else setProblem(refusalText(t, answer.problem));
    input.current?.select();
  }

  return (
    <Dialog
      title={title}
      lead={lead}
      onClose={onClose}
      onSubmit={() => void send()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant={danger ? "danger" : "primary"} busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      {problem && (
        <Banner tone="bad" role="alert">
          <p>{problem}</p>
        </Banner>
      )}
      <PasswordField ref={input} label={t("account.current")} error={wrong} autoComplete="current-password" value={password} onChange={setPassword} />
    </Dialog>
  );
}
