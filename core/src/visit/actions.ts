import type { EndReason, Id, Instant, OpenState, RoomKind, Situation } from "./model.ts";

/** What the person saw when pressing: a stale screen never acts on a changed situation. */
export type Expectation = { state: OpenState; callId: Id };

/** What somebody agreed to: the SHA-256 of the very words, and their language. */
export type Consent = { version: string; language: string };

/** Everything that can be done to visits, calls and seats. Who does it is the `Actor`, never part of the action. */
export type Action =
  /** `behind`: the greatest order key among those who are in this clinic, so that a clock that was set back puts nobody before them. */
  | { type: "enter"; visitId: Id; clinicId: Id; seatId: Id; callId: Id; blockedByCheck: boolean; phoneVerified: boolean; behind: number | null; consent: Consent | null }
  /** `seatId`: the seat reserved by a warm grant, so that the transport already brought up is used. */
  | { type: "join"; visitId: Id; seatId: Id; expect: Expectation; confirmedUnlock: boolean; identifiedBy?: readonly string[] }
  /** A member leaves; by the last host it is a hold (rule L). */
  | { type: "leaveCall"; callId: Id }
  | { type: "holdVisit"; visitId: Id }
  | { type: "holdSeats"; callId: Id; seatIds: readonly Id[]; held: boolean }
  /** `confirmedVisitIds`: the visits already in the call that the confirmation named. */
  | { type: "add"; visitId: Id; callId: Id; expect: Expectation; confirmedVisitIds: readonly Id[] }
  | { type: "takeOut"; visitId: Id }
  | { type: "openCall"; callId: Id; seatId: Id; clinicId: Id; visits: readonly { visitId: Id; expect: Expectation }[]; group: boolean }
  | { type: "continueAsGroup"; callId: Id }
  | { type: "transfer"; visitId: Id; toClinicId: Id; note: string; expect: Expectation; confirmedClosed: boolean; forced: boolean }
  | { type: "askHandover"; visitId: Id; toClinicId: Id; note: string; callId: Id; seatId: Id }
  | { type: "joinHandover"; visitId: Id; seatId: Id }
  | { type: "giveHandover"; visitId: Id }
  | { type: "endHandover"; visitId: Id }
  | { type: "assign"; visitId: Id; personId: Id | null }
  /** A member looks into the row of somebody who waits. */
  | { type: "openRow"; visitId: Id }
  | { type: "moveInQueue"; visitId: Id; orderKey: number }
  | { type: "lock"; callId: Id; locked: boolean }
  /** `visitId`: whom the guest belongs to; null in a call where nobody is yet (see `invitationTarget` in `core/call`). */
  | { type: "invite"; callId: Id; invitationId: Id; visitId: Id | null }
  /** `straightIn`: the first device of an invitation; a further device knocks. */
  | { type: "arriveByInvitation"; invitationId: Id; visitId: Id; seatId: Id; straightIn: boolean }
  /** The same for an invitation that was made into a call without a caller: its target is the call. */
  | { type: "arriveInCall"; invitationId: Id; callId: Id; seatId: Id; straightIn: boolean }
  | { type: "accept"; seatId: Id }
  | { type: "decline"; seatId: Id }
  | { type: "disconnect"; seatId: Id }
  | { type: "end"; visitId: Id }
  | { type: "endCall"; callId: Id }
  | { type: "remove"; visitId: Id; reason: string; forced: boolean }
  /** A guest leaves of their own will; closing the tab is *lost*, not this. */
  | { type: "leave" }
  | { type: "seatLost"; seatId: Id }
  | { type: "seatBack"; seatId: Id; away: boolean }
  /** By a member; by the system for whoever is next in line. Texts whoever is offline, and rings the page of whoever looks elsewhere. */
  | { type: "recall"; visitId: Id }
  /** The caller showed that texts reach them, or wants none any more. */
  | { type: "verifyPhone"; verified: boolean }
  /** To the text of this clinic, which has the caller since a transfer. Null: they do not agree, and go. */
  | { type: "answerConsent"; clinicId: Id; consent: Consent | null }
  | { type: "cancelPlace"; visitId: Id }
  /** The deadline named by `nextDeadline`; late or repeated it does what it would have done, once. */
  | { type: "deadlinePassed"; deadline: Deadline }
  /** The member lost the right to be in calls of this clinic. `keepsClinicIds`: where they still have it, so that a call they sit in for another reason goes on. */
  | { type: "roleLost"; personId: Id; clinicId: Id; keepsClinicIds: readonly Id[] }
  /** The organisation or clinic is closed for good: whoever is still there is sent home with that reason. */
  | { type: "closeVisit"; visitId: Id }
  /** `callId`: the room's open call, or a fresh id when it has none. `ownerId`: of a user room, else null. */
  | { type: "enterRoom"; roomId: Id; roomKind: RoomKind; ownerId: Id | null; clinicId: Id; callId: Id; seatId: Id }
  | { type: "knockOnRoom"; roomId: Id; roomKind: RoomKind; clinicId: Id; callId: Id; seatId: Id };

