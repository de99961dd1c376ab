import "./people.css";
import { clinicRolesGivenBy } from "@anteroom/core/access";
import { useCallback, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { FindField } from "../../staff/ui/find-field.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { UserPlusIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { clinicAt, membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { useClinicPlace } from "../frame/places.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { Pager } from "./pager.tsx";
import { Pending } from "./pending.tsx";
import { TeamTable } from "./team-table.tsx";
import { type Asked, usePaged } from "./use-paged.ts";

/** Who belongs to a clinic and who was invited to it. */
export function TeamPage({ slug }: { slug: string }) {
  const t = useText();
  const { send } = useLink();
  const askTeam = useCallback((body: Asked) => send("GET /api/clinics/{slug}/team", { params: { slug }, body }), [send, slug]);
  const askPending = useCallback((body: Asked) => send("GET /api/clinics/{slug}/team/pending", { params: { slug }, body }), [send, slug]);
  const members = usePaged(askTeam);
  const pending = usePaged(askPending);
  const [shown, setShown] = useState<"members" | "pending">("members");
  const [inviting, setInviting] = useState(false);
  const person = usePerson();
  const isTheirs = clinicRolesGivenBy(membershipsOf(person), clinicAt(person, slug)).length > 0;
  const team = members.reply;
  const place = useClinicPlace(slug, team?.clinic);
  const list = shown === "members" ? members : pending;

  /** Somebody may have come, or been invited, meanwhile. */
  function show(next: "members" | "pending"): void {
    setShown(next);
    changed();
  }
  function changed(): void {
    members.again();
    pending.again();
  }

  if (!isTheirs || members.problem?.code === "notFound" || members.problem?.code === "notAllowed") return <NoSuchPage />;
  if (!team)
    return (
      <main className="page" id="main">
        <h1 className="sr">{t("team.title")}</h1>
        {members.problem ? (
          <EmptyState title={refusalText(t, members.problem)} actions={<Button onClick={members.again}>{t("tryAgain")}</Button>} />
        ) : (
          <Skeleton label={t("admin.loading")} lines={6} />
        )}
      </main>
    );
  const { clinic, mayGive } = team;
  const invite = (
    <Button variant="primary" icon={UserPlusIcon} onClick={() => setInviting(true)}>
      {t("people.invite")}
    </Button>
  );
  return (
    <AdminFrame {...place} title={t("team.title")} lead={t("team.lead", { clinic: clinic.name })} actions={invite}>
      <div className="tools people-tools">
        <div className="tabs" role="group" aria-label={t("people.show")}>
          <button type="button" className="tab" aria-pressed={shown === "members"} onClick={() => show("members")}>
            {t("team.current")} <span className="count">{team.total}</span>
          </button>
          <button type="button" className="tab" aria-pressed={shown === "pending"} onClick={() => show("pending")}>
            {t("people.pending")} <span className="count">{team.pending}</span>
          </button>
        </div>
        <FindField label={t(shown === "members" ? "people.find" : "people.findAddress")} value={list.find} onChange={list.setFind} />
      </div>
      {shown === "members" ? (
        team.rows.length > 0 ? (
          <TeamTable team={team} onChange={changed} />
        ) : (
          <EmptyState
            title={t(members.find ? "people.noneFound" : "team.none")}
            actions={members.find ? <Button onClick={() => members.setFind("")}>{t("people.showAll")}</Button> : invite}
          >
            {members.find ? undefined : t("team.noneMore")}
          </EmptyState>
        )
      ) : (
        <Pending asked={pending} searched={pending.find !== ""} onShowAll={() => pending.setFind("")} onChange={changed} />
      )}
      <Pager total={list.reply?.total ?? 0} page={list.page} onPage={list.setPage} />
      {inviting && (
        <InviteDialog
          place={clinic.name}
          roles={mayGive}
          first="teamMember"
          send={(addresses, role, permissions) => send("POST /api/clinics/{slug}/team/invite", { params: { slug }, body: { addresses, role, permissions: [...permissions] } })}
          onDone={() => {
            setInviting(false);
            changed();
          }}
          onClose={() => setInviting(false)}
        />
      )}
    </AdminFrame>
  );
}
