import type { Id, Instant } from "../visit/index.ts";

/** An invitation is for the call that runs. Milliseconds. */
export const INVITATION_MS = 2 * 3_600_000;

/** `usedAt`: when its first device came in. */
export type InvitationRule = { expiresAt: Instant; usedAt: Instant | null; revokedAt: Instant | null };

/**
 * Whom an invitation into a call is for: the visit that was named, if it is there; else the only one there; null in a call without a caller,
 * where the call itself is the target. Undefined when it must be said: several callers, or one who is not there.
 */
export function invitationTarget(visitIdsInCall: readonly Id[], named: Id | null): Id | null | undefined {
  if (named !== null) return visitIdsInCall.includes(named) ? named : undefined;
  return visitIdsInCall.length > 1 ? undefined : (visitIdsInCall[0] ?? null);
}

/** Unknown, expired, revoked and over are the same refusal, so that a stranger learns nothing. The first device walks in, a further one knocks. */
export function answerInvitation(invitation: InvitationRule | null, targetIsOpen: boolean, now: Instant): "refused" | "straightIn" | "knocks" {
  if (!invitation || !targetIsOpen || invitation.revokedAt !== null || invitation.expiresAt <= now) return "refused";
  return invitation.usedAt === null ? "straightIn" : "knocks";
}
