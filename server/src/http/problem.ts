import type { Problem } from "@anteroom/core/protocol";
import type { FastifyReply } from "fastify";
import type { Answer } from "./handler.ts";

type Code = Problem["code"];

/** Status and an English sentence for people who debug; the web has its own words for each code. */
const ANSWERS: Record<Code, readonly [status: number, title: string]> = {
  notFound: [404, "There is nothing here for you."],
  notAllowed: [403, "You may not do this."],
  clinicClosed: [409, "The clinic is closed now."],
  clinicOff: [409, "The waiting area is switched off."],
  blockedByCheck: [409, "The clinic's connection check does not let this device in."],
  slowDown: [429, "Too many requests from this source. Wait and try again."],
  takenBy: [409, "Somebody was faster."],
  changed: [409, "The situation changed since you looked."],
  locked: [409, "The call is locked."],
  identifyFirst: [409, "This clinic wants two identifiers of a caller before anybody joins."],
  confirmUnlock: [409, "The call came here locked; joining it must be confirmed."],
  lockNotOffered: [409, "This clinic does not offer locked calls."],
  invitationsOff: [409, "A clinic in this call lets nobody in by invitation."],
  offline: [409, "The caller is offline and can be recalled."],
  notOffline: [409, "The caller is not offline."],
  full: [409, "The call is full."],
  noGroupCalls: [409, "Group calls need a media server, and there is none."],
  notInCall: [409, "You are not in this call."],
  alreadyHere: [409, "They are already here."],
  alreadyEnded: [409, "This visit has ended."],
  confirmAdd: [409, "Callers would meet: the confirmation must name them."],
  onlyGuestsAreHeld: [409, "Only guests can be put aside."],
  nothingToUndo: [409, "There is nothing to undo."],
  targetOff: [409, "The waiting area of that clinic is switched off."],
  targetClosed: [409, "That clinic is closed; the transfer must be confirmed."],
  sameClinic: [409, "The caller is in this clinic already."],
  noRightThere: [403, "You may not transfer into that clinic."],
  otherOrganisation: [409, "Callers of different organisations never meet; a transfer moves them."],
  handoverUnderWay: [409, "A handover is under way."],
  noHandover: [409, "There is no handover to give."],
  onlyHostsInside: [409, "Only hosts are inside."],
  roomLocked: [409, "The room is locked."],
  notKnocking: [409, "Nobody knocks on this seat."],
  callClosed: [409, "This call is over."],
  badRequest: [400, "Something in this request is wrong."],
  notSignedIn: [401, "Sign in first."],
  singleSignOn: [403, "This address signs in by its organisation's own sign-in."],
  secondFactorNeeded: [403, "Your organisation asks for a second factor. Set one up first."],
  wrongCode: [409, "This is not the code that was texted."],
  codeOver: [410, "There is no code to type: it is too old, or was tried too often."],
  wrongOrigin: [403, "Requests from other sites are refused."],
  idempotencyKeyMissing: [400, "A command needs an Idempotency-Key header of 8 to 200 visible characters."],
  idempotencyKeyReused: [422, "This Idempotency-Key was used for another command."],
  tooLarge: [413, "The request is too large."],
  unavailable: [503, "Not available now."],
  tryAgain: [409, "Try again."],
  changedMeanwhile: [409, "Somebody else changed this since you read it."],
  clinicInUse: [409, "There are callers in this clinic; deleting it must be confirmed."],
  lastAdministrator: [409, "The last administrator can be neither removed nor given another role."],
  invitationOver: [410, "This invitation was used, was withdrawn or is too old."],
  wrongAccount: [403, "This invitation is for another address than that of this account."],
  accountExists: [409, "This address has an account; sign in with it."],
  internal: [500, "Something is wrong on our side."],
};

/** RFC 9457 problem details. */
export function problem(code: Code, members: Record<string, unknown> = {}): Problem {
  const [status, title] = ANSWERS[code];
  return { type: `urn:anteroom:problem:${code}`, status, code, title, ...members };
}

export function sendProblem(reply: FastifyReply, code: Code, members: Record<string, unknown> = {}): FastifyReply {
  const body = problem(code, members);
  return reply.status(body.status).header("cache-control", "no-store").type("application/problem+json").send(JSON.stringify(body));
}

export function sendRefusal(reply: FastifyReply, { rejection, names }: Extract<Answer<unknown>, { ok: false }>): FastifyReply {
  const { code, ...members } = rejection;
  return sendProblem(reply, code, { ...members, ...(names ? { names } : {}) });
}
