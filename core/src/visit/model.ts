/**
 * Visit, stay, call, seat: the one model under waiting area, hold, transfer, add, group calls and rooms.
 * Every value is immutable; a rule returns a new situation that shares what did not change,
 * so that whoever stores it writes exactly the things whose reference differs.
 */

/** A UUIDv7 made by the application. */
export type Id = string;
/** Milliseconds since the Unix epoch, from the database clock. */
export type Instant = number;

/** Why a visit ended; reports and the goodbye page tell these apart. */
export type EndReason = "completed" | "leftBeforeSeen" | "removed" | "cancelledByClinic" | "lost" | "closed";

export type VisitStatus =
  | { state: "waiting"; since: Instant }
  | { state: "seen"; since: Instant }
  | { state: "held"; since: Instant }
  | { state: "ended"; since: Instant; reason: EndReason; byId: Id | null };

export type OpenState = "waiting" | "seen" | "held";

/**
 * Whether the person's page can be reached. *away*: page hidden, place kept. *lost*: no page, within the grace time.
 * *offline*: grace over, but the phone number is verified, so the person can be recalled.
 */
export type Presence =
  | { state: "here" }
  | { state: "away"; since: Instant }
  | { state: "lost"; since: Instant; graceEndsAt: Instant }
  | { state: "offline"; since: Instant; recallEndsAt: Instant | null };

/** A wish to hand a caller over in person: the asker waits in a joint call for somebody of the target clinic. */
export type Handover = {
  toClinicId: Id;
  byId: Id;
  note: string;
  callId: Id;
  since: Instant;
  /** Members of the target who sat down with the asker; only they may be given the caller. */
  answeredBy: readonly Id[];
};

/** What *undo* within ten seconds returns to. */
export type Undo = { until: Instant; byId: Id; state: OpenState; since: Instant; callId: Id; everSeen: boolean };

/** One caller's attendance from entry to end, through one or more clinics. */
export type Visit = {
  id: Id;
  organisationId: Id;
  /** The clinic that has the caller now; only its members see the details. */
  clinicId: Id;
  status: VisitStatus;
  presence: Presence;
  /** The call the caller is in now: their own, or one they were added to. */
  callId: Id;
  /** The private room made with the visit. */
  ownCallId: Id;
  enteredAt: Instant;
  /** Starts as `enteredAt`, or after everybody who is there when the clock was set back; changes only by a recorded staff move; smaller is earlier. */
  orderKey: number;
  everSeen: boolean;
  /** They typed the code that was texted to them: their place is kept when their page is gone. */
  phoneVerified: boolean;
  /** The clinic's rule texted them as the next in line. Once in each clinic: after that it is for staff. */
  textedAsNext: boolean;
  /** When somebody of this clinic first looked into the row or took it on: from then on nobody is alerted. */
  openedAt: Instant | null;
  /** Clinics to whose own consent text they agreed in this visit. */
  agreedIn: readonly Id[];
  /** How many were alerted one after the other because nobody did, and the last of them when. */
  escalated: { steps: number; at: Instant } | null;
  assigneeId: Id | null;
  handover: Handover | null;
  undo: Undo | null;
  /** Set when the visit ends: from then on the details must be gone. */
  purgeAt: Instant | null;
};

/** One clinic's part of a visit; reports count stays. */
export type Stay = {
  id: Id;
  visitId: Id;
  clinicId: Id;
  from: Instant;
  to: Instant | null;
  began: { how: "entered" } | { how: "transferred"; fromClinicId: Id; byId: Id; note: string };
  seenAt: Instant | null;
  ended: { how: "transferred"; toClinicId: Id } | { how: "ended"; reason: EndReason } | null;
};

export type CallKind = "visit" | "joint" | "room";
/** What a permanent room is for: *user* is one member's own, *group* is for twenty over a media server. */
export type RoomKind = "meeting" | "group" | "user";
export type Route = "direct" | "sfu";

