import { useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { PasswordField } from "../../staff/ui/password-field.tsx";
import { refusalText } from "../../staff/words/refusal.ts";

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
export function AskPasswordDialog<R>({ title, lead, submit, danger = false, ask, onDone, onClose }: Props<R>) {
  const t = useText();
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);

  async function send(): Promise<string | null> {
    setWrong(password ? null : t("account.currentMissing"));
    if (!password) return null;
    const answer = await ask(password);
    if (answer.ok) {
      onDone(answer.reply);
      return null;
    }
    input.current?.select();
    if (!answer.problem.fields?.some(({ path }) => path === "password")) return refusalText(t, answer.problem);
    setWrong(t("account.currentWrong"));
    return null;
  }

  return (
    <FormDialog title={title} lead={lead} onClose={onClose} onSubmit={send} act={submit} danger={danger}>
      <PasswordField ref={input} label={t("account.current")} error={wrong} autoComplete="current-password" value={password} onChange={setPassword} />
    </FormDialog>
  );
}
