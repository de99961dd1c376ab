import { type FormEvent, Fragment, useEffect, useRef, useState } from "react";
import { Link as RouteLink } from "wouter";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { Field } from "../../ui/field.tsx";
import { KeyIcon } from "../../ui/icons/lucide.ts";
import { PasswordField } from "../ui/password-field.tsx";
import { useWorld } from "../app/world.tsx";
import { elsewhereEnd, elsewhereProblems } from "../app/elsewhere.ts";
import { type Auth, returnPath, type SecondStep, type SignInOutcome } from "./auth.ts";
import { passkeyProblems } from "./passkey-problems.ts";
import { usePasskeyOffer } from "./use-passkey-offer.ts";

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

/** The address outlives the way to the organisation's own sign-in and back. */
const TYPED = "anteroom-sign-in";

export function PasswordForm({ auth, notice, onSignedIn, onSecondFactor }: Props) {
  const t = useText();
  const end = elsewhereEnd(location.search);
  const [email, setEmail] = useState(() => (end && sessionStorage.getItem(TYPED)) ?? "");
  const [password, setPassword] = useState("");
  const [forToday, setForToday] = useState(false);
  const [missing, setMissing] = useState<{ email: boolean; password: boolean }>({ email: false, password: false });
  const [problem, setProblem] = useState<StaffMessageId | null>(null);
  /** Said at the password of whoever chose to type one although there is another way. */
  const [wrongHere, setWrongHere] = useState(false);
  const { send } = useWorld();
  const [organisation, setOrganisation] = useState<string | null>(null);
  // Those who run the installation, and people of elsewhere with an address of that domain, have a password here.
  const [byPassword, setByPassword] = useState(false);
  const asked = useRef("");
  const [busy, setBusy] = useState(false);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    emailInput.current?.focus();
    void lookForOrganisation();
    // Only for an address that was there from the start.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const offer = usePasskeyOffer(auth, { forToday, onSignedIn, onProblem: (outcome) => setProblem(passkeyProblems[outcome]) });
  const isElsewhere = organisation !== null && !byPassword;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (isElsewhere) return elsewhere();
    const lacks = { email: email.trim() === "", password: password === "" };
    setMissing(lacks);
    setProblem(null);
    setWrongHere(false);
    if (lacks.email) return emailInput.current?.focus();
    if (lacks.password) return passwordInput.current?.focus();
    setBusy(true);
    const outcome = await auth.signIn(email.trim(), password, forToday);
    if (outcome === "in") return onSignedIn();
    if (typeof outcome === "object") {
      if (!("organisation" in outcome)) return onSecondFactor(outcome, forToday);
      setOrganisation(outcome.organisation);
      setBusy(false);
      if (!byPassword) return setProblem("signIn.elsewhereOnly");
      setWrongHere(true);
      return passwordInput.current?.select();
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
    sessionStorage.setItem(TYPED, email.trim());
    const outcome = await auth.signInElsewhere({ email: email.trim(), next: returnPath(location.search), again: end === "notYours" });
    setByPassword(outcome === "off");
    setProblem(elsewhereProblems[outcome]);
    setBusy(false);
  }

  async function byPasskey(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    // One ceremony at a time: a second one would be refused.
    offer.stop();
    const outcome = await auth.signInByPasskey(() => forToday);
    if (outcome === "in") return onSignedIn();
    setProblem(passkeyProblems[outcome]);
    setBusy(false);
    offer.begin();
  }

  return (
    <form className="card stack signin-form" noValidate onSubmit={(event) => void submit(event)}>
      {notice && problem === null && (
        <Banner tone="info" role="status">
          {notice}
        </Banner>
      )}
      <div role="alert">{problem && <Banner tone="bad">{t(problem, { organisation: organisation ?? "" })}</Banner>}</div>
      <Field label={t("signIn.email")} error={missing.email && t("signIn.emailMissing")}>
        {(control) => (
          <input
            {...control}
            ref={emailInput}
            type="email"
            name="email"
            // The rule does not know the word by which browsers fill in passkeys.
            // oxlint-disable-next-line jsx-a11y/autocomplete-valid
            autoComplete="username webauthn"
            autoCapitalize="off"
            spellCheck={false}
            dir="ltr"
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
              setOrganisation(null);
              setByPassword(false);
              setWrongHere(false);
            }}
            onBlur={() => void lookForOrganisation()}
          />
        )}
      </Field>
      {isElsewhere ? (
        // Apart by their keys: a button that turned into another one under the click would send the form.
        <Fragment key="elsewhere">
          <p>{t("signIn.elsewhere", { organisation })}</p>
          <Button type="submit" variant="primary" wide busy={busy}>
            {t("signIn.goElsewhere")}
          </Button>
          <Button variant="ghost" onClick={() => setByPassword(true)}>
            {t("signIn.byPassword")}
          </Button>
        </Fragment>
      ) : (
        <Fragment key="here">
          <PasswordField
            ref={passwordInput}
            label={t("signIn.password")}
            error={(missing.password && t("signIn.passwordMissing")) || (wrongHere && organisation !== null && t("signIn.wrongHere", { organisation }))}
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
          {organisation !== null && (
            <Button wide onClick={() => setByPassword(false)}>
              {t("signIn.throughOrganisation", { organisation })}
            </Button>
          )}
          {auth.canUsePasskeys() && (
            <Button wide icon={KeyIcon} onClick={() => void byPasskey()}>
              {t("signIn.byPasskey")}
            </Button>
          )}
          <RouteLink className="btn btn-ghost" href="/sign-in/forgot">
            {t("signIn.forgot")}
          </RouteLink>
        </Fragment>
      )}
    </form>
  );
}
