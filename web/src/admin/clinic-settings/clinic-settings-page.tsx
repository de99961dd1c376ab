import "./clinic-settings.css";
import { clinicRolesGivenBy, mayInClinic } from "@anteroom/core/access";
import type { ClinicSettingsView } from "@anteroom/core/protocol";
import { useEffect, useRef, useState } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { useClinicPlace } from "../frame/places.tsx";
import { InterfaceTab } from "../looks/interface-tab.tsx";
import { WaitingTab } from "../waiting-experience/waiting-tab.tsx";
import { SharingTab } from "../sharing/sharing-tab.tsx";
import { AppsTab } from "./apps-tab.tsx";
import { ReportingTab } from "./reporting-tab.tsx";
import { ClinicTab, EntryTab, JoiningTab, QualityTab, TextsTab, WaitingAreaTab } from "./tabs.tsx";
import { ProblemBanner } from "../frame/problem-banner.tsx";

const TABS = [
  { at: "waiting-area", label: "settings.tab.waitingArea", Tab: WaitingAreaTab },
  { at: "entry-fields", label: "settings.tab.entry", Tab: EntryTab },
  { at: "texts", label: "settings.tab.texts", Tab: TextsTab },
  { at: "waiting", label: "waiting.title", Tab: WaitingTab },
  { at: "joining", label: "settings.tab.joining", Tab: JoiningTab },
  { at: "quality", label: "settings.tab.quality", Tab: QualityTab },
  { at: "interface", label: "looks.tab", Tab: InterfaceTab },
  { at: "sharing", label: "sharing.title", Tab: SharingTab },
  { at: "apps", label: "settings.tab.apps", Tab: AppsTab },
  { at: "reporting", label: "settings.tab.reporting", Tab: ReportingTab },
  { at: "clinic", label: "settings.tab.clinic", Tab: ClinicTab },
] as const;

/** Everything a clinic may change about itself, in tabs of sections that are saved each by itself. */
export function ClinicSettingsPage({ slug, tab }: { slug: string; tab: string }) {
  const t = useText();
  const { settings, problem, again } = useClinicSettings(slug);
  const place = useClinicPlace(slug, settings?.clinic);
  const person = usePerson();
  const who = membershipsOf(person);
  // The platform's administrator is a member of no clinic: what was read says which one it is.
  const clinic = person.clinics.find((each) => each.slug === slug) ?? settings?.clinic;
  const where = { clinicId: clinic?.id ?? "", organisationId: clinic?.organisationId ?? "" };
  const tabs = useRef<HTMLElement>(null);
  // On a narrow page the tabs are a line that scrolls: the present one is in sight.
  useEffect(() => {
    // Newer browsers answer with a promise, which must not be taken for the effect's end.
    tabs.current?.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest", inline: "center" });
  }, [tab, clinic?.id]);
  const shown = TABS.find(({ at }) => at === tab);
  const isElsewhere = problem?.code === "notFound" || problem?.code === "notAllowed";
  if (!shown || isElsewhere || !mayInClinic(who, "configureClinic", where)) return <NoSuchPage />;
  return (
    <AdminFrame {...place} title={t("settings.title")}>
      <div className="settings">
        <nav aria-label={t("settings.tabs")} ref={tabs}>
          {TABS.map(({ at, label }) => (
            <RouteLink className="nav" key={at} href={`/clinics/${slug}/configure/${at}`} {...(at === tab && { "aria-current": "page" })}>
              {t(label)}
            </RouteLink>
          ))}
          {clinicRolesGivenBy(who, where).length > 0 && (
            <RouteLink className="nav" href={`/clinics/${slug}/configure/team`}>
              {t("settings.team")}
            </RouteLink>
          )}
        </nav>
        <div className="sections">
          {problem && <ProblemBanner problem={problem} again={again} />}
          {!settings && !problem && <Skeleton label={t("admin.loading")} lines={6} />}
          {settings && <shown.Tab key={`${settings.clinic.id} ${shown.at}`} settings={settings} />}
        </div>
      </div>
    </AdminFrame>
  );
}

/** Read anew with each tab: what was saved on another one, or by somebody else, is seen. */
function useClinicSettings(slug: string) {
  const { send } = useLink();
  const [settings, setSettings] = useState<ClinicSettingsView | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let late = false;
    void send("GET /api/clinics/{slug}/settings", { params: { slug } }).then((answer) => {
      if (late) return;
      setSettings(answer.ok ? answer.reply : null);
      setProblem(answer.ok ? null : answer.problem);
    });
    return () => {
      late = true;
    };
    // `attempt` is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, slug, attempt]);
  return { settings, problem, again: () => setAttempt((before) => before + 1) };
}
