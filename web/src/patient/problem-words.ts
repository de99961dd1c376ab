import type { PatientMessageId } from "../i18n/patient-messages.ts";
import type { FailureCode } from "../link/index.ts";

/** A sentence for every refusal: the type checker finds a forgotten one. What only staff can meet says what to do all the same. */
const sentences: Record<FailureCode, PatientMessageId> = {
  unreachable: "problem.unreachable",
  unavailable: "problem.unreachable",
  tryAgain: "problem.unreachable",
  slowDown: "problem.slowDown",
  clinicClosed: "problem.clinicClosed",
  clinicOff: "problem.clinicOff",
  blockedByCheck: "problem.blockedByCheck",
  badRequest: "problem.badRequest",
  tooLarge: "problem.tooLarge",
  notSignedIn: "problem.ended",
  alreadyEnded: "problem.ended",
  callClosed: "problem.ended",
  notInCall: "problem.ended",
  notFound: "problem.notFound",
  full: "problem.full",
  notAllowed: "problem.notAllowed",
  locked: "problem.notAllowed",
  roomLocked: "problem.notAllowed",
  wrongOrigin: "problem.other",
  idempotencyKeyMissing: "problem.other",
  idempotencyKeyReused: "problem.other",
  internal: "problem.other",
  takenBy: "problem.other",
  changed: "problem.other",
  confirmUnlock: "problem.other",
  lockNotOffered: "problem.other",
  offline: "problem.other",
  notOffline: "problem.other",
  noGroupCalls: "problem.other",
  alreadyHere: "problem.other",
  confirmAdd: "problem.other",
  onlyGuestsAreHeld: "problem.other",
  nothingToUndo: "problem.other",
  targetOff: "problem.other",
  targetClosed: "problem.other",
  sameClinic: "problem.other",
  noRightThere: "problem.other",
  otherOrganisation: "problem.other",
  handoverUnderWay: "problem.other",
  noHandover: "problem.other",
  onlyHostsInside: "problem.other",
  notKnocking: "problem.other",
  changedMeanwhile: "problem.other",
  lastAdministrator: "problem.other",
};

export function problemSentence(code: FailureCode): PatientMessageId {
  return sentences[code] ?? "problem.other";
}
