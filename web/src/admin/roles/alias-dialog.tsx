import type { OwnRoles } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { AliasField } from "../people/alias-field.tsx";

type AliasDialogProps = { clinic: OwnRoles["clinics"][number]; onDone: () => void; onClose: () => void };

/** One's own name for the callers of one clinic. */
export function AliasDialog({ clinic, onDone, onClose }: AliasDialogProps) {
  const t = useText();
  const { send } = useLink();
  const { name } = usePerson();
  const notices = useNotices();
  const [alias, setAlias] = useState(clinic.alias);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  async function submit(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await send("POST /api/me/clinics/{clinicId}/alias", { params: { clinicId: clinic.id }, body: { alias } });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    notices.done(t("alias.saved", { clinic: clinic.name }));
    onDone();
  }
  return (
    <Dialog
      title={t("alias.title", { clinic: clinic.name })}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t("admin.save")}
          </Button>
        </>
      }
    >
      {problem && !problem.fields && (
        <Banner tone="bad" role="alert">
          {refusalText(t, problem, { name: clinic.name })}
        </Banner>
      )}
      <AliasField value={alias} onChange={setAlias} hint={t("alias.hint", { name })} problem={problem} />
    </Dialog>
  );
}
