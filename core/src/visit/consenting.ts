import type { Action } from "./actions.ts";
import { type Draft, refuse } from "./draft.ts";
import { reasonForGoing } from "./ending.ts";
import { endVisit } from "./leaving.ts";
import { owesConsent } from "./owes-consent.ts";

/** Whoever does not agree goes, as they would not have come in at the start; not out of a call, where somebody can be told. */
export function answerConsent(draft: Draft, { clinicId, consent }: Extract<Action, { type: "answerConsent" }>): void {
  if (draft.actor.kind !== "caller") return refuse({ code: "notAllowed" });
  const visit = draft.openVisit(draft.actor.visitId);
  const { state } = visit.status;
  // The answer was to a clinic that has the caller no more.
  if (visit.clinicId !== clinicId) return refuse({ code: "changed", state });
  if (consent) {
    if (visit.agreedIn.includes(clinicId)) return;
    draft.setVisit(visit.id, { agreedIn: [...visit.agreedIn, clinicId] });
    return draft.note(visit.id, { type: "consented", ...consent });
  }
  if (state === "seen" || !owesConsent(visit, draft.clinic(clinicId))) return refuse({ code: "changed", state });
  draft.note(visit.id, { type: "consentDeclined" });
  endVisit(draft, visit.id, reasonForGoing(draft, visit.id, "completed"));
}
