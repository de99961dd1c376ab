import type { PublicClinic } from "@anteroom/core/protocol";
import { useText } from "../../i18n/patient-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { isFramed } from "../../link/index.ts";
import { CircleCheckIcon, VideoIcon } from "../../ui/icons/lucide.ts";
import { InAppNotice } from "../doctor/in-app-notice.tsx";
import { PageFrame } from "../frame/page-frame.tsx";
import { SupportLine } from "../frame/support-line.tsx";

export function StartPage({ clinic, onStart }: { clinic: PublicClinic; onStart: () => void }) {
  const t = useText();
  const steps = [
    { title: t("start.next.who"), text: t("start.next.who.text") },
    { title: t("start.next.wait"), text: t("start.next.wait.text") },
    { title: t("start.next.join"), text: t("start.next.join.text") },
  ];
  const until = clinic.openUntil === null ? null : t.intl.formatTime(clinic.openUntil, { timeStyle: "short", timeZone: clinic.timeZone });
  return (
    <PageFrame clinic={clinic} title={t("start.short")}>
      <div className="p-two">
        <section className="stack stack-6">
          <div className="stack stack-3">
            <p className="open">
              <span className="dot" />
              {until ? t("start.openUntil", { time: until }) : t("start.open")}
            </p>
            <h1 tabIndex={-1}>{t("start.title", { clinic: clinic.name })}</h1>
            <p className="lead">{t("start.lead")}</p>
          </div>
          <InAppNotice />
          <div className="cta">
            <Button variant="primary" size="big" icon={VideoIcon} onClick={onStart}>
              {t("start.button")}
            </Button>
            {/* No other page of ours stands in a frame of another site. */}
            <a className="btn btn-outline" href={`/test?clinic=${encodeURIComponent(clinic.slug)}`} target={isFramed() ? "_blank" : undefined}>
              <CircleCheckIcon />
              {t("start.test")}
            </a>
          </div>
          <p className="muted small">{t("start.noApp")}</p>
        </section>
        <Card className="stack" aria-labelledby="next">
          <h2 id="next">{t("start.next")}</h2>
          <ol className="steps">
            {steps.map(({ title, text }) => (
              <li key={title}>
                <div>
                  <b>{title}</b>
                  <p>{text}</p>
                </div>
              </li>
            ))}
          </ol>
        </Card>
      </div>
      <div className="below">
        <SupportLine clinic={clinic} />
      </div>
    </PageFrame>
  );
}
