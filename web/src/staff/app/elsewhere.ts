import type { StaffMessageId } from "../../i18n/staff-messages.ts";

/** `off`, `down`: the organisation's own sign-in was switched off meanwhile, or does not answer. */
export type ElsewhereProblem = "off" | "down" | "tooMany" | "unreachable" | "failed";
/** Why somebody is back from there without being in. */
export type ElsewhereEnd = "cancelled" | "notYours" | "failed" | "tooMany";

/** What the address of the page says of the way to an organisation's own sign-in and back. */
export function elsewhereEnd(search: string): ElsewhereEnd | null {
  const end = new URLSearchParams(search).get("sso");
  return end === "cancelled" || end === "notYours" || end === "failed" || end === "tooMany" ? end : null;
}

/** Not even on the way there. */
export const elsewhereProblems: Record<ElsewhereProblem, StaffMessageId> = {
  off: "signIn.elsewhereOff",
  down: "signIn.elsewhereDown",
  tooMany: "signIn.tooMany",
  unreachable: "refused.unreachable",
  failed: "signIn.failed",
};
