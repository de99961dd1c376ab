import { useState } from "react";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { type ElsewhereEnd, elsewhereEnd } from "../app/elsewhere.ts";
import type { Auth, SecondStep } from "./auth.ts";
import { CodeForm } from "./code-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SignInFrame } from "../app/sign-in-frame.tsx";

/** Back from the organisation's own sign-in, and not in. */
const ends: Record<ElsewhereEnd, StaffMessageId> = {
  cancelled: "signIn.elsewhereCancelled",
  notYours: "signIn.elsewhereNotYours",
  failed: "signIn.elsewhereFailed",
  tooMany: "signIn.tooMany",
};

/** `ended`: the person was in and is no longer, through no press of their own. */
export function SignInPage({ auth, ended, onSignedIn }: { auth: Auth; ended: boolean; onSignedIn: () => Promise<void> }) {
  const t = useText();
  const [step, setStep] = useState<"password" | "again" | (SecondStep & { forToday: boolean })>("password");
  const end = elsewhereEnd(location.search);
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
        notice={step === "again" ? t("signIn.codeAgain") : end ? t(ends[end]) : ended ? t("signIn.ended") : null}
        onSignedIn={onSignedIn}
        onSecondFactor={(asks, forToday) => setStep({ ...asks, forToday })}
      />
    </SignInFrame>
  );
}
