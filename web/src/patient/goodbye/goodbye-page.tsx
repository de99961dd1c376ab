import type { PublicClinic } from "@anteroom/core/protocol";
import type { EndReason } from "@anteroom/core/visit";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CheckIcon, ChevronRightIcon, PhoneIcon, RotateCcwIcon, ShieldCheckIcon } from "../../ui/icons/lucide.ts";
import { PageFrame } from "../frame/page-frame.tsx";

export type GoodbyePageProps = {
  clinic: PublicClinic;
  reason: EndReason | null;
  /** What was typed is still in this page's memory. */
  remembers: boolean;
  onAgain: () => void;
};

type Words = { title: PatientMessageId; text: PatientMessageId };
const words: Record<EndReason | "over", Words> = {
  completed: { title: "goodbye.completed.title", text: "goodbye.completed.text" },
  leftBeforeSeen: { title: "goodbye.left.title", text: "goodbye.left.text" },
  removed: { title: "goodbye.removed.title", text: "goodbye.removed.text" },
  cancelledByClinic: { title: "goodbye.cancelled.title", text: "goodbye.cancelled.text" },
  lost: { title: "goodbye.lost.title", text: "goodbye.lost.text" },
  closed: { title: "goodbye.closed.title", text: "goodbye.closed.text" },
  over: { title: "goodbye.over.title", text: "goodbye.over.text" },
};

/** What happened, and what can be done now. */
export function GoodbyePage({ clinic, reason, remembers, onAgain }: GoodbyePageProps) {
  const t = useText();
  const { title, text } = words[reason ?? "over"];
  const isGood = reason === "completed";
  const mayReturn = reason !== "removed" && reason !== "closed";
  const { supportPhone } = clinic;
  return (
    <PageFrame clinic={clinic} title={t("goodbye.short")} testId="goodbye">
      <div className="narrow stack stack-6">
        <div className="stack">
          {isGood && (
            <span className="tick">
              <CheckIcon />
            </span>
          )}
          <h1 tabIndex={-1}>{t(title)}</h1>
          <p className="lead">{t(text)}</p>
        </div>
        {mayReturn && (
          <Banner icon={RotateCcwIcon}>
            <p>
              {isGood && <b className="strong block">{t("goodbye.again.title")}</b>}
              {t(remembers ? "goodbye.again.text" : "goodbye.again.empty")}
            </p>
            <div>
              <Button variant="primary" onClick={onAgain}>
                {t("goodbye.again")}
              </Button>
            </div>
          </Banner>
        )}
        {isGood && (clinic.surveyUrl || clinic.onwardUrl) && (
          <Card flush>
            {clinic.surveyUrl && <Onward href={clinic.surveyUrl} label={t("goodbye.survey")} />}
            {clinic.onwardUrl && <Onward href={clinic.onwardUrl} label={t("goodbye.onward")} />}
          </Card>
        )}
        {supportPhone && (
          <Card flush>
            <a className="list-link" href={`tel:${supportPhone.replace(/[^+\d]/g, "")}`}>
              <PhoneIcon />
              <span>
                {t("goodbye.phone")}
                <small className="tnum" dir="ltr">
                  {supportPhone}
                </small>
              </span>
              <ChevronRightIcon />
            </a>
          </Card>
        )}
        <p className="muted small with-icon">
          <ShieldCheckIcon />
          <span>{t("goodbye.gone")}</span>
        </p>
      </div>
    </PageFrame>
  );
}

/** To another site: which clinic somebody came from is not told there. */
function Onward({ href, label }: { href: string; label: string }) {
  return (
    <a className="list-link" href={href} rel="noopener noreferrer" target="_top">
      <CheckIcon />
      <span>
        {label}
        <small dir="ltr">{new URL(href).host}</small>
      </span>
      <ChevronRightIcon />
    </a>
  );
}
