import { type FormEvent, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLanguage } from "../../i18n/language-provider.tsx";
import type { Failure } from "../../link/index.ts";
import { useWorld } from "../../staff/app/world.tsx";
import { PasswordField } from "../../staff/ui/password-field.tsx";
import { passwordLengthProblem } from "../../staff/words/password-length.ts";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";

type Props = { token: string; email: string; onAccepted: (slug: string | null) => Promise<void>; onOver: () => void };

/** A name and a password make the account; the address is that of the invitation. */
export function NewAccountForm({ token, email, onAccepted, onOver }: Props) {
  const t = useText();
  const { send, auth } = useWorld();
  const { language } = useLanguage();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<{ name?: string; password?: string }>({});
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const length = passwordLengthProblem(password);
    const lacks = {
      ...(name.trim() === "" && { name: t("invitation.nameMissing") }),
      ...(length && { password: t(length) }),
    };
    setWrong(lacks);
    setProblem(null);
    if (lacks.name || lacks.password) return;
    setBusy(true);
    const answer = await send("POST /api/membership-invitations/join", { body: { token, name, password, language: language.tag } });
    if (answer.ok || answer.problem.code === "invitationOver" || answer.problem.code === "accountExists") {
      // An answer that was lost on the way made the account all the same.
      const outcome = await auth.signIn(email, password, false);
      if (outcome === "in") return onAccepted(answer.ok ? answer.reply.slug : null);
      if (!answer.ok) onOver();
    }
    setBusy(false);
    if (answer.ok) return;
    const fields = answer.problem.fields ?? [];
    setWrong({
      ...(fields.some(({ path }) => path === "name") && { name: t("invitation.nameWrong") }),
      ...(fields.some(({ path }) => path === "password") && { password: t("password.guessable") }),
    });
    if (fields.length === 0) setProblem(answer.problem);
  }

  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      <div role="alert">{problem && <Banner tone="bad">{refusalText(t, problem)}</Banner>}</div>
      {/* For password managers: whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Field label={t("invitation.name")} hint={t("invitation.nameHint")} error={wrong.name}>
        {(control) => <input {...control} name="name" autoComplete="name" dir="auto" value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <PasswordField label={t("invitation.password")} hint={t("password.rules")} error={wrong.password} autoComplete="new-password" value={password} onChange={setPassword} />
      <Button type="submit" variant="primary" wide busy={busy}>
        {t("invitation.join")}
      </Button>
    </form>
  );
}
