import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";

/** Long enough to see what one has done. Milliseconds. */
const UNDO_MS = 10_000;

type Undoable = {
  said: string;
  name: string;
  /** Gives back what was taken; the taking itself was not put off. */
  undo: () => Promise<{ ok: true } | { ok: false; problem: Failure }>;
  onUndone: () => void;
};

/** Tells that somebody lost a role, and offers to give it back. */
export function useUndo(): (done: Undoable) => void {
  const t = useText();
  const notices = useNotices();
  return ({ said, name, undo, onUndone }) => {
    async function giveBack(): Promise<void> {
      const answer = await undo();
      if (answer.ok) notices.done(t("people.restored", { name }));
      else notices.refused(answer.problem.code === "nothingToUndo" ? t("people.nothingToUndo", { name }) : refusalText(t, answer.problem, { name }));
      onUndone();
    }
    notices.done(said, { lifeMs: UNDO_MS, action: { label: t("admin.undo"), run: () => void giveBack() } });
  };
}
