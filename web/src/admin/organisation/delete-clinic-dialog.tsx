import type { OrganisationClinic } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Banner } from "../../ui/banner.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";

/** Says what happens, and asks once more when callers are there. */
export function DeleteClinicDialog({ organisationId, clinic, onClose, onDone }: { organisationId: string; clinic: OrganisationClinic; onClose: () => void; onDone: () => void }) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const [inUse, setInUse] = useState<{ waiting: number; seen: number } | null>(null);
  return (
    <ConfirmDialog
      title={t("organisation.deleteTitle", { name: clinic.name })}
      lead={t("organisation.deleteLead")}
      name={clinic.name}
      act={t(inUse ? "organisation.deleteInUse" : "organisation.deleteAct")}
      typed
      onDone={onDone}
      onClose={onClose}
      confirm={async (name) => {
        const answer = await send("POST /api/organisations/{organisationId}/clinics/{clinicId}/delete", {
          params: { organisationId, clinicId: clinic.id },
          body: { name, confirmedInUse: inUse !== null },
        });
        if (answer.ok) {
          notices.done(t("organisation.deleted", { name: clinic.name }));
          return null;
        }
        if (answer.problem.code !== "clinicInUse") return answer.problem;
        setInUse({ waiting: Number(answer.problem.waiting), seen: Number(answer.problem.seen) });
        return "asksAgain";
      }}
    >
      {inUse && (
        <Banner tone="warn" role="alert">
          {t("organisation.inUse", inUse)}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
