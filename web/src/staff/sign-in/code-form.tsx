import { type FormEvent, useEffect, useRef, useState } from "react";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyIcon } from "../../ui/icons/lucide.ts";
import { Field } from "../../ui/field.tsx";
import type { Auth, CodeKind, CodeOutcome, SecondStep } from "./auth.ts";
import { passkeyProblems } from "./passkey-problems.ts";

const problems: Record<Exclude<CodeOutcome, "in" | "again">, StaffMessageId> = {
  wrongCode: "signIn.wrongCode",
  tooMany: "signIn.tooMany",
  unreachable: "refused.unreachable",
  failed: "signIn.failed",
};

/** The second step: six digits from the app, a passkey, or a recovery code of somebody whose phone is gone. */
export function CodeForm({
  auth,
  asks,
  onSignedIn,
  onAgain,
  onBack,
}: {
  auth: Auth;
  asks: SecondStep & { forToday: boolean };
  onSignedIn: () => Promise<void>;
  onAgain: () => void;
  onBack: () => void;
}) {
  const t = useText();
  const [kind, setKind] = useState<CodeKind>(asks.app ? "totp" : "backup-code");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<StaffMessageId | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), [kind]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (code.trim() === "") {
      setProblem(kind === "totp" ? "signIn.codeMissing" : "signIn.recoveryMissing");
      return input.current?.focus();
    }
    setBusy(true);
    setProblem(null);
    const outcome = await auth.giveCode(kind, code);
    if (outcome === "in") return onSignedIn();
    if (outcome === "again") return onAgain();
    setProblem(problems[outcome]);
    setBusy(false);
    input.current?.select();
  }

  async function byPasskey(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const outcome = await auth.signInByPasskey(() => asks.forToday);
    if (outcome === "in") return onSignedIn();
    setProblem(passkeyProblems[outcome]);
    setBusy(false);
  }

  function choose(next: CodeKind): void {
    setKind(next);
    setCode("");
    setProblem(null);
  }

  return (
    <form className="card stack signin-form" noValidate onSubmit={(event) => void submit(event)}>
      <div role="alert">{problem && <Banner tone="bad">{t(problem)}</Banner>}</div>
      <Field label={kind === "totp" ? t("signIn.code") : t("signIn.recovery")} hint={kind === "totp" ? t("signIn.codeHint") : t("signIn.recoveryHint")}>
        {(control) => (
          <input
            {...control}
            ref={input}
            key={kind}
            inputMode={kind === "totp" ? "numeric" : "text"}
            autoComplete={kind === "totp" ? "one-time-code" : "off"}
            autoCapitalize="off"
            spellCheck={false}
            dir="ltr"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" wide busy={busy}>
        {busy ? t("signIn.busy") : t("signIn.submit")}
      </Button>
      {asks.passkey && auth.canUsePasskeys() && (
        <Button wide icon={KeyIcon} onClick={() => void byPasskey()}>
          {t("signIn.byPasskey")}
        </Button>
      )}
      {asks.app && (
        <Button variant="ghost" onClick={() => choose(kind === "totp" ? "backup-code" : "totp")}>
          {kind === "totp" ? t("signIn.useRecovery") : t("signIn.useCode")}
        </Button>
      )}
      <Button variant="ghost" onClick={onBack}>
        {t("signIn.back")}
      </Button>
    </form>
  );
}
