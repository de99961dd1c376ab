import type { CallerView } from "@anteroom/core/protocol";
import { useEffect } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import type { Announcer } from "../../ui/announcer.tsx";

/** Only what the clinic shows. Spoken when it changes, never about anybody else. */
export function PlaceInLine({ visit, announcer }: { visit: CallerView; announcer: Announcer }) {
  const t = useText();
  const { peopleAhead, estimateMinutes } = visit;
  useEffect(() => {
    if (peopleAhead === null) return;
    announcer.announce(peopleAhead === 0 ? t("waiting.said.next") : t("waiting.said.place", { place: peopleAhead + 1 }), "place");
  }, [announcer, peopleAhead, t]);
  if (peopleAhead === null && estimateMinutes === null) return null;
  return (
    <div className={peopleAhead !== null && estimateMinutes !== null ? "card card-flush stats" : "card card-flush stats one"}>
      {peopleAhead !== null && (
        <div className="stat">
          <span>{t("waiting.place")}</span>
          <b>{peopleAhead === 0 ? t("waiting.place.next") : t("waiting.place.number", { place: peopleAhead + 1 })}</b>
        </div>
      )}
      {estimateMinutes !== null && (
        <div className="stat">
          <span>{t("waiting.estimate")}</span>
          <b>{estimateMinutes < 1 ? t("waiting.estimate.soon") : t("waiting.estimate.minutes", { minutes: estimateMinutes })}</b>
        </div>
      )}
    </div>
  );
}
