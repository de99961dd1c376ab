import type { PublicClinic } from "@anteroom/core/protocol";
import { useEffect, useId, useState } from "react";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import type { Announcer } from "../../ui/announcer.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { SupportLine } from "../frame/support-line.tsx";
import { clinicText } from "../localized.tsx";
import { problemSentence } from "../problem-words.ts";
import { useSurroundings } from "../surroundings.ts";
import { Dialog } from "./dialog.tsx";

export type ConsentCardProps = { clinic: PublicClinic; visitId: string; transferred: boolean; announcer: Announcer };

/** The text of a clinic at whose door the person did not stand: what changed, whose words these are, and both answers. */
export function ConsentCard({ clinic, visitId, transferred, announcer }: ConsentCardProps) {
  const t = useText();
  const titleId = useId();
  const { send } = useSurroundings();
  const { language } = useLanguage();
  const shown = clinicText(clinic.texts.consent, language.tag, clinic.mainLanguage);
  const [busy, setBusy] = useState<"yes" | "no" | null>(null);
  const [done, setDone] = useState(false);
  const [declining, setDeclining] = useState(false);
  const [problem, setProblem] = useState<PatientMessageId | null>(null);
  const title = t("consent.title", { clinic: clinic.name });
  useEffect(() => announcer.alert(title), [announcer, title]);
  if (!shown || done) return null;

  async function answer(agrees: boolean, words: string): Promise<void> {
    setBusy(agrees ? "yes" : "no");
    setProblem(null);
    const answered = await send("POST /api/visits/{visitId}/consent", { params: { visitId }, body: { clinicId: clinic.id, agrees, shown: words } });
    setBusy(null);
    if (answered.ok) return setDone(true);
    setDeclining(false);
    const { fields, code } = answered.problem;
    setProblem(fields?.some(({ path }) => path === "consent") ? "error.consentChanged" : problemSentence(code));
  }

  return (
    <section className="card stack" aria-labelledby={titleId}>
      <div className="stack stack-2">
        <h2 id={titleId}>{title}</h2>
        <p className="muted">{t(transferred ? "consent.transferred" : "consent.text")}</p>
      </div>
      <div className="lines" lang={shown.tag} dir="auto">
        {shown.text}
      </div>
      {problem && (
        <Banner tone="bad" role="alert">
          {t(problem)}
        </Banner>
      )}
      <div className="cluster">
        <Button variant="primary" busy={busy === "yes"} onClick={() => void answer(true, shown.text)}>
          {t("consent.agree")}
        </Button>
        <Button onClick={() => setDeclining(true)}>{t("consent.decline")}</Button>
      </div>
      {declining && (
        <Dialog
          title={t("consent.declineTitle")}
          onClose={() => setDeclining(false)}
          actions={
            <>
              <Button onClick={() => setDeclining(false)}>{t("consent.back")}</Button>
              <Button variant="danger" busy={busy === "no"} onClick={() => void answer(false, "")}>
                {t("consent.leave")}
              </Button>
            </>
          }
        >
          <p>{t("consent.declineText", { clinic: clinic.name })}</p>
          <SupportLine clinic={clinic} />
        </Dialog>
      )}
    </section>
  );
}
