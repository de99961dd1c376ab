import type { ClinicAddressView } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";

/** Name and links of a clinic, read when the page opens. */
export function useAddress(slug: string) {
  const { send } = useLink();
  const [address, setAddress] = useState<ClinicAddressView | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let late = false;
    void send("GET /api/clinics/{slug}/address", { params: { slug } }).then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setAddress(answer.reply);
    });
    return () => {
      late = true;
    };
    // `attempt` is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, slug, attempt]);
  return { address, problem, again: () => setAttempt((before) => before + 1), setAddress };
}

export function linksOf({ publicUrl, values: { slug, shortCode } }: ClinicAddressView): { link: string; shortLink: string | null } {
  return { link: `${publicUrl}/c/${slug}`, shortLink: shortCode ? `${publicUrl}/s/${shortCode}` : null };
}
