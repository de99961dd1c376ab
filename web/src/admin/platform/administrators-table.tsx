import type { PlatformAdministrator } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { PeopleTable } from "../people/people-table.tsx";
import { useUndo } from "../people/use-undo.ts";

type Props = { administrators: readonly PlatformAdministrator[]; isOnlyOne: boolean; onChange: () => void };

export function AdministratorsTable({ administrators, isOnlyOne, onChange }: Props) {
  const t = useText();
  const { send } = useLink();
  const { id: ownId } = usePerson();
  const notices = useNotices();
  const undoable = useUndo();
  const [removed, setRemoved] = useState<PlatformAdministrator | null>(null);
  const isLeaving = removed?.personId === ownId;

  async function remove({ personId, name }: PlatformAdministrator) {
    const answer = await send("POST /api/platform/administrators/{personId}/remove", { params: { personId } });
    if (!answer.ok) return answer.problem;
    const said = t("platform.removed", { name });
    if (isLeaving) notices.done(said);
    else undoable({ said, name, undo: () => send("POST /api/platform/administrators/{personId}/restore", { params: { personId } }), onUndone: onChange });
    return null;
  }

  return (
    <>
      <PeopleTable
        label={t("platform.administrators")}
        rows={administrators}
        actions={(person, isOwn) =>
          isOnlyOne ? (
            <span className="small muted">{t("platform.onlyOneTag")}</span>
          ) : (
            <Button size="small" variant="danger-quiet" aria-label={isOwn ? undefined : t("people.removeName", { name: person.name })} onClick={() => setRemoved(person)}>
              {t(isOwn ? "platform.leave" : "people.remove")}
            </Button>
          )
        }
        onChange={onChange}
      />
      {removed && (
        <ConfirmDialog
          title={t("platform.removeTitle", { name: removed.name })}
          lead={t(isLeaving ? "platform.leaveLead" : "platform.removeLead", { name: removed.name })}
          act={isLeaving ? t("platform.leave") : t("people.removeName", { name: removed.name })}
          name={removed.name}
          typed={isLeaving}
          confirm={() => remove(removed)}
          onDone={() => {
            setRemoved(null);
            onChange();
          }}
          onClose={() => setRemoved(null)}
        />
      )}
    </>
  );
}
