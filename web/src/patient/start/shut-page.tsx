import type { PublicClinic } from "@anteroom/core/protocol";
import { useLanguage } from "../../i18n/language-provider.tsx";
import type { TextOf } from "../../i18n/text.tsx";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import { PageFrame } from "../frame/page-frame.tsx";
import { SupportLine } from "../frame/support-line.tsx";
import { ClinicWords, clinicText } from "../localized.tsx";

/** Closed by its hours, or switched off. Whoever waits already never sees this. */
export function ShutPage({ clinic }: { clinic: PublicClinic }) {
  const t = useText();
  const { language } = useLanguage();
  const isOff = clinic.state === "off";
  const texts = isOff ? clinic.texts.switchedOff : clinic.texts.closed;
  const own = clinicText(texts, language.tag, clinic.mainLanguage);
  const opening = isOff ? null : openingWords(t, clinic);
  return (
    <PageFrame clinic={clinic} title={t(isOff ? "off.title" : "closed.title")}>
      <div className="narrow stack stack-6">
        <h1 tabIndex={-1}>{t(isOff ? "off.title" : "closed.title")}</h1>
        {opening && (
          <div className="stack stack-2">
            <p className="lead">{opening.there}</p>
            {opening.here && <p className="muted">{opening.here}</p>}
          </div>
        )}
        {own ? <ClinicWords texts={texts} mainLanguage={clinic.mainLanguage} /> : <p>{t(opening ? "closed.again" : "off.text")}</p>}
        <SupportLine clinic={clinic} />
        <p className="muted small">{t("support.emergency")}</p>
      </div>
    </PageFrame>
  );
}

/** In the clinic's time zone, and in the person's own where it differs. */
function openingWords(t: TextOf<PatientMessageId>, clinic: PublicClinic): { there: string; here: string | null } | null {
  if (clinic.nextOpening === null) return null;
  const at = clinic.nextOpening;
  const words = (timeZone: string) => ({
    day: t.intl.formatDate(at, { weekday: "long", day: "numeric", month: "long", timeZone }),
    time: t.intl.formatTime(at, { timeStyle: "short", timeZone }),
  });
  const there = words(clinic.timeZone);
  // Asked for now: a kept formatter stays in the zone in which it was made, and people travel.
  const here = words(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const same = there.day === here.day && there.time === here.time;
  return { there: t("closed.opens", there), here: same ? null : t("closed.opensHere", here) };
}
