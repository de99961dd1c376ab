import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import type { SendRequest } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../ui/password-field.tsx";
import { passwordLengthProblem } from "../words/password-length.ts";
import { refusalText } from "../words/refusal.ts";
import { SignInFrame } from "../app/sign-in-frame.tsx";

/** Behind the link of a mail. The token stands after the # and is used up by the new password only, so that a program which opens links uses nothing up. */
export function NewPasswordPage({ send }: { send: SendRequest }) {
  const t = useText();
  const [token] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState("");
  const [state, setState] = useState<"open" | "busy" | "done" | "dead">(token ? "open" : "dead");
  const [wrong, setWrong] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (state === "busy") return;
    setProblem(null);
    const length = passwordLengthProblem(password);
    setWrong(length && t(length));
    if (length) return input.current?.focus();
    setState("busy");
    const answer = await send("POST /api/account/password-reset", { body: { token, password } });
    if (answer.ok) {
      history.replaceState(history.state, "", location.pathname);
      return setState("done");
    }
    const paths = answer.problem.fields?.map(({ path }) => path) ?? [];
    setState(paths.includes("token") ? "dead" : "open");
    if (paths.includes("password")) setWrong(t("password.guessable"));
    else if (!paths.includes("token")) setProblem(refusalText(t, answer.problem));
    input.current?.select();
  }

  if (state === "done")
    return (
      <SignInFrame title={t("signIn.newTitle")} lead={t("signIn.newDone")}>
        <RouteLink className="btn btn-primary btn-wide" href="/sign-in">
          {t("signIn.submit")}
        </RouteLink>
      </SignInFrame>
    );
  if (state === "dead")
    return (
      <SignInFrame title={t("signIn.newTitle")} lead={t("signIn.linkDead")}>
        <RouteLink className="btn btn-primary btn-wide" href="/sign-in/forgot">
          {t("signIn.anotherLink")}
        </RouteLink>
      </SignInFrame>
    );
  return (
    <SignInFrame title={t("signIn.newTitle")} lead={t("signIn.newFor")}>
      <form className="card stack signin-form" noValidate onSubmit={(event) => void submit(event)}>
        <div role="alert">{problem && <Banner tone="bad">{problem}</Banner>}</div>
        <PasswordField ref={input} label={t("password.new")} hint={t("password.rules")} error={wrong} autoComplete="new-password" value={password} onChange={setPassword} />
        <Button type="submit" variant="primary" wide busy={state === "busy"}>
          {t("password.save")}
        </Button>
      </form>
    </SignInFrame>
  );
}
