import { useCallback, useEffect, useState } from "react";
import type { Failure } from "../../link/index.ts";

export type Page<Item> = { items: readonly Item[]; more: boolean };
type Asked<Item> = { ok: true; page: Page<Item> } | { ok: false; problem: Failure };

/** A list from new to old that grows by pages; begins anew when `ask` is another function. */
export function useOlder<Item extends { id: string }>(ask: (after: string | undefined) => Promise<Asked<Item>>) {
  const [list, setList] = useState<Page<Item> | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let late = false;
    void ask(undefined).then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setList(answer.page);
    });
    return () => {
      late = true;
    };
    // `attempt` is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ask, attempt]);

  async function older(): Promise<void> {
    setBusy(true);
    const answer = await ask(list?.items.at(-1)?.id);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setList((before) => ({ items: [...(before?.items ?? []), ...answer.page.items], more: answer.page.more }));
  }
  return { list, problem, busy, older, again: useCallback(() => setAttempt((before) => before + 1), []) };
}
