import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { PasswordField } from "../../staff/ui/password-field.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

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
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
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

  async function remove(): Promise<void> {
    if (busy || cameElsewhere === null) return;
    setProblem(null);
    setWrong(cameElsewhere || proof ? null : t("people.proofMissing"));
    if (!cameElsewhere && !proof) return input.current?.focus();
    setBusy(true);
    const answer = await send("POST /api/people/{personId}/second-factor/remove", { params: { personId }, body: { proof } });
    setBusy(false);
    if (answer.ok) {
      notices.done(t("people.secondFactorRemoved", { name }));
      return onDone();
    }
    const fields = answer.problem.fields?.map(({ path }) => path) ?? [];
    if (fields.includes("proof")) setWrong(t("people.proofWrong"));
    else setProblem(fields.includes("session") ? t("people.comeAgain") : refusalText(t, answer.problem, { name }));
    input.current?.select();
  }

  return (
    <Dialog
      title={t("people.secondFactorTitle", { name })}
      lead={t("people.secondFactorLead", { name })}
      onClose={onClose}
      onSubmit={() => void remove()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="danger" busy={busy || cameElsewhere === null}>
            {t("people.secondFactorAct")}
          </Button>
        </>
      }
    >
      <p>{t("people.secondFactorSure", { name })}</p>
      {problem && (
        <Banner tone="bad" role="alert">
          <p>{problem}</p>
        </Banner>
      )}
      {cameElsewhere === false && (
        <PasswordField ref={input} label={t("people.proof")} hint={t("people.proofHint")} error={wrong} autoComplete="current-password" value={proof} onChange={setProof} />
      )}
    </Dialog>
  );
}
