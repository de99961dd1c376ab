import { useState } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import type { SendRequest } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { refusalText } from "../words/refusal.ts";
import { SignInFrame } from "../app/sign-in-frame.tsx";

/** Behind the link of a mail. A press, because programs open links too. */
export function ConfirmEmailPage({ send }: { send: SendRequest }) {
  const t = useText();
  const [token] = useState(() => location.hash.slice(1));
  const [state, setState] = useState<"open" | "busy" | "dead">(token ? "open" : "dead");
  const [email, setEmail] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm(): Promise<void> {
    if (state === "busy") return;
    setState("busy");
    setProblem(null);
    const answer = await send("POST /api/account/email/confirm", { body: { token } });
    if (answer.ok) {
      history.replaceState(history.state, "", location.pathname);
      return setEmail(answer.reply.email);
    }
    const isDead = answer.problem.fields?.some(({ path }) => path === "token") ?? false;
    setState(isDead ? "dead" : "open");
    if (!isDead) setProblem(refusalText(t, answer.problem));
  }

  const lead = email ? t("signIn.emailConfirmed", { email }) : state === "dead" ? t("signIn.linkDead") : t("signIn.confirmEmailFor");
  return (
    <SignInFrame title={t("signIn.confirmEmail")} lead={lead}>
      <div role="alert">{problem && <Banner tone="bad">{problem}</Banner>}</div>
      {email || state === "dead" ? (
        <RouteLink className="btn btn-primary btn-wide" href="/account/profile">
          {t("signIn.toAccount")}
        </RouteLink>
      ) : (
        <Button variant="primary" wide busy={state === "busy"} onClick={() => void confirm()}>
          {t("signIn.confirmIt")}
        </Button>
      )}
    </SignInFrame>
  );
}
