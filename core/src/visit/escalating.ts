import type { Action } from "./actions.ts";
import type { Draft } from "./draft.ts";
import type { ClinicRules, Id, Instant, Visit } from "./model.ts";

/** When the next one is alerted because nobody opened the row; null when somebody did, the caller cannot be seen now, or everybody was told. */
export function escalationAt({ status, presence, openedAt, escalated }: Visit, escalation: ClinicRules["escalation"] | undefined): Instant | null {
  if (!escalation || status.state !== "waiting" || presence.state === "offline" || openedAt !== null) return null;
  if ((escalated?.steps ?? 0) >= escalation.to.length) return null;
  return (escalated?.at ?? status.since) + escalation.afterMs;
}

export function escalate(draft: Draft, visitId: Id): void {
  const visit = draft.openVisit(visitId);
  const steps = visit.escalated?.steps ?? 0;
  const personId = draft.clinic(visit.clinicId).escalation?.to[steps] ?? null;
  draft.setVisit(visitId, { escalated: { steps: steps + 1, at: draft.now } });
  draft.note(visitId, { type: "escalated", personId });
}

export function openRow(draft: Draft, action: Extract<Action, { type: "openRow" }>): void {
  const visit = draft.visitForMember(action.visitId);
  if (visit.openedAt !== null) return;
  draft.setVisit(visit.id, { openedAt: draft.now });
  draft.note(visit.id, { type: "opened" });
}
