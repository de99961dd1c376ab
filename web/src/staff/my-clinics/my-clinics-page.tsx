import type { CountsView } from "@anteroom/core/protocol";
import { hasWords } from "@anteroom/core/typed";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Link as RouteLink, Redirect, useSearch } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ArchIcon } from "../../ui/icons/logo.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Bell } from "../app/bell.tsx";
import { ConnectionBanner } from "../app/connection-banner.tsx";
import { useLink } from "../app/link.tsx";
import { usePageTitle } from "../app/page-title.ts";
import { PersonMenu } from "../app/person-menu.tsx";
import { usePerson } from "../app/session.tsx";
import { useOwnCall } from "../own-call/own-call.tsx";
import { FindField } from "../ui/find-field.tsx";
import { refusalText } from "../words/refusal.ts";
import { ClinicCard, type ListedClinic } from "./clinic-card.tsx";
import { useRuns, WaysToAdministration } from "./ways-to-administration.tsx";

/** Where a person with several clinics begins. Somebody with one goes straight to it, and who runs the platform alone goes there. */
export function MyClinicsPage() {
  const t = useText();
  const { clinics, problem, again } = useMyClinics();
  const [search, setSearch] = useState("");
  const [counts, setCounts] = useState<ReadonlyMap<string, CountsView>>(new Map());
  const remember = useCallback((id: string, value: CountsView) => setCounts((before) => new Map(before).set(id, value)), []);
  const byChoice = useSearch().includes("all");
  const person = usePerson();
  const runs = useRuns();
  const ownCall = useOwnCall();
  const callSlug = (person.clinics.find(({ id }) => id === ownCall.view?.clinicId) ?? person.clinics.find(({ waitingArea }) => waitingArea))?.slug ?? "";
  usePageTitle(t("clinics.title"), sumOf(counts, "waiting"));

  const shown = useMemo(() => {
    return clinics?.filter(({ name, organisationName }) => hasWords(search, name, organisationName));
  }, [clinics, search]);

  const only = clinics?.length === 1 ? clinics[0] : undefined;
  if (only?.waitingArea && !byChoice) return <Redirect to={`/clinics/${only.slug}`} replace />;
  if (!byChoice && person.platformAdministrator && person.clinics.length + person.organisations.length === 0) return <Redirect to="/platform" replace />;

  const waiting = sumOf(counts, "waiting");
  const places = [...counts.values()].filter((each) => each.waiting > 0).length;
  return (
    <>
      <a className="skip" href="#main">
        {t("clinics.skip")}
      </a>
      <header className="bar-top">
        <span className="mark-small">
          <ArchIcon />
        </span>
        <b className="product">Anteroom</b>
        <span className="end cluster">
          <Bell />
          <PersonMenu compact />
        </span>
      </header>
      <ConnectionBanner />
      <main className="page clinics-page" id="main" tabIndex={-1}>
        <div className="page-in mid">
          <div className="between clinics-head">
            <div>
              <h1 className="h-large">{t("clinics.title")}</h1>
              {clinics && clinics.length > 0 && <p className="muted">{t("clinics.summary", { waiting, places })}</p>}
            </div>
            {clinics && clinics.length > 0 && <FindField className="clinics-search" label={t("clinics.find")} value={search} onChange={setSearch} />}
          </div>
          {ownCall.seat && (
            <Banner tone="info" role="status">
              <p>{t("ownCall.goesOn")}</p>
              <RouteLink className="btn btn-outline btn-s" href={`/clinics/${callSlug}?call=${ownCall.seat.callId}`}>
                {t("ownCall.return")}
              </RouteLink>
            </Banner>
          )}
          {problem && (
            <Banner tone="bad" role="alert">
              <p>{refusalText(t, problem)}</p>
              <Button size="small" onClick={again}>
                {t("tryAgain")}
              </Button>
            </Banner>
          )}
          {!clinics && !problem && <Skeleton label={t("loading")} lines={4} />}
          {clinics?.length === 0 && <NoClinic />}
          {clinics && clinics.length > 0 && runs && (
            <nav className="cluster" aria-label={t("clinics.administration")}>
              <WaysToAdministration />
            </nav>
          )}
          {shown && clinics && clinics.length > 0 && shown.length === 0 && (
            <EmptyState title={t("clinics.notFound")} actions={<Button onClick={() => setSearch("")}>{t("clinics.showAll")}</Button>} />
          )}
          <ul className="cards">
            {shown?.map((clinic) => (
              <ClinicCard key={clinic.id} clinic={clinic} onCounts={remember} />
            ))}
          </ul>
        </div>
      </main>
    </>
  );
}

/** Whoever runs an organisation or the platform finds the way there; all others learn whom to ask. */
function NoClinic() {
  const t = useText();
  const runs = useRuns();
  return (
    <EmptyState title={t("clinics.none")} actions={runs && <WaysToAdministration />}>
      {t(runs ? "clinics.noneRun" : "clinics.noneMore")}
    </EmptyState>
  );
}
function sumOf(counts: ReadonlyMap<string, CountsView>, key: "waiting"): number {
  return [...counts.values()].reduce((sum, each) => sum + each[key], 0);
}

/** Asked again when the person's rights change. */
function useMyClinics() {
  const { send } = useLink();
  const person = usePerson();
  const [clinics, setClinics] = useState<readonly ListedClinic[] | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const rights = person.clinics.map(({ id, role, waitingArea }) => `${id} ${role} ${waitingArea}`).join();
  useEffect(() => {
    let late = false;
    void send("GET /api/clinics").then((answer) => {
      if (late) return;
      if (answer.ok) setClinics(answer.reply.clinics);
      setProblem(answer.ok ? null : answer.problem);
    });
    return () => {
      late = true;
    };
    // `rights` and `attempt` are the reasons to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, rights, attempt]);
  return { clinics, problem, again: () => setAttempt((before) => before + 1) };
}
