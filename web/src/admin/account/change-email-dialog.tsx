import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { PasswordField } from "../../staff/ui/password-field.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";

/** Nothing changes before the link that is sent to the new address was opened. */
export function ChangeEmailDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { send } = useLink();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<{ email?: string; password?: string }>({});
  const [sent, setSent] = useState(false);

  async function submit(): Promise<string | null> {
    const lacks = { ...(!/\S+@\S+/.test(email) && { email: t("account.emailWrong") }), ...(!password && { password: t("account.currentMissing") }) };
    setWrong(lacks);
    if (lacks.email || lacks.password) return null;
    const answer = await send("POST /api/account/email", { body: { email: email.trim(), password } });
    if (answer.ok) {
      setSent(true);
      return null;
    }
    const paths = answer.problem.fields?.map(({ path }) => path) ?? [];
    setWrong({ ...(paths.includes("email") && { email: t("account.emailWrong") }), ...(paths.includes("password") && { password: t("account.currentWrong") }) });
    return paths.length ? null : refusalText(t, answer.problem);
  }

  if (sent)
    return (
      <Dialog
        title={t("account.changeEmail")}
        onClose={onClose}
        footer={() => (
          <Button variant="primary" onClick={onClose}>
            {t("dialog.done")}
          </Button>
        )}
      >
        <Banner tone="good" role="status">
          {t("account.emailSent", { email: email.trim() })}
        </Banner>
      </Dialog>
    );
  return (
    <FormDialog title={t("account.changeEmail")} lead={t("account.changeEmailLead")} onClose={onClose} onSubmit={submit} act={t("signIn.sendLink")}>
      <Field label={t("account.newEmail")} error={wrong.email}>
        {(control) => (
          <input
            {...control}
            type="email"
            autoComplete="email"
            autoCapitalize="off"
            spellCheck={false}
            dir="ltr"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <PasswordField label={t("account.current")} error={wrong.password} autoComplete="current-password" value={password} onChange={setPassword} />
    </FormDialog>
  );
}
