import type { PublicClinic } from "@anteroom/core/protocol";
import { ClinicWords } from "../localized.tsx";
import { useMinute } from "./use-minute.ts";

const MINUTE_MS = 60_000;

/** What the clinic says to somebody who has waited so long; the latest stands there, and a screen reader says it once. */
export function WaitedMessage({ clinic, enteredAt, now }: { clinic: PublicClinic; enteredAt: number; now: () => number }) {
  const waited = Math.floor((useMinute(now) - enteredAt) / MINUTE_MS);
  const said = clinic.waitingMessages.filter(({ afterMinutes }) => afterMinutes <= waited).at(-1);
  return (
    <div aria-live="polite" className={said ? "banner info" : "sr"}>
      {said && <ClinicWords texts={said.text} mainLanguage={clinic.mainLanguage} />}
    </div>
  );
}
