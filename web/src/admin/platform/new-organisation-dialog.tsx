import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { wrongFieldTexts } from "../frame/wrong-field.ts";
import { Field } from "../../ui/field.tsx";

export function NewOrganisationDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [fields, setFields] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function create(): Promise<void> {
    if (busy) return;
    const missing = { ...(!name.trim() && { name: t("organisation.nameMissing") }), ...(!email.trim() && { administratorEmail: t("organisation.emailMissing") }) };
    setFields(missing);
    setProblem(null);
    if (Object.keys(missing).length) return;
    setBusy(true);
    const answer = await send("POST /api/platform/organisations", { body: { name, administratorEmail: email } });
    setBusy(false);
    if (answer.ok) {
      const { administratorHasAccount, sends } = answer.reply;
      const said = administratorHasAccount ? "organisation.created" : sends ? "organisation.createdPending" : "organisation.createdUnsent";
      notices.done(t(said, { name, email }), administratorHasAccount ? {} : { lifeMs: 10_000 });
      onDone();
      return onClose();
    }
    if (answer.problem.fields?.length) return setFields(wrongFieldTexts(t, answer.problem.fields));
    setProblem(refusalText(t, answer.problem));
  }

  return (
    <Dialog
      title={t("platform.newOrganisation")}
      lead={t("platform.newOrganisationLead")}
      onClose={onClose}
      onSubmit={() => void create()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t("organisation.create")}
          </Button>
        </>
      }
    >
      {problem && (
        <Banner tone="bad" role="alert">
          {problem}
        </Banner>
      )}
      <Field label={t("platform.name")} error={fields.name}>
        {(control) => <input {...control} dir="auto" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={t("organisation.administrator")} hint={t("organisation.administratorHint")} error={fields.administratorEmail}>
        {(control) => (
          <input {...control} type="email" dir="ltr" autoCapitalize="off" spellCheck={false} maxLength={254} value={email} onChange={(event) => setEmail(event.target.value)} />
        )}
      </Field>
    </Dialog>
  );
}
