import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useWorld } from "../../staff/app/world.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { elsewhereEnd, elsewhereProblems, type ElsewhereProblem } from "../../staff/app/elsewhere.ts";

const ends = { cancelled: "invitation.cancelled", notYours: "invitation.notYours", failed: "invitation.failed", tooMany: "signIn.tooMany" } as const;

type Props = { token: string; email: string; organisation: string; onOff: () => void };

/** Whoever will sign in at their organisation accepts there: a password would open nothing. */
export function ThroughProvider({ token, email, organisation, onOff }: Props) {
  const t = useText();
  const { auth } = useWorld();
  const [problem, setProblem] = useState<ElsewhereProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const end = elsewhereEnd(location.search);
  async function go(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const outcome = await auth.signInElsewhere({ email, invitation: { token, language: t.intl.locale } });
    setBusy(false);
    if (outcome === "off") return onOff();
    setProblem(outcome);
  }
  return (
    <div className="stack stack-3">
      <div role="alert">
        {problem ? <Banner tone="bad">{t(elsewhereProblems[problem], { organisation })}</Banner> : end && <Banner tone="warn">{t(ends[end], { email })}</Banner>}
      </div>
      <p>{t("invitation.signsOnAt", { organisation, email })}</p>
      <Button variant="primary" wide busy={busy} onClick={() => void go()}>
        {t("invitation.acceptElsewhere")}
      </Button>
    </div>
  );
}
