import { useCallback, useEffect, useState } from "react";
import type { Failure } from "../../link/index.ts";
import { useFind } from "../frame/use-find.ts";

type Answered<T> = { ok: true; reply: T } | { ok: false; problem: Failure };
export type Asked = { find: string; page: string };

export type Paged<T> = {
  /** The last answer; it stays in sight while the next is asked for. */
  reply: T | null;
  problem: Failure | null;
  find: string;
  setFind: (find: string) => void;
  page: number;
  setPage: (page: number) => void;
  /** Asks for the same page again. */
  again: () => void;
};

/** A list that is searched and leafed through at the server. `ask` must keep its identity while it asks the same. */
export function usePaged<T extends { total: number }>(ask: (asked: Asked) => Promise<Answered<T>>): Paged<T> {
  const { find, setFind, asked } = useFind();
  const [page, setPage] = useState(1);
  const [attempt, setAttempt] = useState(0);
  const [reply, setReply] = useState<T | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  useEffect(() => {
    let late = false;
    void ask({ find: asked, page: String(page) }).then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      // The last one of a page was removed, or found no more.
      if (answer.reply.total === 0 && page > 1) return setPage(1);
      setReply(answer.reply);
    });
    return () => {
      late = true;
    };
    // `attempt` is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ask, asked, page, attempt]);
  return {
    reply,
    problem,
    find,
    setFind(next) {
      setFind(next);
      setPage(1);
    },
    page,
    setPage,
    again: useCallback(() => setAttempt((before) => before + 1), []),
  };
}