/** A private video room. */
export type Call = {
  id: Id;
  kind: CallKind;
  organisationId: Id;
  /** The clinic whose rules hold. */
  clinicId: Id;
  roomId: Id | null;
  /** 6 is a wall for direct calls; only *continue as group call* makes it 20. */
  capacity: number;
  route: Route;
  /** Raised by each change of route; every media message carries it. */
  epoch: number;
  /** `holderId` is null after a transfer: the lock stays, the target's first *Join* confirms and holds it. */
  lock: { holderId: Id | null } | null;
  openedAt: Instant;
  closedAt: Instant | null;
  /** Guests of a room may finish without a host until then. */
  guestsAloneUntil: Instant | null;
};

export type Party =
  | { kind: "caller"; visitId: Id }
  /** A guest by invitation: belongs to the visit that was there and follows it. */
  | { kind: "companion"; visitId: Id; invitationId: Id | null }
  | { kind: "roomGuest" }
  | { kind: "member"; personId: Id };

export type SeatState = "knocking" | "in" | "held" | "left";

/** A person's place in a call. Capabilities (cookie, relay credential, media token) belong to it and die with it. */
export type Seat = {
  id: Id;
  callId: Id;
  party: Party;
  state: SeatState;
  since: Instant;
  presence: Presence;
  /** True while a host put this person aside and the visit goes on being seen. */
  heldByHost: boolean;
  /** Ends a knock kindly. */
  knockEndsAt: Instant | null;
};

/** What the rules must know of a clinic at the moment of an action. */
export type ClinicRules = {
  id: Id;
  organisationId: Id;
  /** The waiting area is switched on. */
  isOn: boolean;
  /** Within its hours, by the clinic's own time zone. */
  isOpen: boolean;
  graceMs: number;
  hostGraceMs: number;
  /** A caller whose grace is over stays as *offline* when the phone is verified. */
  keepsOffline: boolean;
  /** Such a caller is texted when they are next in line. */
  textsNext: boolean;
  /** Who is alerted one after the other, each so long after the one before, while nobody opens a row. Null among them: the clinic's phone number. `passedOver`: who of them may not see the waiting area any more. */
  escalation: { afterMs: number; to: readonly (Id | null)[]; passedOver: readonly Id[] } | null;
  offersLock: boolean;
  /** Hosts may bring others in by a link. */
  offersInvitations: boolean;
  purgeAfterMs: number;
  /** The clinic has a text of its own to which its callers agree. */
  asksConsent: boolean;
  /** Whoever joins somebody who waits names two things by which they know them. */
  checksIdentity: boolean;
  directCapacity: number;
  groupCapacity: number;
  /** Group calls need a media server; false refuses them with a sentence. */
  groupCallsAvailable: boolean;
};

/** What one member may do in one clinic: the answer of `core/access`, already decided. */
export type ClinicRights = {
  seeWaitingArea: boolean;
  transferInto: boolean;
  administer: boolean;
  rooms: boolean;
  ownRoom: boolean;
};

export type Actor =
  | { kind: "caller"; visitId: Id }
  | { kind: "companion"; seatId: Id }
  | { kind: "roomGuest"; seatId: Id }
  | { kind: "member"; personId: Id; rights: ReadonlyMap<Id, ClinicRights> }
  | { kind: "system" };

/**
 * The part of the world an action can touch: the visits, calls and seats it names, and everything connected to them
 * (see `reach` in `core/visit`). The store loads and locks exactly that.
 * A rule never takes a thing out of a situation: it marks it as ended, closed or left. Whatever a rule did not change
 * keeps its reference, also where it sets a value that is already there, so that the store writes exactly the things
 * for which `before.get(id) !== after.get(id)`.
 */
export type Situation = {
  visits: ReadonlyMap<Id, Visit>;
  /** Only the open stay of each visit. */
  stays: ReadonlyMap<Id, Stay>;
  calls: ReadonlyMap<Id, Call>;
  /** Only seats that are not *left*. */
  seats: ReadonlyMap<Id, Seat>;
  clinics: ReadonlyMap<Id, ClinicRules>;
};
