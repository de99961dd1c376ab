import { keptWhileSignedIn, useKept } from "../app/kept.ts";

/** What was typed and not sent. `sent`: what was tried last and may have arrived, with the key under which it is obeyed once. */
export type Draft = { text: string; sent: { text: string; key: string } | null };

const EMPTY: Draft = { text: "", sent: null };
/** By clinic. */
const drafts = keptWhileSignedIn<Draft>({ name: "channel", isKept: isDraft });

/** Outlives whatever is closed meanwhile, and a reload. */
export function useDraft(clinicId: string): [Draft, (change: (now: Draft) => Draft) => void] {
  const [kept, keep] = useKept(drafts, clinicId);
  return [
    kept ?? EMPTY,
    (change) =>
      keep((now) => {
        const next = change(now ?? EMPTY);
        return next.text === "" && !next.sent ? undefined : next;
      }),
  ];
}

function isDraft(value: unknown): value is Draft {
  const { text, sent } = (value ?? {}) as Partial<Draft>;
  return typeof text === "string" && (sent === null || (typeof sent?.text === "string" && typeof sent.key === "string"));
}
