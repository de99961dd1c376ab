import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link as RouteLink } from "wouter";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { Field } from "../../ui/field.tsx";
import { KeyIcon } from "../../ui/icons/lucide.ts";
import { PasswordField } from "../ui/password-field.tsx";
import type { Auth, SecondStep, SignInOutcome } from "./auth.ts";
import { passkeyProblems } from "./passkey-problems.ts";

const problems: Record<Exclude<SignInOutcome, "in" | SecondStep>, StaffMessageId> = {
  wrong: "signIn.wrong",
  tooMany: "signIn.tooMany",
  unreachable: "refused.unreachable",
  failed: "signIn.failed",
};

type Props = {
  auth: Auth;
  /** Why the person is here again. */
  notice: string | null;
  onSignedIn: () => Promise<void>;
  onSecondFactor: (asks: SecondStep, forToday: boolean) => void;
};

export function PasswordForm({ auth, notice, onSignedIn, onSecondFactor }: Props) {
  const t = useText();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [forToday, setForToday] = useState(false);
  const [missing, setMissing] = useState<{ email: boolean; password: boolean }>({ email: false, password: false });
  const [problem, setProblem] = useState<StaffMessageId | null>(null);
  const [busy, setBusy] = useState(false);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  useEffect(() => emailInput.current?.focus(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const lacks = { email: email.trim() === "", password: password === "" };
    setMissing(lacks);
    setProblem(null);
    if (lacks.email) return emailInput.current?.focus();
    if (lacks.password) return passwordInput.current?.focus();
    setBusy(true);
    const outcome = await auth.signIn(email.trim(), password, forToday);
    if (outcome === "in") return onSignedIn();
    if (typeof outcome === "object") return onSecondFactor(outcome, forToday);
    setProblem(problems[outcome]);
    setBusy(false);
    passwordInput.current?.select();
  }

  async function byPasskey(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const outcome = await auth.signInByPasskey(forToday);
    if (outcome === "in") return onSignedIn();
    setProblem(passkeyProblems[outcome]);
    setBusy(false);
  }

  return (
    <form className="card stack signin-form" noValidate onSubmit={(event) => void submit(event)}>
      {notice && problem === null && (
        <Banner tone="info" role="status">
          {notice}
        </Banner>
      )}
      <div role="alert">{problem && <Banner tone="bad">{t(problem)}</Banner>}</div>
      <Field label={t("signIn.email")} error={missing.email && t("signIn.emailMissing")}>
        {(control) => (
          <input
            {...control}
            ref={emailInput}
            type="email"
            name="email"
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            dir="ltr"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <PasswordField
        ref={passwordInput}
        label={t("signIn.password")}
        error={missing.password && t("signIn.passwordMissing")}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <Check checked={forToday} onChange={(event) => setForToday(event.target.checked)} hint={t("signIn.forTodayHint")}>
        {t("signIn.forToday")}
      </Check>
      <Button type="submit" variant="primary" wide busy={busy}>
        {busy ? t("signIn.busy") : t("signIn.submit")}
      </Button>
      {auth.canUsePasskeys() && (
        <Button wide icon={KeyIcon} onClick={() => void byPasskey()}>
          {t("signIn.byPasskey")}
        </Button>
      )}
      <RouteLink className="btn btn-ghost" href="/sign-in/forgot">
        {t("signIn.forgot")}
      </RouteLink>
    </form>
  );
}
