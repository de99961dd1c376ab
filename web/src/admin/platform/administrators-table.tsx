import type { PlatformAdministrator } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../people/confirm-dialog.tsx";
import { PersonName } from "../people/person-name.tsx";
import { RemoveSecondFactorDialog } from "../people/remove-second-factor-dialog.tsx";

export function AdministratorsTable({ administrators, onChange }: { administrators: readonly PlatformAdministrator[]; onChange: () => void }) {
  const t = useText();
  const { send } = useLink();
  const { id: ownId } = usePerson();
  const notices = useNotices();
  const [removed, setRemoved] = useState<PlatformAdministrator | null>(null);
  const [locked, setLocked] = useState<PlatformAdministrator | null>(null);
  const isLast = administrators.length === 1;

  async function remove({ personId, name }: PlatformAdministrator) {
    const answer = await send("POST /api/platform/administrators/{personId}/remove", { params: { personId } });
    if (!answer.ok) return answer.problem;
    notices.done(t("platform.removed", { name }));
    return null;
  }
  function done(): void {
    setRemoved(null);
    setLocked(null);
    onChange();
  }

  return (
    <>
      <table className="people-table" aria-label={t("platform.administrators")}>
        <thead>
          <tr>
            <th scope="col">{t("people.name")}</th>
            <th scope="col">
              <span className="sr">{t("people.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {administrators.map((person) => {
            const isOwn = person.personId === ownId;
            return (
              <tr key={person.personId}>
                <th scope="row">
                  <PersonName name={person.name} email={person.email} picture={person.picture} isOwn={isOwn} />
                </th>
                <td className="act">
                  {person.removableSecondFactor && (
                    <Button size="small" variant="ghost" aria-label={t("people.secondFactorOf", { name: person.name })} onClick={() => setLocked(person)}>
                      {t("people.secondFactor")}
                    </Button>
                  )}
                  {isLast ? (
                    <span className="small muted">{t("platform.onlyOneTag")}</span>
                  ) : (
                    <Button size="small" variant="danger-quiet" aria-label={isOwn ? undefined : t("people.removeName", { name: person.name })} onClick={() => setRemoved(person)}>
                      {t(isOwn ? "platform.leave" : "people.remove")}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {locked && <RemoveSecondFactorDialog person={locked} onDone={done} onClose={() => setLocked(null)} />}
      {removed && (
        <ConfirmDialog
          title={t("platform.removeTitle", { name: removed.name })}
          lead={t(removed.personId === ownId ? "platform.leaveLead" : "platform.removeLead", { name: removed.name })}
          act={removed.personId === ownId ? t("platform.leave") : t("people.removeName", { name: removed.name })}
          name={removed.name}
          confirm={() => remove(removed)}
          onDone={done}
          onClose={() => setRemoved(null)}
        />
      )}
    </>
  );
}
