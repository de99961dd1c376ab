import { useEffect, useRef, useState } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { SmartphoneIcon } from "../../ui/icons/lucide.ts";
import { problemSentence } from "../problem-words.ts";
import { useSurroundings } from "../surroundings.ts";

/** The person need not look at this page any more, and may think otherwise. `isNew`: they typed the code just now, further down. */
export function TextedNote({ visitId, ending, isNew }: { visitId: string; ending: string; isNew: boolean }) {
  const t = useText();
  const { send } = useSurroundings();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PatientMessageId | null>(null);
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isNew) note.current?.focus();
  }, [isNew]);
  async function stop(): Promise<void> {
    setBusy(true);
    const answer = await send("POST /api/visits/{visitId}/text-me/stop", { params: { visitId }, body: {} });
    setBusy(false);
    setProblem(answer.ok ? null : problemSentence(answer.problem.code));
  }
  return (
    <div ref={note} tabIndex={-1}>
      <Banner tone="good" icon={SmartphoneIcon} role="status">
        <p>{t("textMe.on", { ending })}</p>
        {problem && <p role="alert">{t(problem)}</p>}
        <div>
          <Button busy={busy} onClick={() => void stop()}>
            {t("textMe.stop")}
          </Button>
        </div>
      </Banner>
    </div>
  );
}
