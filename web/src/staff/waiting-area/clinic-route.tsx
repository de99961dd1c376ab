import type { ClinicPage, ClinicThings } from "@anteroom/core/protocol";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useFocusInPlace } from "../app/focus-in-place.ts";
import { useLink, useTopic } from "../app/link.tsx";
import { usePageTitle } from "../app/page-title.ts";
import { usePerson } from "../app/session.tsx";
import { CallPlace } from "../own-call/call-place.tsx";
import { useOwnCall } from "../own-call/own-call.tsx";
import { ClinicDesk } from "../desk/clinic-desk.tsx";
import { refusalText } from "../words/refusal.ts";
import { thingsOf } from "./board-view.ts";
import { WaitingAreaPage } from "./waiting-area-page.tsx";

/** Another node may answer with what it read a moment ago. Milliseconds. */
const ASK_AGAIN_MS = 200;

/** One clinic: its waiting area, or the call with the waiting area beside it. */
export function ClinicRoute({ slug }: { slug: string }) {
  const t = useText();
  const { clinic, problem, again } = useClinicPage(slug);
  // Whoever just had it reads that they lost it, whether the stream or this question told first.
  if (problem) return clinic && isForbidden(problem) ? <NoLongerYours clinic={clinic} /> : <NoClinic problem={problem} again={again} />;
  if (!clinic)
    return (
      <main className="page" id="main">
        <h1 className="sr">{t("nav.waitingArea")}</h1>
        <Skeleton label={t("loading")} lines={6} />
      </main>
    );
  return <OneClinic key={clinic.id} clinic={clinic} again={again} />;
}

function OneClinic({ clinic, again }: { clinic: ClinicPage; again: () => void }) {
  const topic = useTopic<ClinicThings>(`clinic:${clinic.id}`);
  const { seat, view, session } = useOwnCall();
  useFocusInPlace(!seat ? "list" : view && session ? "call" : "coming");
  const value = topic.state === "here" ? topic.value : null;
  useFreshPage(clinic, value?.page?.mark, again);
  const things = useMemo(() => thingsOf(value ?? {}), [value]);
  // Whoever loses the right loses the page at once, whatever is open on it.
  if (topic.state === "refused") return <NoLongerYours clinic={clinic} />;
  return (
    <ClinicDesk clinic={clinic} things={things} loading={topic.state === "loading"}>
      {seat ? <CallPlace things={things} /> : <WaitingAreaPage things={things} loading={topic.state === "loading"} />}
    </ClinicDesk>
  );
}

/** Somebody changed the settings: what stands beside the rows is asked for again, until it is what the topic speaks of. */
function useFreshPage(clinic: ClinicPage, mark: string | undefined, again: () => void): void {
  const ask = useEffectEvent(again);
  useEffect(() => {
    if (mark === undefined || mark === clinic.mark) return;
    const timer = setTimeout(ask, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [clinic, mark]);
}

/** Asked again when the person's rights in it change. */
function useClinicPage(slug: string) {
  const { send } = useLink();
  const person = usePerson();
  const [clinic, setClinic] = useState<ClinicPage | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const mine = person.clinics.find((each) => each.slug === slug);
  const rights = mine ? `${mine.role} ${mine.waitingArea}` : "none";
  useEffect(() => {
    let late = false;
    void send("GET /api/clinics/{slug}", { params: { slug } }).then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setClinic(answer.reply);
    });
    return () => {
      late = true;
    };
    // `rights` and `attempt` are the reasons to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, slug, rights, attempt]);
  return { clinic: clinic?.slug === slug ? clinic : null, problem, again: () => setAttempt((before) => before + 1) };
}

function isForbidden({ code }: Failure): boolean {
  return code === "notFound" || code === "notAllowed";
}

function NoClinic({ problem, again }: { problem: Failure; again: () => void }) {
  const t = useText();
  const isNone = isForbidden(problem);
  usePageTitle(t("clinic.none"));
  return (
    <main className="page" id="main">
      <h1 className="sr">{t("nav.waitingArea")}</h1>
      <EmptyState title={isNone ? t("clinic.none") : refusalText(t, problem)} actions={isNone ? <ToMyClinics /> : <Button onClick={again}>{t("tryAgain")}</Button>}>
        {isNone ? t("clinic.noneMore") : undefined}
      </EmptyState>
    </main>
  );
}

function NoLongerYours({ clinic }: { clinic: ClinicPage }) {
  const t = useText();
  usePageTitle(t("clinic.refused"));
  return (
    <main className="page" id="main">
      <h1 className="sr">{t("nav.waitingArea")}</h1>
      <div role="alert">
        <EmptyState title={t("clinic.refused")} actions={<ToMyClinics />}>
          {t("clinic.refusedMore", { clinic: clinic.name })}
        </EmptyState>
      </div>
    </main>
  );
}

function ToMyClinics() {
  const t = useText();
  return (
    <RouteLink className="btn btn-outline" href="/clinics?all">
      {t("nav.myClinics")}
    </RouteLink>
  );
}