export type ActionType = Action["type"];

export type Deadline =
  | { type: "callerGrace"; visitId: Id; at: Instant }
  | { type: "hostGrace"; seatId: Id; at: Instant }
  | { type: "partiesApart"; callId: Id; at: Instant }
  | { type: "handover"; visitId: Id; at: Instant }
  | { type: "undo"; visitId: Id; at: Instant }
  | { type: "knock"; seatId: Id; at: Instant }
  | { type: "guestsAlone"; callId: Id; at: Instant }
  | { type: "recallExpiry"; visitId: Id; at: Instant }
  | { type: "escalation"; visitId: Id; at: Instant }
  | { type: "purge"; visitId: Id; at: Instant };

/** An expected "no", with what the person needs to understand it and go on. The web has a sentence for each code. */
export type Rejection =
  | { code: "notFound" }
  | { code: "notAllowed" }
  | { code: "clinicClosed" }
  | { code: "clinicOff" }
  | { code: "blockedByCheck" }
  | { code: "slowDown"; retryAfterMs: number }
  /** Somebody was faster: who sits with the caller now. */
  | { code: "takenBy"; personIds: readonly Id[]; callId: Id }
  | { code: "changed"; state: OpenState }
  | { code: "locked"; holderId: Id | null }
  | { code: "confirmUnlock" }
  | { code: "identifyFirst" }
  | { code: "lockNotOffered" }
  | { code: "invitationsOff" }
  | { code: "offline" }
  | { code: "notOffline" }
  | { code: "full"; capacity: number; canBecomeGroup: boolean }
  | { code: "noGroupCalls" }
  | { code: "notInCall" }
  | { code: "alreadyHere" }
  | { code: "alreadyEnded" }
  /** The confirmation must name these visits: callers would meet. */
  | { code: "confirmAdd"; visitIds: readonly Id[] }
  | { code: "onlyGuestsAreHeld" }
  | { code: "nothingToUndo" }
  | { code: "targetOff" }
  | { code: "targetClosed" }
  | { code: "sameClinic" }
  | { code: "noRightThere" }
  /** Callers of two organisations never meet, and nobody of another one is talked to before a transfer. */
  | { code: "otherOrganisation" }
  | { code: "handoverUnderWay" }
  | { code: "noHandover" }
  | { code: "onlyHostsInside" }
  | { code: "roomLocked" }
  | { code: "notKnocking" }
  | { code: "callClosed" };

export type RejectionCode = Rejection["code"];

/** One line of the activity of a visit; ids only, names are looked up when it is shown. */
export type Activity = {
  visitId: Id;
  clinicId: Id;
  at: Instant;
  by: { kind: "caller" | "companion" | "roomGuest" | "member" | "system"; id: Id | null };
  what:
    | { type: "entered" }
    | { type: "identified"; by: readonly string[] }
    | { type: "joined"; personId: Id }
    | { type: "hostLeft"; personId: Id; why: "chose" | "lost" | "role" | "elsewhere" }
    | { type: "held" }
    | { type: "personHeld"; seatId: Id; held: boolean }
    | { type: "added"; callId: Id; metVisitIds: readonly Id[] }
    | { type: "takenOut"; undone: boolean }
    | { type: "transferred"; fromClinicId: Id; toClinicId: Id; note: string }
    | { type: "handoverAsked"; toClinicId: Id }
    | { type: "handoverEnded" }
    | { type: "assigned"; personId: Id | null }
    | { type: "opened" }
    /** Null: the clinic's phone number. */
    | { type: "escalated"; personId: Id | null }
    | { type: "moved" }
    | { type: "locked"; locked: boolean }
    | { type: "invited"; invitationId: Id }
    | { type: "companionCame"; seatId: Id; knocking: boolean }
    | { type: "companionLeft"; seatId: Id }
    | { type: "lost" }
    | { type: "back" }
    | { type: "wentOffline" }
    | { type: "recalled" }
    | { type: "phoneVerified"; verified: boolean }
    | ({ type: "consented" } & Consent)
    | { type: "consentDeclined" }
    /** Somebody sat down with them before they had agreed to the clinic's text. */
    | { type: "seenWithoutConsent" }
    | { type: "ended"; reason: EndReason; note: string };
};

export type Outcome = { ok: true; next: Situation; activity: readonly Activity[] } | { ok: false; rejection: Rejection };

/** Time and fresh ids come in, so that every rule is testable without a clock or chance. */
export type Context = { now: Instant; newId: () => Id };
