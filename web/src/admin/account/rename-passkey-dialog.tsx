import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Field } from "../../ui/field.tsx";

export function RenamePasskeyDialog({ passkey, onClose }: { passkey: { id: string; name: string }; onClose: (isDone: boolean) => void }) {
  const t = useText();
  const { send } = useLink();
  const [name, setName] = useState(passkey.name);
  const [wrong, setWrong] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  async function save(): Promise<string | null> {
    setWrong(name.trim() ? null : t("account.passkeyNameMissing"));
    if (!name.trim()) return null;
    const answer = await send("POST /api/account/passkeys/{passkeyId}/name", { params: { passkeyId: passkey.id }, body: { name: name.trim() } });
    if (answer.ok) onClose(true);
    else if (answer.problem.fields?.length) setWrong(t("account.passkeyNameWrong"));
    else return refusalText(t, answer.problem);
    return null;
  }

  return (
    <FormDialog title={t("account.renamePasskey")} onClose={() => onClose(false)} onSubmit={save} act={t("account.savePasskeyName")}>
      <Field label={t("account.passkeyName")} error={wrong}>
        {(control) => <input {...control} ref={input} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
    </FormDialog>
  );
}
