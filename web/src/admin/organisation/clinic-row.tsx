import { mayInClinic } from "@anteroom/core/access";
import type { CountsView, OrganisationClinic } from "@anteroom/core/protocol";
import { type CSSProperties, useEffect } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import { useMinutesSince } from "../../staff/app/clock.tsx";
import { useTopic } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { Menu, MenuItem, MenuLine } from "../../staff/ui/menu.tsx";
import { minutesText } from "../../staff/words/times.ts";
import { CopyIcon, EllipsisIcon, SlidersHorizontalIcon, SofaIcon, TrashIcon } from "../../ui/icons/lucide.ts";
import { membershipsOf } from "../frame/memberships.ts";

/** As on the waiting area. */
const LATE_MINUTES = 30;

type ClinicRowProps = {
  clinic: OrganisationClinic;
  organisationId: string;
  onCounts: (id: string, counts: CountsView) => void;
  onCopy: () => void;
  onDelete: () => void;
};

/** One clinic with what goes on in it now; a reporter sees the name alone. */
export function ClinicRow({ clinic, organisationId, onCounts, onCopy, onDelete }: ClinicRowProps) {
  const t = useText();
  const { id, slug, name, live, withoutAdministrator, pendingAdministrator } = clinic;
  const about = [clinic.specialty, ...clinic.tags].filter(Boolean).join(" · ");
  const person = usePerson();
  const topic = useTopic<CountsView>(live ? `counts:${id}` : null);
  const counts = topic.state === "here" ? topic.value : (live?.counts ?? null);
  useEffect(() => {
    if (counts) onCounts(id, counts);
  }, [id, counts, onCounts]);
  const longest = useMinutesSince(counts?.longestWaitSince ?? null);
  const isLate = counts !== null && counts.longestWaitSince !== null && longest >= LATE_MINUTES;
  const colour = !counts?.waiting ? "transparent" : isLate ? "var(--late)" : "var(--waiting)";
  const mine = person.clinics.find((each) => each.id === id);
  const mayConfigure = mayInClinic(membershipsOf(person), "configureClinic", { clinicId: id, organisationId });
  const mayDelete = mayInClinic(membershipsOf(person), "deleteClinic", { clinicId: id, organisationId });
  return (
    <div className={live ? "r b r-clinics" : "r b r-clinics is-names"} role="row" aria-label={name} style={{ "--c": colour } as CSSProperties}>
      <span className="nmc nm clip" role="cell">
        {mine?.waitingArea ? (
          <RouteLink href={`/clinics/${slug}`} dir="auto">
            {name}
          </RouteLink>
        ) : (
          <span dir="auto">{name}</span>
        )}
        {about && (
          <span className="small muted block clip" dir="auto">
            {about}
          </span>
        )}
        {withoutAdministrator && (
          <span className={pendingAdministrator ? "small muted block clip" : "small warn-t block clip"}>
            {pendingAdministrator ? t("organisation.pending", { email: pendingAdministrator }) : t("organisation.withoutAdministrator")}
          </span>
        )}
      </span>
      {live && counts && (
        <>
          <span role="cell" className="clinic-state">
            <span className={live.state === "open" ? "dot" : "dot is-offline"} />
            {t(`organisation.state.${live.state}`)}
          </span>
          <Figure value={String(counts.waiting)} name={t("organisation.waiting")} strong={counts.waiting > 0} nil={counts.waiting === 0} />
          <Figure value={String(counts.seen)} name={t("organisation.seen")} nil={counts.seen === 0} />
          <Figure
            value={counts.longestWaitSince === null ? "–" : minutesText(t, longest)}
            name={t("organisation.longest")}
            nil={counts.longestWaitSince === null}
            {...(isLate && { className: "warn-t strong" })}
          />
          <Figure value={String(live.online)} name={t("organisation.online")} nil={live.online === 0} />
        </>
      )}
      <bdi role="cell" className="lk muted clip" dir="ltr">
        {`/c/${slug}`}
      </bdi>
      <div className="act" role="cell">
        {mayConfigure && (
          <RouteLink className="icon-btn" href={`/clinics/${slug}/configure`} aria-label={t("organisation.configureName", { name })}>
            <SlidersHorizontalIcon />
          </RouteLink>
        )}
        <Menu label={t("organisation.moreFor", { name })} button={<EllipsisIcon />}>
          {mine?.waitingArea && (
            <MenuItem icon={SofaIcon} href={`/clinics/${slug}`}>
              {t("nav.waitingArea")}
            </MenuItem>
          )}
          <MenuItem icon={CopyIcon} onAction={onCopy}>
            {t("organisation.copyLink")}
          </MenuItem>
          {mayDelete && <MenuLine />}
          {mayDelete && (
            <MenuItem icon={TrashIcon} danger onAction={onDelete}>
              {t("organisation.delete")}
            </MenuItem>
          )}
        </Menu>
      </div>
    </div>
  );
}

function Figure({ value, name, strong, nil, className = "" }: { value: string; name: string; strong?: boolean; nil?: boolean; className?: string }) {
  return (
    <span role="cell" className={`tnum ${nil ? "muted nil" : ""} ${strong ? "strong" : ""} ${className}`}>
      {value}
      <span className="only-c"> {name}</span>
    </span>
  );
}
