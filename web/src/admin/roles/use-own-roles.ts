import type { OwnRoles } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";

/** What one is where; asked again when that changes elsewhere. */
export function useOwnRoles() {
  const { send } = useLink();
  const person = usePerson();
  const [roles, setRoles] = useState<OwnRoles | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let late = false;
    void send("GET /api/me/roles").then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setRoles(answer.reply);
    });
    return () => {
      late = true;
    };
    // A new `person` comes by the stream when somebody changed a role; `attempt` is asked for here.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, person, attempt]);
  return { roles, problem, again: () => setAttempt((before) => before + 1) };
}
