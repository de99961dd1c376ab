import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useWorld } from "../../staff/app/world.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { PasswordField } from "../../staff/ui/password-field.tsx";
import { Field } from "../../ui/field.tsx";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";

const problems = {
  turnedAway: "account.passkeyTurnedAway",
  hasOne: "account.passkeyHasOne",
  wrongAddress: "signIn.passkeyAddress",
  wrongPasskey: "signIn.failed",
  singleSignOn: "refused.singleSignOn",
  tooMany: "signIn.tooMany",
  unreachable: "refused.unreachable",
  failed: "signIn.failed",
} as const;

/** A name and the password; then the browser asks the device. The first second factor brings recovery codes. */
export function AddPasskeyDialog({ onClose }: { onClose: (isAdded: boolean) => void }) {
  const t = useText();
  const { auth } = useWorld();
  const notices = useNotices();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState<{ name?: string; password?: string }>({});
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  async function add(): Promise<string | null> {
    const lacks = { ...(name.trim() ? {} : { name: t("account.passkeyNameMissing") }), ...(password ? {} : { password: t("account.currentMissing") }) };
    setMissing(lacks);
    if (Object.keys(lacks).length) return null;
    const outcome = await auth.addPasskey(name.trim(), password);
    if (!outcome.ok) {
      if (outcome.why === "wrongPassword") setMissing({ password: t("account.currentWrong") });
      else if (outcome.why === "badName") setMissing({ name: t("account.passkeyNameWrong") });
      else return t(problems[outcome.why]);
      return null;
    }
    if (outcome.recoveryCodes.length) setCodes(outcome.recoveryCodes);
    else finish();
    return null;
  }
  /** Not before the codes are kept: the notice would lie over their button. */
  function finish(): void {
    notices.done(t("account.passkeyAdded"));
    onClose(true);
  }

  if (codes) return <RecoveryCodesDialog codes={codes} onClose={finish} />;
  return (
    <FormDialog title={t("account.addPasskey")} lead={t("account.addPasskeyLead")} onClose={() => onClose(false)} onSubmit={add} act={t("account.next")}>
      <Field label={t("account.passkeyName")} hint={t("account.passkeyNameHint")} error={missing.name}>
        {(control) => <input {...control} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <PasswordField label={t("account.current")} error={missing.password} autoComplete="current-password" value={password} onChange={setPassword} />
    </FormDialog>
  );
}
