import { mayOnPlatform } from "@anteroom/core/access";
import type { PlatformOrganisation } from "@anteroom/core/protocol";
import { hasWords } from "@anteroom/core/typed";
import { useCallback, useEffect, useState } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { FindField } from "../../staff/ui/find-field.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PlusIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { usePlatformPlace } from "../frame/places.tsx";
import { NewOrganisationDialog } from "./new-organisation-dialog.tsx";
import "./platform.css";
import { ProblemBanner } from "../frame/problem-banner.tsx";

/** Every organisation of the installation: how big it is, and nothing of what goes on in it. */
export function PlatformOrganisationsPage() {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const place = usePlatformPlace();
  const who = membershipsOf(usePerson());
  const { organisations, problem, again } = useOrganisations();
  const [words, setWords] = useState("");
  const [isNew, setNew] = useState(false);
  const [closing, setClosing] = useState<PlatformOrganisation | null>(null);
  if (!mayOnPlatform(who, "manageOrganisations")) return <NoSuchPage />;
  const shown = organisations?.filter(({ name }) => hasWords(words, name));

  async function reopen({ id: organisationId, name }: PlatformOrganisation): Promise<void> {
    const answer = await send("POST /api/platform/organisations/{organisationId}/reopen", { params: { organisationId } });
    if (!answer.ok) return notices.refused(refusalText(t, answer.problem));
    notices.done(t("platform.reopened", { name }));
    again();
  }

  return (
    <AdminFrame
      {...place}
      title={t("platform.organisations")}
      lead={organisations && t("platform.organisationsLead", { count: organisations.length })}
      actions={
        <Button variant="primary" icon={PlusIcon} onClick={() => setNew(true)}>
          {t("platform.newOrganisation")}
        </Button>
      }
    >
      {problem && <ProblemBanner problem={problem} again={again} />}
      {!organisations && !problem && <Skeleton label={t("admin.loading")} lines={6} />}
      {organisations && organisations.length > 0 && <FindField className="search-alone" label={t("platform.find")} value={words} onChange={setWords} />}
      {organisations?.length === 0 && <EmptyState title={t("platform.none")}>{t("platform.noneMore")}</EmptyState>}
      {organisations && organisations.length > 0 && shown?.length === 0 && (
        <EmptyState title={t("platform.notFound")} actions={<Button onClick={() => setWords("")}>{t("organisation.showAll")}</Button>} />
      )}
      <ul className="platform-list">
        {shown?.map((organisation) => (
          <Line key={organisation.id} organisation={organisation} onClose={() => setClosing(organisation)} onReopen={() => void reopen(organisation)} />
        ))}
      </ul>
      {isNew && <NewOrganisationDialog onClose={() => setNew(false)} onDone={again} />}
      {closing && (
        <ConfirmDialog
          title={t("platform.closeTitle", { name: closing.name })}
          lead={t("platform.closeLead")}
          name={closing.name}
          act={t("platform.close")}
          typed
          onDone={() => {
            setClosing(null);
            again();
          }}
          onClose={() => setClosing(null)}
          confirm={async (name) => {
            const answer = await send("POST /api/platform/organisations/{organisationId}/close", { params: { organisationId: closing.id }, body: { name } });
            if (!answer.ok) return answer.problem;
            notices.done(t("platform.closed", { name: closing.name }));
            return null;
          }}
        />
      )}
    </AdminFrame>
  );
}

function Line({ organisation, onClose, onReopen }: { organisation: PlatformOrganisation; onClose: () => void; onReopen: () => void }) {
  const t = useText();
  const { id, name, clinics, people, closedAt, withoutAdministrator, pendingAdministrator } = organisation;
  return (
    <li className="card platform-line">
      <div className="grow">
        <h2>
          <RouteLink href={`/organisations/${id}/clinics`} dir="auto">
            {name}
          </RouteLink>
        </h2>
        <p className="small muted">
          {closedAt === null ? t("platform.size", { clinics, people }) : t("platform.closedSince", { date: t.intl.formatDate(closedAt, { dateStyle: "medium" }) })}
        </p>
        {withoutAdministrator && closedAt === null && (
          <p className="small warn-t">{pendingAdministrator ? t("organisation.pending", { email: pendingAdministrator }) : t("organisation.withoutAdministrator")}</p>
        )}
      </div>
      {closedAt === null ? (
        <Button size="small" variant="danger-quiet" aria-label={t("platform.closeName", { name })} onClick={onClose}>
          {t("platform.close")}
        </Button>
      ) : (
        <Button size="small" aria-label={t("platform.reopenName", { name })} onClick={onReopen}>
          {t("platform.reopen")}
        </Button>
      )}
    </li>
  );
}

function useOrganisations() {
  const { send } = useLink();
  const [organisations, setOrganisations] = useState<readonly PlatformOrganisation[] | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let late = false;
    void send("GET /api/platform/organisations").then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setOrganisations(answer.reply.organisations);
    });
    return () => {
      late = true;
    };
    // `attempt` is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, attempt]);
  return { organisations, problem, again: useCallback(() => setAttempt((before) => before + 1), []) };
}
