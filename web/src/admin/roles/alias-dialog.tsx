import type { OwnRoles } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { SaveDialog } from "../frame/save-dialog.tsx";
import { AliasField } from "../people/alias-field.tsx";

type AliasDialogProps = { clinic: OwnRoles["clinics"][number]; onDone: () => void; onClose: () => void };

/** One's own name for the callers of one clinic. */
export function AliasDialog({ clinic, onDone, onClose }: AliasDialogProps) {
  const t = useText();
  const { send } = useLink();
  const { name } = usePerson();
  const [alias, setAlias] = useState(clinic.alias);
  async function save() {
    const answer = await send("POST /api/me/clinics/{clinicId}/alias", { params: { clinicId: clinic.id }, body: { alias } });
    return answer.ok ? null : answer.problem;
  }
  return (
    <SaveDialog title={t("alias.title", { clinic: clinic.name })} name={clinic.name} save={save} said={t("alias.saved", { clinic: clinic.name })} onDone={onDone} onClose={onClose}>
      {(problem) => <AliasField value={alias} onChange={setAlias} hint={t("alias.hint", { name })} problem={problem} />}
    </SaveDialog>
  );
}
