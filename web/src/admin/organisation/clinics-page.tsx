import { mayInOrganisation } from "@anteroom/core/access";
import type { OrganisationClinic } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { usePerson } from "../../staff/app/session.tsx";
import { useCopy } from "../../staff/ui/copy.ts";
import { FindField } from "../../staff/ui/find-field.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { DownloadIcon, PlusIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { useOrganisationPlace } from "../frame/places.tsx";
import { type Filter, FILTERS, isFound, passes } from "./clinic-filter.ts";
import { ClinicRow } from "./clinic-row.tsx";
import { DeleteClinicDialog } from "./delete-clinic-dialog.tsx";
import { NewClinicDialog } from "./new-clinic-dialog.tsx";
import { SeveralClinicsDialog } from "./several-clinics-dialog.tsx";
import { useClinics } from "./use-clinics.ts";
import "./organisation.css";
import { ProblemBanner } from "../frame/problem-banner.tsx";

/** All clinics of an organisation, live. */
export function OrganisationClinicsPage({ organisationId }: { organisationId: string }) {
  const t = useText();
  const notices = useNotices();
  const { copy } = useCopy();
  const who = membershipsOf(usePerson());
  const { list, problem, counts, remember, again } = useClinics(organisationId);
  const place = useOrganisationPlace(organisationId, list?.name);
  const [filter, setFilter] = useState<Filter>("all");
  const [words, setWords] = useState("");
  const [isNew, setNew] = useState(false);
  const [isSeveral, setSeveral] = useState(false);
  const [deleted, setDeleted] = useState<OrganisationClinic | null>(null);
  if (!mayInOrganisation(who, "listClinics", organisationId) || problem?.code === "notFound") return <NoSuchPage />;

  const mayCreate = mayInOrganisation(who, "createClinic", organisationId);
  const seesLive = mayInOrganisation(who, "listClinicsWithCounts", organisationId);
  const clinics = list?.clinics ?? [];
  const found = clinics.filter((clinic) => isFound(clinic, words));
  const shown = found.filter((clinic) => passes(clinic, filter, counts));
  const waiting = clinics.reduce((sum, { id, live }) => sum + ((counts.get(id) ?? live?.counts)?.waiting ?? 0), 0);
  const lead = list && t(seesLive ? "organisation.clinicsLead" : "organisation.clinicsCount", { count: clinics.length, waiting });
  return (
    <AdminFrame
      {...place}
      title={t("organisation.clinics")}
      lead={lead}
      actions={
        mayCreate && (
          <>
            <Button onClick={() => setSeveral(true)}>{t("organisation.severalClinics")}</Button>
            <Button variant="primary" icon={PlusIcon} onClick={() => setNew(true)}>
              {t("organisation.newClinic")}
            </Button>
          </>
        )
      }
    >
      {problem && <ProblemBanner problem={problem} again={again} />}
      {!list && !problem && <Skeleton label={t("admin.loading")} lines={8} />}
      {list && clinics.length === 0 && (
        <EmptyState
          title={t("organisation.noClinics")}
          actions={
            mayCreate && (
              <Button variant="outline" icon={PlusIcon} onClick={() => setNew(true)}>
                {t("organisation.newClinic")}
              </Button>
            )
          }
        >
          {t("organisation.noClinicsMore")}
        </EmptyState>
      )}
      {clinics.length > 0 && (
        <div className="clinic-list">
          <div className="clinic-tools">
            {seesLive && (
              <div className="tabs" role="group" aria-label={t("organisation.filter")}>
                {FILTERS.map((each) => (
                  <button type="button" className="tab" key={each} aria-pressed={filter === each} onClick={() => setFilter(each)}>
                    {t(`organisation.filter.${each}`)}
                    <span className="count">{found.filter((clinic) => passes(clinic, each, counts)).length}</span>
                  </button>
                ))}
              </div>
            )}
            <FindField className="end" label={t("clinics.find")} value={words} onChange={setWords} />
            <a className="btn btn-outline" href={`/api/organisations/${organisationId}/clinics/csv`} download>
              <DownloadIcon />
              {t("organisation.csv")}
            </a>
          </div>
          {shown.length === 0 ? (
            <EmptyState
              title={t("clinics.notFound")}
              actions={
                <Button
                  onClick={() => {
                    setWords("");
                    setFilter("all");
                  }}
                >
                  {t("organisation.showAll")}
                </Button>
              }
            />
          ) : (
            <div className="grid grid-cards" role="table" aria-label={t("organisation.clinics")}>
              <div className={seesLive ? "r h r-clinics" : "r h r-clinics is-names"} role="row">
                <span role="columnheader">{t("nav.clinic")}</span>
                {seesLive && (
                  <>
                    <span role="columnheader">{t("organisation.status")}</span>
                    <span role="columnheader">{t("organisation.waitingHead")}</span>
                    <span role="columnheader">{t("organisation.seenHead")}</span>
                    <span role="columnheader">{t("organisation.longestHead")}</span>
                    <span role="columnheader">{t("organisation.onlineHead")}</span>
                  </>
                )}
                <span role="columnheader" className="lk">
                  {t("organisation.link")}
                </span>
                <span role="columnheader">
                  <span className="sr">{t("organisation.actions")}</span>
                </span>
              </div>
              {shown.map((clinic) => (
                <ClinicRow
                  key={clinic.id}
                  clinic={clinic}
                  organisationId={organisationId}
                  onCounts={remember}
                  onCopy={() => void copy(`${location.origin}/c/${clinic.slug}`).then(() => notices.done(t("organisation.copied")))}
                  onDelete={() => setDeleted(clinic)}
                />
              ))}
            </div>
          )}
        </div>
      )}
      {isSeveral && <SeveralClinicsDialog organisationId={organisationId} onClose={() => setSeveral(false)} onDone={again} />}
      {isNew && <NewClinicDialog organisationId={organisationId} onClose={() => setNew(false)} onDone={again} />}
      {deleted && (
        <DeleteClinicDialog
          organisationId={organisationId}
          clinic={deleted}
          onClose={() => setDeleted(null)}
          onDone={() => {
            setDeleted(null);
            again();
          }}
        />
      )}
    </AdminFrame>
  );
}
