import { mayInOrganisation } from "@anteroom/core/access";
import type { SavedSection } from "@anteroom/core/protocol";
import { type Fault } from "@anteroom/core/faults";
import { faultsOfOrganisation, type OrganisationSection, type OrganisationValues } from "@anteroom/core/settings";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { useOrganisationPlace } from "../frame/places.tsx";
import type { Change, SaveAnswer } from "../frame/use-section.ts";
import "./organisation.css";
import { ProblemBanner } from "../frame/problem-banner.tsx";

export type SectionProps<S extends OrganisationSection> = {
  saved: SavedSection<OrganisationValues<S>>;
  save: (change: Change<OrganisationValues<S>>) => Promise<SaveAnswer<OrganisationValues<S>>>;
};
type Titles = { title: string; lead: string };
type SettingsPageProps<S extends OrganisationSection> = Titles & { organisationId: string; section: S; children: (props: SectionProps<S>) => ReactNode };

/** What the server would find wrong, too. */
export function judgeOf<S extends OrganisationSection>(section: S): (values: OrganisationValues<S>) => readonly Fault[] {
  return (values) => {
    const judged = faultsOfOrganisation(section, values);
    return "faults" in judged ? judged.faults : [];
  };
}

/** One page of an organisation's settings: asks for its section and shows the form. */
export function SettingsPage<S extends OrganisationSection>({ organisationId, section, title, lead, children }: SettingsPageProps<S>) {
  const t = useText();
  const { send } = useLink();
  const who = membershipsOf(usePerson());
  const place = useOrganisationPlace(organisationId);
  const [saved, setSaved] = useState<SavedSection<OrganisationValues<S>> | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let late = false;
    void send("GET /api/organisations/{organisationId}/settings/{section}", { params: { organisationId, section } }).then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      // The values are those of the section that was asked for.
      if (answer.ok) setSaved(answer.reply as SavedSection<OrganisationValues<S>>);
    });
    return () => {
      late = true;
    };
    // `attempt` is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, organisationId, section, attempt]);
  const save = useCallback(
    async ({ values, version }: Change<OrganisationValues<S>>) =>
      (await send("POST /api/organisations/{organisationId}/settings/{section}", { params: { organisationId, section }, body: { version, values } })) as SaveAnswer<
        OrganisationValues<S>
      >,
    [send, organisationId, section],
  );
  if (!mayInOrganisation(who, "editOrganisation", organisationId) || problem?.code === "notFound") return <NoSuchPage />;
  return (
    <AdminFrame {...place} title={title} lead={lead}>
      {problem && <ProblemBanner problem={problem} again={() => setAttempt((before) => before + 1)} />}
      {!saved && !problem && <Skeleton label={t("admin.loading")} lines={6} />}
      {saved && children({ saved, save })}
    </AdminFrame>
  );
}
