import { useState } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "./dialog.tsx";

/** Asked because it cannot be undone. `onLeave` gives the sentence of what went wrong, or null. */
export function LeaveDialog({ onLeave, onClose }: { onLeave: () => Promise<PatientMessageId | null>; onClose: () => void }) {
  const t = useText();
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<PatientMessageId | null>(null);
  async function leave(): Promise<void> {
    setLeaving(true);
    setProblem(await onLeave());
    setLeaving(false);
  }
  return (
    <Dialog
      title={t("leave.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("leave.stay")}</Button>
          <Button variant="danger" busy={leaving} onClick={() => void leave()}>
            {t(leaving ? "leave.leaving" : "leave.leave")}
          </Button>
        </>
      }
    >
      <p>{t("leave.text")}</p>
      {problem && (
        <Banner tone="bad" role="alert">
          {t(problem)}
        </Banner>
      )}
    </Dialog>
  );
}
