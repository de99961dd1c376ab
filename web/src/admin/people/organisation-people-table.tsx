import type { OrganisationRole } from "@anteroom/core/access";
import type { OrganisationPeople, OrganisationPerson } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { PersonName } from "./person-name.tsx";
import { RemoveSecondFactorDialog } from "./remove-second-factor-dialog.tsx";
import { roleNames } from "./role-words.ts";

/** More clinics than these are counted. */
const CLINICS_NAMED = 2;

export function OrganisationPeopleTable({ organisationId, people: { rows, mayGive }, onChange }: { organisationId: string; people: OrganisationPeople; onChange: () => void }) {
  const t = useText();
  const { send } = useLink();
  const { id: ownId } = usePerson();
  const notices = useNotices();
  const [edited, setEdited] = useState<OrganisationPerson | null>(null);
  const [removed, setRemoved] = useState<OrganisationPerson | null>(null);
  const [locked, setLocked] = useState<OrganisationPerson | null>(null);
  const [everywhere, setEverywhere] = useState(false);

  async function save({ personId }: OrganisationPerson, role: OrganisationRole) {
    const answer = await send("POST /api/organisations/{organisationId}/people/{personId}/role", { params: { organisationId, personId }, body: { role } });
    return answer.ok ? null : answer.problem;
  }
  async function remove({ personId, name, role }: OrganisationPerson) {
    const answer = await send("POST /api/organisations/{organisationId}/people/{personId}/remove", {
      params: { organisationId, personId },
      body: { everywhere: everywhere || role === null },
    });
    if (!answer.ok) return answer.problem;
    notices.done(t("people.removed", { name }));
    return null;
  }
  function done(): void {
    setEdited(null);
    setRemoved(null);
    setLocked(null);
    onChange();
  }
  function clinicsOf({ clinics }: OrganisationPerson): string {
    const named = clinics.slice(0, CLINICS_NAMED).map(({ name, role }) => t("people.inClinic", { clinic: name, role: t(roleNames[role]) }));
    const more = clinics.length - named.length;
    return named.length ? t.intl.formatList([...named, ...(more > 0 ? [t("people.moreClinics", { count: more })] : [])], { type: "unit" }) : "–";
  }

  return (
    <>
      <table className="people-table" aria-label={t("people.title")}>
        <thead>
          <tr>
            <th scope="col">{t("people.name")}</th>
            <th scope="col">{t("people.role")}</th>
            <th scope="col">{t("people.clinics")}</th>
            <th scope="col">
              <span className="sr">{t("people.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((person) => (
            <tr key={person.personId}>
              <th scope="row">
                <PersonName name={person.name} email={person.email} picture={person.picture} isOwn={person.personId === ownId} />
              </th>
              <td>{person.role ? t(roleNames[person.role]) : <span className="muted">{t("people.onlyClinics")}</span>}</td>
              <td className="muted">{clinicsOf(person)}</td>
              <td className="act">
                {person.removableSecondFactor && (
                  <Button size="small" variant="ghost" aria-label={t("people.secondFactorOf", { name: person.name })} onClick={() => setLocked(person)}>
                    {t("people.secondFactor")}
                  </Button>
                )}
                {person.mayEdit && (
                  <>
                    <Button size="small" aria-label={t(person.role ? "people.editName" : "people.giveRoleName", { name: person.name })} onClick={() => setEdited(person)}>
                      {t(person.role ? "people.edit" : "people.giveRole")}
                    </Button>
                    <Button
                      size="small"
                      variant="danger-quiet"
                      aria-label={t("people.removeName", { name: person.name })}
                      onClick={() => {
                        setEverywhere(false);
                        setRemoved(person);
                      }}
                    >
                      {t("people.remove")}
                    </Button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
      {locked && <RemoveSecondFactorDialog person={locked} onDone={done} onClose={() => setLocked(null)} />}
      {removed && (
        <ConfirmDialog
          title={t("people.removeTitle", { name: removed.name })}
          lead={t(removed.role === null ? "people.removeFromClinics" : "people.removeLead", { name: removed.name, count: removed.clinics.length })}
          act={t("people.removeName", { name: removed.name })}
          name={removed.name}
          confirm={() => remove(removed)}
          onDone={done}
          onClose={() => setRemoved(null)}
        >
          {removed.role !== null && removed.clinics.length > 0 && (
            <Check checked={everywhere} onChange={(event) => setEverywhere(event.target.checked)}>
              {t("people.everywhere", { count: removed.clinics.length })}
            </Check>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
