import { type FormEvent, useId, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { PasswordField } from "../../staff/ui/password-field.tsx";
import { passwordLengthProblem } from "../../staff/words/password-length.ts";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

export function PasswordSection({ onChanged }: { onChanged: () => Promise<void> }) {
  const t = useText();
  const title = useId();
  const { send } = useLink();
  const { email } = usePerson();
  const notices = useNotices();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<{ current?: string; password?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setProblem(null);
    const length = passwordLengthProblem(password);
    const lacks = { ...(!current && { current: t("account.currentMissing") }), ...(length && { password: t(length) }) };
    setWrong(lacks);
    if (lacks.current || lacks.password) return;
    setBusy(true);
    const answer = await send("POST /api/account/password", { body: { current, password } });
    setBusy(false);
    if (answer.ok) {
      setCurrent("");
      setPassword("");
      notices.done(t("account.passwordChanged"));
      return onChanged();
    }
    const paths = answer.problem.fields?.map(({ path }) => path) ?? [];
    setWrong({
      ...(paths.includes("current") && { current: t("account.currentWrong") }),
      ...(paths.includes("password") && { password: t(password === current ? "account.samePassword" : "password.guessable") }),
    });
    if (!paths.length) setProblem(refusalText(t, answer.problem));
  }

  return (
    <form className="section" aria-labelledby={title} noValidate onSubmit={(event) => void submit(event)}>
      <header>
        <h2 id={title}>{t("account.password")}</h2>
        <p className="muted">{t("account.passwordHint")}</p>
      </header>
      <div className="rows">
        {problem && (
          <Banner tone="bad" role="alert">
            <p>{problem}</p>
          </Banner>
        )}
        <div className="account-fields">
          {/* For password managers, which else would not know whose password it is. */}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordField label={t("account.current")} error={wrong.current} autoComplete="current-password" value={current} onChange={setCurrent} />
          <PasswordField label={t("password.new")} hint={t("password.rules")} error={wrong.password} autoComplete="new-password" value={password} onChange={setPassword} />
        </div>
      </div>
      <footer>
        <span className="end">
          <Button type="submit" size="small" variant={current || password ? "primary" : "outline"} busy={busy}>
            {t("password.save")}
          </Button>
        </span>
      </footer>
    </form>
  );
}
