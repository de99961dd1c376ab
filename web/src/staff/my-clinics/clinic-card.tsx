import type { CountsView, MyClinic } from "@anteroom/core/protocol";
import { useEffect } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import { ClinicLogo } from "../../ui/icons/logo.ts";
import { MessagesSquareIcon } from "../../ui/icons/lucide.ts";
import { useMinutesSince } from "../app/clock.tsx";
import { useTopic } from "../app/link.tsx";
import { useUnread } from "../channel/use-channel.ts";
import { LATE_MINUTES } from "../waiting-area/row-status.ts";
import { hoursText, minutesText } from "../words/times.ts";

export type ListedClinic = MyClinic & { counts: CountsView };

/** One clinic with what goes on in it now. The whole card leads to its waiting area, for those who may see it. */
export function ClinicCard({ clinic, onCounts }: { clinic: ListedClinic; onCounts: (clinicId: string, counts: CountsView) => void }) {
  const t = useText();
  const topic = useTopic<CountsView>(clinic.seesCounts ? `counts:${clinic.id}` : null);
  const counts = topic.state === "here" ? topic.value : clinic.counts;
  useEffect(() => {
    if (clinic.seesCounts) onCounts(clinic.id, counts);
  }, [clinic.id, clinic.seesCounts, counts, onCounts]);

  const head = (
    <div className="cluster cluster-3 nowrap-flex">
      <span className="avatar clinic-logo">
        <ClinicLogo name={clinic.logoIcon} />
      </span>
      <div className="grow">
        <h2 className="clip" dir="auto">
          {clinic.name}
        </h2>
        <p className="small muted clip" dir="auto">
          {clinic.organisationName}
        </p>
      </div>
    </div>
  );
  return (
    <li>
      {clinic.waitingArea ? (
        <RouteLink className="card clinic-card" href={`/clinics/${clinic.slug}`}>
          {head}
          <Numbers counts={counts} />
          <Hours clinic={clinic} held={counts.held} />
          <Unread clinicId={clinic.id} />
        </RouteLink>
      ) : (
        <div className="card clinic-card">
          {head}
          {clinic.seesCounts && <Numbers counts={counts} />}
          <Hours clinic={clinic} held={counts.held} />
          {clinic.transfersInto && <p className="small muted">{t("clinics.referrer")}</p>}
          <Ways clinic={clinic} />
        </div>
      )}
    </li>
  );
}

/** For whoever runs the clinic and does not see its callers. */
function Ways({ clinic: { slug, configures, managesTeam } }: { clinic: MyClinic }) {
  const t = useText();
  if (!configures && !managesTeam) return null;
  return (
    <div className="cluster">
      {configures && (
        <RouteLink className="btn btn-outline btn-s" href={`/clinics/${slug}/configure`}>
          {t("nav.configure")}
        </RouteLink>
      )}
      {managesTeam && (
        <RouteLink className="btn btn-outline btn-s" href={`/clinics/${slug}/configure/team`}>
          {t("nav.team")}
        </RouteLink>
      )}
    </div>
  );
}

function Numbers({ counts }: { counts: CountsView }) {
  const t = useText();
  const longest = useMinutesSince(counts.longestWaitSince);
  const late = counts.longestWaitSince !== null && longest >= LATE_MINUTES;
  return (
    <div className="nums">
      <Figure value={String(counts.waiting)} name={t("clinics.waiting")} look={counts.waiting === 0 ? "zero" : late ? "hot" : ""} />
      <Figure value={String(counts.seen)} name={t("clinics.seen")} look={counts.seen === 0 ? "zero" : ""} />
      <Figure
        value={counts.longestWaitSince === null ? "–" : minutesText(t, longest)}
        name={t("clinics.longest")}
        look={counts.longestWaitSince === null ? "zero" : late ? "hot" : ""}
      />
    </div>
  );
}

function Figure({ value, name, look }: { value: string; name: string; look: string }) {
  return (
    <div className={`num ${look}`}>
      <b>{value}</b> <span>{name}</span>
    </div>
  );
}

/** What the team wrote that one has not read yet. */
function Unread({ clinicId }: { clinicId: string }) {
  const t = useText();
  const unread = useUnread(clinicId);
  if (unread === 0) return null;
  return (
    <p className="small cluster hours-line">
      <MessagesSquareIcon className="i-s" />
      {t("clinics.unread", { count: unread })}
    </p>
  );
}

function Hours({ clinic, held = 0 }: { clinic: MyClinic; held?: number }) {
  const t = useText();
  return (
    <p className="small cluster muted hours-line">
      {clinic.state && (
        <>
          <span className={clinic.state === "open" ? "dot" : "dot is-offline"} />
          {hoursText(t, { state: clinic.state, openUntil: clinic.openUntil, nextOpening: clinic.nextOpening }, clinic.timeZone ?? "UTC")}
        </>
      )}
      {held > 0 && (
        <>
          <span className="dot is-hold" />
          {t("clinics.held", { count: held })}
        </>
      )}
    </p>
  );
}
