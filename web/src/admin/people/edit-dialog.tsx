import type { ClinicRole, OrganisationRole } from "@anteroom/core/access";
import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { RoleFields, type Standing } from "./role-fields.tsx";

export type EditDialogProps<R extends ClinicRole | OrganisationRole> = {
  name: string;
  roles: readonly R[];
  standing: Standing<R>;
  save: (standing: Standing<R>) => Promise<Failure | null>;
  onDone: () => void;
  onClose: () => void;
  /** What else there is to change; says itself what is wrong with its fields. */
  children?: (problem: Failure | null) => ReactNode;
};

/** Another role, or other ticks, for one person; in a clinic another name for callers, too. */
export function EditDialog<R extends ClinicRole | OrganisationRole>({ name, roles, standing, save, onDone, onClose, children }: EditDialogProps<R>) {
  const t = useText();
  const notices = useNotices();
  const [value, setValue] = useState(standing);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  async function submit(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const failure = await save(value);
    setBusy(false);
    setProblem(failure);
    if (failure) return;
    notices.done(t("people.saved", { name }));
    onDone();
  }
  return (
    <Dialog
      title={t("people.editTitle", { name })}
      lead={t("people.editLead")}
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
          {refusalText(t, problem, { name })}
        </Banner>
      )}
      <RoleFields roles={roles} value={value} onChange={setValue} />
      {children?.(problem)}
    </Dialog>
  );
}
