import type { OrganisationRole } from "@anteroom/core/access";
import type { OrganisationPeople, OrganisationPerson } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { PeopleTable } from "./people-table.tsx";
import { roleNames } from "./role-words.ts";
import { useUndo } from "./use-undo.ts";

/** More clinics than these are counted. */
const CLINICS_NAMED = 2;

export function OrganisationPeopleTable({ organisationId, people: { rows, mayGive }, onChange }: { organisationId: string; people: OrganisationPeople; onChange: () => void }) {
  const t = useText();
  const { send } = useLink();
  const { id: ownId } = usePerson();
  const notices = useNotices();
  const undoable = useUndo();
  const [edited, setEdited] = useState<OrganisationPerson | null>(null);
  const [removed, setRemoved] = useState<OrganisationPerson | null>(null);
  const [ticked, setTicked] = useState(false);
  /** Their roles in clinics go too: many at once, which no undo gives back. */
  const isEverywhere = ticked || removed?.role === null;
  const isFinal = isEverywhere || removed?.personId === ownId;

  async function save({ personId }: OrganisationPerson, role: OrganisationRole) {
    const answer = await send("POST /api/organisations/{organisationId}/people/{personId}/role", { params: { organisationId, personId }, body: { role } });
    return answer.ok ? null : answer.problem;
  }
  async function remove({ personId, name }: OrganisationPerson) {
    const params = { organisationId, personId };
    const answer = await send("POST /api/organisations/{organisationId}/people/{personId}/remove", { params, body: { everywhere: isEverywhere } });
    if (!answer.ok) return answer.problem;
    const said = t("people.removed", { name });
    if (isFinal) notices.done(said);
    else undoable({ said, name, undo: () => send("POST /api/organisations/{organisationId}/people/{personId}/restore", { params }), onUndone: onChange });
    return null;
  }
  function done(): void {
    setEdited(null);
    setRemoved(null);
    onChange();
  }
  function clinicsOf({ clinics }: OrganisationPerson): string {
    const named = clinics.slice(0, CLINICS_NAMED).map(({ name, role }) => t("people.inClinic", { clinic: name, role: t(roleNames[role]) }));
    const more = clinics.length - named.length;
    return named.length ? t.intl.formatList([...named, ...(more > 0 ? [t("people.moreClinics", { count: more })] : [])], { type: "unit" }) : "–";
  }

  return (
    <>
      <PeopleTable
        label={t("people.title")}
        rows={rows}
        columns={[
          { head: t("people.role"), cell: ({ role }) => (role ? t(roleNames[role]) : <span className="muted">{t("people.onlyClinics")}</span>) },
          { head: t("people.clinics"), muted: true, cell: clinicsOf },
        ]}
        actions={(person) =>
          person.mayEdit && (
            <>
              <Button size="small" aria-label={t(person.role ? "people.editName" : "people.giveRoleName", { name: person.name })} onClick={() => setEdited(person)}>
                {t(person.role ? "people.edit" : "people.giveRole")}
              </Button>
              <Button
                size="small"
                variant="danger-quiet"
                aria-label={t("people.removeName", { name: person.name })}
                onClick={() => {
                  setTicked(false);
                  setRemoved(person);
                }}
              >
                {t("people.remove")}
              </Button>
            </>
          )
        }
        onChange={onChange}
      />
      {edited && (
        <EditDialog
          name={edited.name}
          roles={mayGive}
          standing={{ role: edited.role ?? "reporter", permissions: [] }}
          save={({ role }) => save(edited, role)}
          onDone={done}
          onClose={() => setEdited(null)}
        />
      )}
      {removed && (
        <ConfirmDialog
          title={t("people.removeTitle", { name: removed.name })}
          lead={t(removed.role === null ? "people.removeFromClinics" : ticked ? "people.removeEverywhere" : "people.removeLead", {
            name: removed.name,
            count: removed.clinics.length,
          })}
          act={t("people.removeName", { name: removed.name })}
          name={removed.name}
          typed={isFinal}
          confirm={() => remove(removed)}
          onDone={done}
          onClose={() => setRemoved(null)}
        >
          {removed.role !== null && removed.clinics.length > 0 && (
            <Check checked={ticked} onChange={(event) => setTicked(event.target.checked)}>
              {t("people.everywhere", { count: removed.clinics.length })}
            </Check>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
