import type { ClinicRole } from "@anteroom/core/access";
import type { Team, TeamMember } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { AliasField } from "./alias-field.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { PersonName } from "./person-name.tsx";
import { RemoveSecondFactorDialog } from "./remove-second-factor-dialog.tsx";
import type { Standing } from "./role-fields.tsx";
import { permissionNames, roleNames } from "./role-words.ts";

/** Who is in the team of a clinic, and what they are there. */
export function TeamTable({ team: { clinic, rows, mayGive }, onChange }: { team: Team; onChange: () => void }) {
  const t = useText();
  const { send } = useLink();
  const { id: ownId } = usePerson();
  const notices = useNotices();
  const [edited, setEdited] = useState<TeamMember | null>(null);
  const [alias, setAlias] = useState("");
  const [removed, setRemoved] = useState<TeamMember | null>(null);
  const [locked, setLocked] = useState<TeamMember | null>(null);
  const { slug } = clinic;

  async function save({ personId }: TeamMember, { role, permissions }: Standing<ClinicRole>) {
    const answer = await send("POST /api/clinics/{slug}/team/{personId}/role", { params: { slug, personId }, body: { role, permissions: [...permissions], alias } });
    return answer.ok ? null : answer.problem;
  }
  async function remove({ personId, name }: TeamMember) {
    const answer = await send("POST /api/clinics/{slug}/team/{personId}/remove", { params: { slug, personId } });
    if (!answer.ok) return answer.problem;
    notices.done(t("team.removed", { name, clinic: clinic.name }));
    return null;
  }
  function edit(member: TeamMember): void {
    setAlias(member.alias);
    setEdited(member);
  }
  function done(): void {
    setEdited(null);
    setRemoved(null);
    setLocked(null);
    onChange();
  }

  return (
    <>
      <table className="people-table" aria-label={t("team.current")}>
        <thead>
          <tr>
            <th scope="col">{t("people.name")}</th>
            <th scope="col">{t("people.role")}</th>
            <th scope="col">{t("people.permissions")}</th>
            <th scope="col">
              <span className="sr">{t("people.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((member) => (
            <tr key={member.personId}>
              <th scope="row">
                <PersonName name={member.name} email={member.email} picture={member.picture} isOwn={member.personId === ownId} alias={member.alias} />
              </th>
              <td>{t(roleNames[member.role])}</td>
              <td className="muted">
                {member.permissions.length > 0
                  ? t.intl.formatList(
                      member.permissions.map((each) => t(permissionNames[each])),
                      { type: "unit" },
                    )
                  : "–"}
              </td>
              <td className="act">
                {member.removableSecondFactor && (
                  <Button size="small" variant="ghost" aria-label={t("people.secondFactorOf", { name: member.name })} onClick={() => setLocked(member)}>
                    {t("people.secondFactor")}
                  </Button>
                )}
                {member.mayEdit && (
                  <>
                    <Button size="small" aria-label={t("people.editName", { name: member.name })} onClick={() => edit(member)}>
                      {t("people.edit")}
                    </Button>
                    <Button size="small" variant="danger-quiet" aria-label={t("people.removeName", { name: member.name })} onClick={() => setRemoved(member)}>
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
          standing={{ role: edited.role, permissions: edited.permissions }}
          save={(standing) => save(edited, standing)}
          onDone={done}
          onClose={() => setEdited(null)}
        >
          {(problem) => <AliasField value={alias} onChange={setAlias} hint={t("alias.memberHint", { name: edited.name, clinic: clinic.name })} problem={problem} />}
        </EditDialog>
      )}
      {locked && <RemoveSecondFactorDialog person={locked} onDone={done} onClose={() => setLocked(null)} />}
      {removed && (
        <ConfirmDialog
          title={t("team.removeTitle", { name: removed.name, clinic: clinic.name })}
          lead={t(removed.personId === ownId ? "team.removeSelf" : "team.removeLead", { name: removed.name })}
          act={t("people.removeName", { name: removed.name })}
          name={removed.name}
          confirm={() => remove(removed)}
          onDone={done}
          onClose={() => setRemoved(null)}
        />
      )}
    </>
  );
}
