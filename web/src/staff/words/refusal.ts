import type { Failure, FailureCode } from "../../link/index.ts";
import type { StaffMessageId } from "../../i18n/staff-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";

/** A sentence for every "no" of the rules and of the door. A code without one does not compile. */
const sentences: Record<FailureCode, StaffMessageId> = {
  notFound: "refused.notFound",
  notAllowed: "refused.notAllowed",
  clinicClosed: "refused.clinicClosed",
  clinicOff: "refused.clinicOff",
  blockedByCheck: "refused.blockedByCheck",
  slowDown: "refused.slowDown",
  takenBy: "refused.takenBy",
  changed: "refused.changed",
  locked: "refused.locked",
  identifyFirst: "refused.identifyFirst",
  confirmUnlock: "refused.confirmUnlock",
  lockNotOffered: "refused.lockNotOffered",
  invitationsOff: "refused.invitationsOff",
  offline: "refused.offline",
  notOffline: "refused.notOffline",
  full: "refused.full",
  noGroupCalls: "refused.noGroupCalls",
  notInCall: "refused.notInCall",
  alreadyHere: "refused.alreadyHere",
  alreadyEnded: "refused.alreadyEnded",
  confirmAdd: "refused.confirmAdd",
  onlyGuestsAreHeld: "refused.onlyGuestsAreHeld",
  nothingToUndo: "refused.nothingToUndo",
  targetOff: "refused.targetOff",
  targetClosed: "refused.targetClosed",
  sameClinic: "refused.sameClinic",
  noRightThere: "refused.noRightThere",
  otherOrganisation: "refused.otherOrganisation",
  handoverUnderWay: "refused.handoverUnderWay",
  noHandover: "refused.noHandover",
  onlyHostsInside: "refused.onlyHostsInside",
  roomLocked: "refused.roomLocked",
  notKnocking: "refused.notKnocking",
  callClosed: "refused.callClosed",
  badRequest: "refused.badRequest",
  notSignedIn: "refused.notSignedIn",
  singleSignOn: "refused.singleSignOn",
  secondFactorNeeded: "refused.secondFactorNeeded",
  wrongCode: "refused.internal",
  codeOver: "refused.internal",
  wrongOrigin: "refused.wrongOrigin",
  idempotencyKeyMissing: "refused.internal",
  idempotencyKeyReused: "refused.internal",
  tooLarge: "refused.tooLarge",
  unavailable: "refused.unavailable",
  tryAgain: "refused.unavailable",
  changedMeanwhile: "refused.changedMeanwhile",
  clinicInUse: "refused.clinicInUse",
  lastAdministrator: "refused.lastAdministrator",
  invitationOver: "refused.invitationOver",
  wrongAccount: "refused.wrongAccount",
  accountExists: "refused.accountExists",
  internal: "refused.internal",
  unreachable: "refused.unreachable",
};

/** What was refused and why. `name`: whom it was about, `clinic`: the clinic that was meant, where there is one. */
export function refusalText(t: TextOf<StaffMessageId>, problem: Failure, about: { name?: string | undefined; clinic?: string | undefined } = {}): string {
  const names = problem.names ?? [];
  const retryAfterMs = typeof problem.retryAfterMs === "number" ? problem.retryAfterMs : 0;
  return t(sentences[problem.code] ?? "refused.internal", {
    name: about.name ?? t("refused.thisCaller"),
    clinic: about.clinic ?? t("refused.thatClinic"),
    who: names.length > 0 ? t.intl.formatList(names) : t("refused.aColleague"),
    capacity: typeof problem.capacity === "number" ? problem.capacity : 0,
    seconds: Math.max(1, Math.ceil(retryAfterMs / 1000)),
    state: typeof problem.state === "string" ? problem.state : "other",
    hasName: names.length > 0 ? "yes" : "no",
    id: typeof problem.requestId === "string" ? problem.requestId : typeof problem.instance === "string" ? problem.instance : "–",
  });
}
