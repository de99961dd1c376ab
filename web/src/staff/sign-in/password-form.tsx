import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link as RouteLink } from "wouter";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { Field } from "../../ui/field.tsx";
import { KeyIcon } from "../../ui/icons/lucide.ts";
import { PasswordField } from "../ui/password-field.tsx";
import { useWorld } from "../app/world.tsx";
import { returnPath, type Auth, type SecondStep, type SignInOutcome } from "./auth.ts";
import { passkeyProblems } from "./passkey-problems.ts";

const problems: Record<Exclude<Extract<SignInOutcome, string>, "in">, StaffMessageId> = {
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
  const { send } = useWorld();
  const [organisation, setOrganisation] = useState<string | null>(null);
  const asked = useRef("");
  const [busy, setBusy] = useState(false);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  useEffect(() => emailInput.current?.focus(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (organisation) return elsewhere();
    const lacks = { email: email.trim() === "", password: password === "" };
    setMissing(lacks);
    setProblem(null);
    if (lacks.email) return emailInput.current?.focus();
    if (lacks.password) return passwordInput.current?.focus();
    setBusy(true);
    const outcome = await auth.signIn(email.trim(), password, forToday);
    if (outcome === "in") return onSignedIn();
    if (typeof outcome === "object") {
      if (!("organisation" in outcome)) return onSecondFactor(outcome, forToday);
      setOrganisation(outcome.organisation);
      return setBusy(false);
    }
    setProblem(problems[outcome]);
    setBusy(false);
    passwordInput.current?.select();
  }

  /** Once the address is typed: whether its organisation has a sign-in of its own. Without an answer the password is tried. */
  async function lookForOrganisation(): Promise<void> {
    if (!/.@.+\../.test(email) || asked.current === email) return;
    asked.current = email;
    const answer = await send("POST /api/sign-in/offer", { body: { email: email.trim() } });
    if (answer.ok && asked.current === email) setOrganisation(answer.reply.organisation);
  }
  async function elsewhere(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    setProblem(problems[await auth.signInElsewhere(email.trim(), returnPath(location.search))]);
    setBusy(false);
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
            onChange={(event) => {
              setEmail(event.target.value);
              setOrganisation(null);
            }}
            onBlur={() => void lookForOrganisation()}
          />
        )}
      </Field>
      {organisation ? (
        <>
          <p>{t("signIn.elsewhere", { organisation })}</p>
          <Button type="submit" variant="primary" wide busy={busy}>
            {t("signIn.goElsewhere")}
          </Button>
        </>
      ) : (
        <>
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
        </>
      )}
    </form>
  );
}
