import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { FirstAdministratorField, useSayCreated } from "../frame/first-administrator.tsx";
import { wrongFieldTexts } from "../frame/wrong-field.ts";
import { Field } from "../../ui/field.tsx";

export function NewOrganisationDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useText();
  const { send } = useLink();
  const sayCreated = useSayCreated();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [fields, setFields] = useState<Record<string, string>>({});

  async function create(): Promise<string | null> {
    const missing = { ...(!name.trim() && { name: t("organisation.nameMissing") }), ...(!email.trim() && { administratorEmail: t("organisation.emailMissing") }) };
    setFields(missing);
    if (Object.keys(missing).length) return null;
    const answer = await send("POST /api/platform/organisations", { body: { name, administratorEmail: email } });
    if (answer.ok) {
      sayCreated(answer.reply, { name, email });
      onDone();
      onClose();
      return null;
    }
    if (!answer.problem.fields?.length) return refusalText(t, answer.problem);
    setFields(wrongFieldTexts(t, answer.problem.fields));
    return null;
  }

  return (
    <FormDialog title={t("platform.newOrganisation")} lead={t("platform.newOrganisationLead")} onClose={onClose} onSubmit={create} act={t("organisation.create")}>
      <Field label={t("platform.name")} error={fields.name}>
        {(control) => <input {...control} dir="auto" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <FirstAdministratorField email={email} onEmail={setEmail} error={fields.administratorEmail} />
    </FormDialog>
  );
}
