import type { AccountSecurity } from "@anteroom/core/protocol";
import { useCallback, useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Answer, Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { usePersonalPlace } from "../frame/places.tsx";
import { PasskeysSection } from "./passkeys-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { SignsOnSection } from "./signs-on-section.tsx";
import "./account.css";
import { ProblemBanner } from "../frame/problem-banner.tsx";

/** How the account is protected, and where it is signed in. */
export function SecurityPage() {
  const t = useText();
  const place = usePersonalPlace();
  const { send } = useLink();
  const [security, setSecurity] = useState<AccountSecurity | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const take = useCallback((answer: Answer<"GET /api/account/security">) => {
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setSecurity(answer.reply);
  }, []);
  useEffect(() => void send("GET /api/account/security").then(take), [send, take]);
  const read = async () => take(await send("GET /api/account/security"));
  return (
    <AdminFrame {...place} title={t("account.security")}>
      {problem && <ProblemBanner problem={problem} again={() => void read()} />}
      {!security && !problem && <Skeleton label={t("admin.loading")} lines={8} />}
      {security && (
        <>
          {security.signsOnAt === null ? (
            <>
              <PasswordSection onChanged={read} />
              <SecondFactorSection security={security} onChanged={read} />
              <PasskeysSection security={security} onChanged={read} />
            </>
          ) : (
            <SignsOnSection organisation={security.signsOnAt} />
          )}
          <SessionsSection sessions={security.sessions} onChanged={read} />
        </>
      )}
    </AdminFrame>
  );
}
