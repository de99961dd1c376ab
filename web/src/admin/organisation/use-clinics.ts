import type { CountsView, OrganisationClinic } from "@anteroom/core/protocol";
import { useCallback, useEffect, useState } from "react";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";

/** Counts come by the stream; who is online, and whether a clinic opened meanwhile, is asked at this pace. Milliseconds. */
const AGAIN_MS = 30_000;

export type ClinicList = { name: string; clinics: readonly OrganisationClinic[] };

export function useClinics(organisationId: string) {
  const { send } = useLink();
  const person = usePerson();
  const [list, setList] = useState<ClinicList | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [counts, setCounts] = useState<ReadonlyMap<string, CountsView>>(new Map());
  const [attempt, setAttempt] = useState(0);
  const rights = person.clinics.map(({ id, name }) => `${id} ${name}`).join();
  useEffect(() => {
    let late = false;
    const ask = async () => {
      const answer = await send("GET /api/organisations/{organisationId}/clinics", { params: { organisationId } });
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setList(answer.reply);
    };
    void ask();
    const timer = setInterval(() => void ask(), AGAIN_MS);
    return () => {
      late = true;
      clearInterval(timer);
    };
    // `rights` and `attempt` are reasons to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, organisationId, rights, attempt]);
  const remember = useCallback((id: string, value: CountsView) => setCounts((before) => (before.get(id) === value ? before : new Map(before).set(id, value))), []);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return { list, problem, counts, remember, again };
}
