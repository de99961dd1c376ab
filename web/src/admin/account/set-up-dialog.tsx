import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useWorld } from "../../staff/app/world.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { QrCode } from "../../staff/ui/qr-code.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Field } from "../../ui/field.tsx";
import { AskPasswordDialog } from "./ask-password-dialog.tsx";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";

type SetUp = { uri: string; secret: string; recoveryCodes: readonly string[] };

/** Password, the app and its first code, recovery codes. Nothing is asked at sign-in before the app has shown a right code. */
export function SetUpDialog({ onClose }: { onClose: (isOn: boolean) => void }) {
  const t = useText();
  const { send } = useWorld();
  const notices = useNotices();
  const [setUp, setSetUp] = useState<SetUp | null>(null);
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [isOn, setOn] = useState(false);

  /** Not before the codes are kept: the notice would lie over their button. */
  function finish(): void {
    notices.done(t("account.factorAdded"));
    onClose(true);
  }
  async function confirm(): Promise<string | null> {
    setWrong(code.trim() ? null : t("signIn.codeMissing"));
    if (!code.trim()) return null;
    const answer = await send("POST /api/account/second-factor/confirm", { body: { code } });
    if (answer.ok) {
      // Whoever has a passkey has their codes already.
      if (setUp?.recoveryCodes.length) setOn(true);
      else finish();
    } else if (answer.problem.fields?.length) setWrong(t("account.codeWrong"));
    else return refusalText(t, answer.problem);
    return null;
  }

  if (!setUp)
    return (
      <AskPasswordDialog
        title={t("account.setUpFactor")}
        lead={t("account.setUpLead")}
        submit={t("account.next")}
        ask={(password) => send("POST /api/account/second-factor/begin", { body: { password } })}
        onDone={setSetUp}
        onClose={() => onClose(false)}
      />
    );
  if (isOn) return <RecoveryCodesDialog codes={setUp.recoveryCodes} onClose={finish} />;
  return (
    <FormDialog title={t("account.setUpFactor")} onClose={() => onClose(false)} onSubmit={confirm} act={t("account.turnOn")}>
      <p>{t("account.scan")}</p>
      <div className="factor-code">
        <QrCode text={setUp.uri} label={t("account.qr")} />
      </div>
      <Field label={t("account.orType")}>
        {(control) => <textarea {...control} className="input factor-secret" readOnly rows={2} dir="ltr" value={(setUp.secret.match(/.{1,4}/g) ?? []).join(" ")} />}
      </Field>
      <Field label={t("signIn.code")} hint={t("signIn.codeHint")} error={wrong}>
        {(control) => (
          <input
            {...control}
            inputMode="numeric"
            autoComplete="one-time-code"
            dir="ltr"
            value={code}
            onChange={(event) => {
              setCode(event.target.value);
              setWrong(null);
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}
