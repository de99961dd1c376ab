import { type FormEvent, useEffect, useRef, useState } from "react";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ArchIcon } from "../../ui/icons/logo.ts";
import { EyeIcon, EyeOffIcon } from "../../ui/icons/lucide.ts";
import { LanguagePicker } from "../app/language-picker.tsx";
import { usePageTitle } from "../app/page-title.ts";
import type { Auth, SignInOutcome } from "./auth.ts";

const problems: Record<Exclude<SignInOutcome, "in">, StaffMessageId> = {
  wrong: "signIn.wrong",
  tooMany: "signIn.tooMany",
  unreachable: "refused.unreachable",
  failed: "signIn.failed",
};

/** `ended`: the person was in and is no longer, through no press of their own. */
export function SignInPage({ auth, ended, onSignedIn }: { auth: Auth; ended: boolean; onSignedIn: () => Promise<void> }) {
  const t = useText();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [missing, setMissing] = useState<{ email: boolean; password: boolean }>({ email: false, password: false });
  const [problem, setProblem] = useState<StaffMessageId | null>(null);
  const [busy, setBusy] = useState(false);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  usePageTitle(t("signIn.title"));
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
    const outcome = await auth.signIn(email.trim(), password);
    if (outcome === "in") await onSignedIn();
    else {
      setProblem(problems[outcome]);
      setBusy(false);
      passwordInput.current?.select();
    }
  }

  return (
    <div className="signin">
      <main>
        <div className="stack signin-head">
          <span className="logo logo-l">
            <ArchIcon />
          </span>
          <div>
            <h1>{t("signIn.title")}</h1>
            <p className="muted">{t("signIn.for")}</p>
          </div>
        </div>
        <form className="card stack signin-form" noValidate onSubmit={(event) => void submit(event)}>
          {ended && problem === null && (
            <Banner tone="info" role="status">
              {t("signIn.ended")}
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
          <Field label={t("signIn.password")} error={missing.password && t("signIn.passwordMissing")}>
            {(control) => (
              <span className="with-button">
                <input
                  {...control}
                  ref={passwordInput}
                  type={shown ? "text" : "password"}
                  name="password"
                  autoComplete="current-password"
                  autoCapitalize="off"
                  spellCheck={false}
                  dir="ltr"
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
                <IconButton label={shown ? t("signIn.hide") : t("signIn.show")} icon={shown ? EyeOffIcon : EyeIcon} aria-pressed={shown} onClick={() => setShown(!shown)} />
              </span>
            )}
          </Field>
          <Button type="submit" variant="primary" wide busy={busy}>
            {busy ? t("signIn.busy") : t("signIn.submit")}
          </Button>
        </form>
        <p className="muted small">{t("signIn.patient")}</p>
        <LanguagePicker />
      </main>
    </div>
  );
}
