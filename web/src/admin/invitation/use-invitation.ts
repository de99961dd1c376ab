import type { InvitationView } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import type { Failure } from "../../link/index.ts";
import { useWorld } from "../../staff/app/world.tsx";

/** Outlives the way over the sign-in page, and never stands in an address that a server would read. */
const KEPT = "anteroom-invitation";

export type Invitation = { token: string; view: InvitationView | null; problem: Failure | null; again: () => void };

/** What the link says. Looking uses nothing up. */
export function useInvitation(): Invitation {
  const { send } = useWorld();
  const [token] = useState(() => window.location.hash.slice(1) || sessionStorage.getItem(KEPT) || "");
  const [view, setView] = useState<InvitationView | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let late = false;
    if (token) sessionStorage.setItem(KEPT, token);
    void send("POST /api/membership-invitations/look", { body: { token } }).then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      setView(answer.ok ? answer.reply : null);
    });
    return () => {
      late = true;
    };
    // `attempt` is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, token, attempt]);
  return { token, view, problem, again: () => setAttempt((before) => before + 1) };
}

export function forgetInvitation(): void {
  sessionStorage.removeItem(KEPT);
}
