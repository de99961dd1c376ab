import type { ClinicRole } from "@anteroom/core/access";
import type { Team, TeamMember } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { AliasField } from "./alias-field.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { PeopleTable } from "./people-table.tsx";
import type { Standing } from "./role-fields.tsx";
import { permissionNames, roleNames } from "./role-words.ts";
import { useUndo } from "./use-undo.ts";

/** Who is in the team of a clinic, and what they are there. */
export function TeamTable({ team: { clinic, rows, mayGive }, onChange }: { team: Team; onChange: () => void }) {
  const t = useText();
  const { send } = useLink();
  const { id: ownId } = usePerson();
  const notices = useNotices();
  const undoable = useUndo();
  const [edited, setEdited] = useState<TeamMember | null>(null);
  const [alias, setAlias] = useState("");
  const [removed, setRemoved] = useState<TeamMember | null>(null);
  const { slug } = clinic;

  async function save({ personId }: TeamMember, { role, permissions }: Standing<ClinicRole>) {
    const answer = await send("POST /api/clinics/{slug}/team/{personId}/role", { params: { slug, personId }, body: { role, permissions: [...permissions], alias } });
    return answer.ok ? null : answer.problem;
  }
  async function remove({ personId, name }: TeamMember) {
    const params = { slug, personId };
    const answer = await send("POST /api/clinics/{slug}/team/{personId}/remove", { params });
    if (!answer.ok) return answer.problem;
    const said = t("team.removed", { name, clinic: clinic.name });
    // Nobody gives their own role back to themselves.
    if (personId === ownId) notices.done(said);
    else undoable({ said, name, undo: () => send("POST /api/clinics/{slug}/team/{personId}/restore", { params }), onUndone: onChange });
    return null;
  }
  function edit(member: TeamMember): void {
    setAlias(member.alias);
    setEdited(member);
  }
  function done(): void {
    setEdited(null);
    setRemoved(null);
    onChange();
  }

  return (
    <>
      <PeopleTable
        label={t("team.current")}
        rows={rows}
        columns={[
          { head: t("people.role"), cell: ({ role }) => t(roleNames[role]) },
          {
            head: t("people.permissions"),
            muted: true,
            cell: ({ permissions }) =>
              permissions.length > 0
                ? t.intl.formatList(
                    permissions.map((each) => t(permissionNames[each])),
                    { type: "unit" },
                  )
                : "–",
          },
        ]}
        actions={(member) =>
          member.mayEdit && (
            <>
              <Button size="small" aria-label={t("people.editName", { name: member.name })} onClick={() => edit(member)}>
                {t("people.edit")}
              </Button>
              <Button size="small" variant="danger-quiet" aria-label={t("people.removeName", { name: member.name })} onClick={() => setRemoved(member)}>
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
          standing={{ role: edited.role, permissions: edited.permissions }}
          save={(standing) => save(edited, standing)}
          onDone={done}
          onClose={() => setEdited(null)}
        >
          {(problem) => <AliasField value={alias} onChange={setAlias} hint={t("alias.memberHint", { name: edited.name, clinic: clinic.name })} problem={problem} />}
        </EditDialog>
      )}
      {removed && (
        <ConfirmDialog
          title={t("team.removeTitle", { name: removed.name, clinic: clinic.name })}
          lead={t(removed.personId === ownId ? "team.removeSelf" : "team.removeLead", { name: removed.name })}
          act={t("people.removeName", { name: removed.name })}
          name={removed.name}
          typed={removed.personId === ownId}
          confirm={() => remove(removed)}
          onDone={done}
          onClose={() => setRemoved(null)}
        />
      )}
    </>
  );
}
