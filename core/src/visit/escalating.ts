import type { Action } from "./actions.ts";
import type { Draft } from "./draft.ts";
import type { ClinicRules, Id, Instant, Visit } from "./model.ts";

type Escalation = ClinicRules["escalation"];

/** When the next one is alerted because nobody opened the row; null when somebody did, the caller cannot be seen now, or everybody was told. */
export function escalationAt(visit: Visit, escalation: Escalation | undefined): Instant | null {
  const { status, presence, openedAt, escalated } = visit;
  if (!escalation || status.state !== "waiting" || presence.state === "offline" || openedAt !== null) return null;
  return nextStep(visit, escalation) === -1 ? null : (escalated?.at ?? status.since) + escalation.afterMs;
}

/** Nobody waits longer because somebody in the list has left: their step is the next one's. */
function nextStep({ escalated }: Visit, { to, passedOver }: NonNullable<Escalation>): number {
  return to.findIndex((personId, at) => at >= (escalated?.steps ?? 0) && (personId === null || !passedOver.includes(personId)));
}

export function escalate(draft: Draft, visitId: Id): void {
  const visit = draft.openVisit(visitId);
  const { escalation } = draft.clinic(visit.clinicId);
  const step = escalation ? nextStep(visit, escalation) : -1;
  if (!escalation || step === -1) return;
  draft.setVisit(visitId, { escalated: { steps: step + 1, at: draft.now } });
  draft.note(visitId, { type: "escalated", personId: escalation.to[step] ?? null });
}

export function openRow(draft: Draft, action: Extract<Action, { type: "openRow" }>): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.openedAt !== null) return;
  draft.setVisit(visit.id, { openedAt: draft.now });
  draft.note(visit.id, { type: "opened" });
}
