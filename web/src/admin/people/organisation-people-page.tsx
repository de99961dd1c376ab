import "./people.css";
import { mayInOrganisation, type OrganisationRole } from "@anteroom/core/access";
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
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { useOrganisationPlace } from "../frame/places.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { OrganisationPeopleTable } from "./organisation-people-table.tsx";
import { Pager } from "./pager.tsx";
import { Pending } from "./pending.tsx";
import { roleGroups } from "./role-words.ts";
import { type Asked, usePaged } from "./use-paged.ts";

type Which = "all" | OrganisationRole;
const WHICH: readonly Which[] = ["all", "administrator", "coordinator", "reporter"];

/** Everybody of an organisation, by role, and who was invited. */
export function OrganisationPeoplePage({ organisationId }: { organisationId: string }) {
  const t = useText();
  const { send } = useLink();
  const [shown, setShown] = useState<Which | "pending">("all");
  const which = shown === "pending" ? "all" : shown;
  const askPeople = useCallback(
    (body: Asked) => send("GET /api/organisations/{organisationId}/people", { params: { organisationId }, body: { ...body, which } }),
    [send, organisationId, which],
  );
  const askPending = useCallback((body: Asked) => send("GET /api/organisations/{organisationId}/people/pending", { params: { organisationId }, body }), [send, organisationId]);
  const people = usePaged(askPeople);
  const pending = usePaged(askPending);
  const [inviting, setInviting] = useState(false);
  const place = useOrganisationPlace(organisationId);
  const isTheirs = mayInOrganisation(membershipsOf(usePerson()), "manageOrganisationStaff", organisationId);
  const list = shown === "pending" ? pending : people;
  const found = people.reply;

  function changed(): void {
    people.again();
    pending.again();
  }
  function show(next: Which | "pending"): void {
    setShown(next);
    people.setPage(1);
    changed();
  }

  if (!isTheirs || people.problem?.code === "notFound" || people.problem?.code === "notAllowed") return <NoSuchPage />;
  const invite = (
    <Button variant="primary" icon={UserPlusIcon} onClick={() => setInviting(true)}>
      {t("people.invite")}
    </Button>
  );
  return (
    <AdminFrame {...place} title={t("people.title")} lead={t("people.lead", { organisation: place.place.name })} actions={found && invite}>
      {!found && people.problem && <EmptyState title={refusalText(t, people.problem)} actions={<Button onClick={people.again}>{t("tryAgain")}</Button>} />}
      {!found && !people.problem && <Skeleton label={t("admin.loading")} lines={6} />}
      {found && (
        <>
          <div className="tools people-tools">
            <div className="tabs" role="group" aria-label={t("people.show")}>
              {WHICH.map((each) => (
                <button key={each} type="button" className="tab" aria-pressed={shown === each} onClick={() => show(each)}>
                  {each === "all" ? t("people.everybody") : t(roleGroups[each])}
                </button>
              ))}
              <button type="button" className="tab" aria-pressed={shown === "pending"} onClick={() => show("pending")}>
                {t("people.pending")} <span className="count">{found.pending}</span>
              </button>
            </div>
            <FindField label={t(shown === "pending" ? "people.findAddress" : "people.find")} value={list.find} onChange={list.setFind} />
          </div>
          {shown === "pending" && <Pending withClinic asked={pending} searched={pending.find !== ""} onShowAll={() => pending.setFind("")} onChange={changed} />}
          {shown !== "pending" && found.rows.length > 0 && <OrganisationPeopleTable organisationId={organisationId} people={found} onChange={changed} />}
          {shown !== "pending" && found.rows.length === 0 && (
            <EmptyState
              title={t(people.find ? "people.noneFound" : "people.noneOfRole")}
              actions={people.find ? <Button onClick={() => people.setFind("")}>{t("people.showAll")}</Button> : undefined}
            >
              {people.find ? undefined : t("people.noneOfRoleMore")}
            </EmptyState>
          )}
          <Pager total={list.reply?.total ?? 0} page={list.page} onPage={list.setPage} />
        </>
      )}
      {inviting && found && (
        <InviteDialog
          place={place.place.name}
          roles={found.mayGive}
          first="coordinator"
          send={(addresses, role) => send("POST /api/organisations/{organisationId}/people/invite", { params: { organisationId }, body: { addresses, role } })}
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
