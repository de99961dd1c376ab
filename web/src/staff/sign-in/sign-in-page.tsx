import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import type { Auth, SecondStep } from "./auth.ts";
import { CodeForm } from "./code-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SignInFrame } from "../app/sign-in-frame.tsx";

/** `ended`: the person was in and is no longer, through no press of their own. */
export function SignInPage({ auth, ended, onSignedIn }: { auth: Auth; ended: boolean; onSignedIn: () => Promise<void> }) {
  const t = useText();
  const [step, setStep] = useState<"password" | "again" | (SecondStep & { forToday: boolean })>("password");
  if (typeof step === "object")
    return (
      <SignInFrame title={t("signIn.codeTitle")} lead={step.app ? t("signIn.codeFor") : t("signIn.passkeyFor")}>
        <CodeForm auth={auth} asks={step} onSignedIn={onSignedIn} onAgain={() => setStep("again")} onBack={() => setStep("password")} />
      </SignInFrame>
    );
  return (
    <SignInFrame title={t("signIn.title")} lead={t("signIn.for")} foot={t("signIn.patient")}>
      <PasswordForm
        auth={auth}
        notice={step === "again" ? t("signIn.codeAgain") : hasFailedElsewhere() ? t("signIn.elsewhereFailed") : ended ? t("signIn.ended") : null}
        onSignedIn={onSignedIn}
        onSecondFactor={(asks, forToday) => setStep({ ...asks, forToday })}
      />
    </SignInFrame>
  );
}

/** The organisation's own sign-in sent the person back. */
function hasFailedElsewhere(): boolean {
  return new URLSearchParams(location.search).get("sso") === "failed";
}
