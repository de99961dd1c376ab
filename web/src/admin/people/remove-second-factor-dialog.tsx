import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { PasswordField } from "../../staff/ui/password-field.tsx";
import { refusalText } from "../../staff/words/refusal.ts";

type Props = { person: { personId: string; name: string }; onDone: () => void; onClose: () => void };

/** Somebody lost phone, passkey and recovery codes. Whoever helps shows first that it is still they. */
export function RemoveSecondFactorDialog({ person: { personId, name }, onDone, onClose }: Props) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const [proof, setProof] = useState("");
  /** They came through their organisation's own sign-in and have nothing to type here; null until it is known. */
  const [cameElsewhere, setCameElsewhere] = useState<boolean | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    let late = false;
    void send("GET /api/account/security").then((answer) => {
      if (!late) setCameElsewhere(answer.ok && answer.reply.cameElsewhere);
    });
    return () => {
      late = true;
    };
  }, [send]);
  useEffect(() => {
    if (cameElsewhere === false) input.current?.focus();
  }, [cameElsewhere]);

  async function remove(): Promise<string | null> {
    setWrong(cameElsewhere || proof ? null : t("people.proofMissing"));
    if (!cameElsewhere && !proof) return null;
    const answer = await send("POST /api/people/{personId}/second-factor/remove", { params: { personId }, body: { proof } });
    if (answer.ok) {
      notices.done(t("people.secondFactorRemoved", { name }));
      onDone();
      return null;
    }
    input.current?.select();
    const fields = answer.problem.fields?.map(({ path }) => path) ?? [];
    if (!fields.includes("proof")) return fields.includes("session") ? t("people.comeAgain") : refusalText(t, answer.problem, { name });
    setWrong(t("people.proofWrong"));
    return null;
  }

  return (
    <FormDialog
      title={t("people.secondFactorTitle", { name })}
      lead={t("people.secondFactorLead", { name })}
      onClose={onClose}
      onSubmit={remove}
      act={t("people.secondFactorAct")}
      danger
      unready={cameElsewhere === null}
    >
      <p>{t("people.secondFactorSure", { name })}</p>
      {cameElsewhere === false && (
        <PasswordField ref={input} label={t("people.proof")} hint={t("people.proofHint")} error={wrong} autoComplete="current-password" value={proof} onChange={setProof} />
      )}
    </FormDialog>
  );
}
