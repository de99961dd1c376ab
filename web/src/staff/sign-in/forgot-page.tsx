import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import type { Failure, SendRequest } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { refusalText } from "../words/refusal.ts";
import { SignInFrame } from "../app/sign-in-frame.tsx";

/** Says the same whether the address has an account. */
export function ForgotPage({ send }: { send: SendRequest }) {
  const t = useText();
  const [email, setEmail] = useState("");
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const lacks = !/\S+@\S+/.test(email);
    setMissing(lacks);
    setProblem(null);
    if (lacks) return input.current?.focus();
    setBusy(true);
    const answer = await send("POST /api/account/password-reset/request", { body: { email: email.trim() } });
    setBusy(false);
    if (answer.ok) setSent(true);
    else setProblem(answer.problem);
  }

  return (
    <SignInFrame title={t("signIn.forgotTitle")} lead={t("signIn.forgotFor")}>
      {sent ? (
        <div className="card stack signin-form">
          <Banner tone="good" role="status">
            <p>{t("signIn.linkSent", { email: email.trim() })}</p>
            <p className="small">{t("signIn.linkSentMore")}</p>
          </Banner>
          <RouteLink className="btn btn-outline" href="/sign-in">
            {t("signIn.back")}
          </RouteLink>
        </div>
      ) : (
        <form className="card stack signin-form" noValidate onSubmit={(event) => void submit(event)}>
          <div role="alert">{problem && <Banner tone="bad">{refusalText(t, problem)}</Banner>}</div>
          <Field label={t("signIn.email")} error={missing && t("signIn.emailMissing")}>
            {(control) => (
              <input
                {...control}
                ref={input}
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
          <Button type="submit" variant="primary" wide busy={busy}>
            {t("signIn.sendLink")}
          </Button>
          <RouteLink className="btn btn-ghost" href="/sign-in">
            {t("signIn.back")}
          </RouteLink>
        </form>
      )}
    </SignInFrame>
  );
}
