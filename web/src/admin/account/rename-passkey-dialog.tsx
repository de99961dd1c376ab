import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";

export function RenamePasskeyDialog({ passkey, onClose }: { passkey: { id: string; name: string }; onClose: (isDone: boolean) => void }) {
  const t = useText();
  const { send } = useLink();
  const [name, setName] = useState(passkey.name);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  async function save(): Promise<void> {
    if (busy) return;
    if (!name.trim()) return setWrong(t("account.passkeyNameMissing"));
    setBusy(true);
    const answer = await send("POST /api/account/passkeys/{passkeyId}/name", { params: { passkeyId: passkey.id }, body: { name: name.trim() } });
    setBusy(false);
    if (answer.ok) return onClose(true);
    setWrong(answer.problem.fields?.length ? t("account.passkeyNameWrong") : refusalText(t, answer.problem));
  }

  return (
    <Dialog
      title={t("account.renamePasskey")}
      onClose={() => onClose(false)}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={() => onClose(false)}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t("account.savePasskeyName")}
          </Button>
        </>
      }
    >
      <Field label={t("account.passkeyName")} error={wrong}>
        {(control) => <input {...control} ref={input} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
    </Dialog>
  );
}
