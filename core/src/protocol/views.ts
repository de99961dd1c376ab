import type { DeviceReadiness } from "../check/index.ts";
import type { CallTools } from "../call/index.ts";
import type { CheckPolicy, ClinicSettings, EntryField, LocalizedText, Look, WaitingItem, WaitingMessage } from "../settings/index.ts";
import type { EndReason, Id, Instant, OpenState, Route, SeatState } from "../visit/index.ts";

/** Wire shapes: what each audience may see of a thing. Made once per (thing, audience, version) and sent as the same bytes. */

/** What anybody with the link may know of a clinic: the start page. */
export type PublicClinic = {
  id: Id;
  slug: string;
  name: string;
  organisationName: string;
  /** Name of a drawing that the pages bring along, or the address of the clinic's own picture, which begins with `/`. */
  logoIcon: string;
  /** Null: the product's own. */
  look: Look | null;
  /** `closed` and `off` refuse newcomers; whoever waits already stays. */
  state: "open" | "closed" | "off";
  /** End of the present opening span, or null when always open or not open. */
  openUntil: Instant | null;
  nextOpening: Instant | null;
  timeZone: string;
  mainLanguage: string;
  languages: readonly string[];
  texts: { closed: LocalizedText; switchedOff: LocalizedText; importantInformation: LocalizedText; waiting: LocalizedText; consent: LocalizedText };
  supportPhone: string;
  supportEmail: string;
  supportMessage: string;
  privacyUrl: string;
  termsUrl: string;
  surveyUrl: string;
  onwardUrl: string;
  troubleshootingUrl: string;
  lastNameRequired: boolean;
  previewWhileTyping: boolean;
  muteWhileWaiting: boolean;
  checkPolicy: CheckPolicy;
  /** What plays first in the waiting room. */
  music: ClinicSettings["music"];
  /** Where the clinic's own piece is, if it has one. */
  ownMusic: { title: string; address: string } | null;
  /** By waiting time, the first soonest. */
  waitingMessages: readonly WaitingMessage[];
  /** Only fields for callers. */
  entryFields: readonly EntryField[];
  /** The visit this browser already holds here, if any: offered as "Continue the visit begun at …", without a name. */
  openVisit: { id: Id; enteredAt: Instant } | null;
};

/** Whether a caller's device can be seen and heard; staff see it on the row. */
export type Readiness = DeviceReadiness;

export type PresenceView = "here" | "away" | "lost" | "offline";

export type MessageView = { id: Id; at: Instant; from: "clinic" | "caller"; text: string };

/** Topic `visit:<id>`, for its caller (or a companion, who gets no messages): never anything of another visit. */
export type CallerView = {
  id: Id;
  clinic: PublicClinic;
  state: OpenState | "ended";
  since: Instant;
  enteredAt: Instant;
  language: string;
  /** The caller's live seat; null once ended. */
  seat: { id: Id; callId: Id; state: SeatState } | null;
  /** Only if the clinic shows it; people ahead, so 0 means next. */
  peopleAhead: number | null;
  estimateMinutes: number | null;
  /** What the clinic shows meanwhile, in the caller's language if it has it there. */
  waitingContent: { language: string; items: readonly WaitingItem[] } | null;
  messages: readonly MessageView[];
  mayWrite: boolean;
  /** Whoever held or left last, as they chose to appear; for "Dr Nair will come back". */
  heldBy: string | null;
  /** True from a transfer until somebody of the new clinic joins. */
  transferred: boolean;
  /** Whether they have still to answer the clinic's consent text (`clinic.texts.consent`), as after a transfer. */
  asksConsent: boolean;
  endReason: EndReason | null;
  /** Whether the caller is texted when it is their turn, at the number with this ending. Null where the clinic does not offer it. */
  textMe: { on: boolean; ending: string } | null;
  /** Last digits of the phone number, to say where we would call. */
  phoneEnding: string;
  /** They asked to be phoned instead of a video call. */
  phoneMe: boolean;
};

/** A caller's row on the waiting area page, for members of the clinic that has the visit now. Key of topic `clinic:<id>`: `visit/<id>`. */
export type RowView = {
  id: Id;
  firstName: string;
  lastName: string;
  /** Tells same names apart; 1 for the first, so only shown when above 1. */
  sameNameNumber: number;
  phone: string;
  /** Entry fields by id. */
  fields: Record<string, string>;
  providerNotes: string;
  language: string;
  interpreter: boolean;
  /** Their device does not pass the clinic's check, and they asked to be phoned. */
  phoneMe: boolean;
  state: OpenState | "ended";
  since: Instant;
  enteredAt: Instant;
  orderKey: number;
  presence: PresenceView;
  presenceSince: Instant;
  /** Until when the place of somebody offline who was texted is kept. */
  recallEndsAt?: Instant | null;
  /** Somebody of the clinic has looked into the row. */
  opened?: boolean;
  /** They have not agreed to the clinic's own consent text yet. */
  owesConsent?: boolean;
  /** Who was alerted last because nobody has. */
  escalatedTo?: Id | null;
  readiness: Readiness;
  callId: Id;
  /** Hosts in the call with the caller. */
  with: readonly { personId: Id; name: string }[];
  locked: boolean;
  assignee: { personId: Id; name: string } | null;
  unread: number;
  messagesSent: number;
  transferredFrom: { clinicName: string; byName: string; note: string; at: Instant } | null;
  /** `callId`: where whoever asks and whoever answers talk before the caller is given over. */
  handover: { toClinicName: string; byId: Id; byName: string; callId: Id } | null;
  endReason: EndReason | null;
  /** In a call that is not their own room: may be taken out again. */
  added?: boolean;
  /** Members who may press *undo* for a just added caller. */
  undoUntil: Instant | null;
};

export type HandoverView = { visitId: Id; fromClinicName: string; byName: string; note: string; since: Instant };
export type MemberPresenceView = { personId: Id; name: string; picture: string | null; inCall: boolean };

/** Topic `clinic:<id>` is a set of keyed things; a change frame carries one key with its value, or null when it is gone. */
export type ClinicThings = {
  [visit: `visit/${string}`]: RowView;
  [handover: `handover/${string}`]: HandoverView;
  [member: `member/${string}`]: MemberPresenceView;
  /** Changes with whatever the clinic's page shows beside its rows: then `GET /api/clinics/{slug}` is asked again. */
  page?: { mark: string };
};

/** Topic `counts:<clinicId>`: one line of *My clinics*. */
export type CountsView = { waiting: number; held: number; seen: number; longestWaitSince: Instant | null };

/** A message of a clinic's team channel. `number` counts up by one in each clinic; a null `text` was removed by whoever wrote it. */
export type ChannelMessage = { id: Id; number: number; at: Instant; byId: Id; byName: string; picture: string | null; text: string | null };

/** Topic `channel:<clinicId>`: the newest messages, and in change frames any that is new or was removed. */
export type ChannelThings = {
  [message: `message/${string}`]: ChannelMessage;
  /** The oldest that is kept; what is older was destroyed. Absent while nothing was ever written. */
  start?: { number: number };
};

/** Topic `unread:<clinicId>`: what others wrote into the team channel since whoever asks has read it; counts no further than 100. */
export type UnreadView = { unread: number };

/** A person in a call as whoever looks may see them. */
export type SeatView = {
  id: Id;
  /** Of a member, as they are known: to guests by the alias of a clinic, where they have one. */
  name: string;
  /** For hosts only: what guests in this call read instead of the member's name. */
  knownAs: readonly string[];
  /** Hash of a member's picture, shown at `/faces/<hash>/<size>.webp`; never beside an alias. */
  picture: string | null;
  role: "host" | "guest";
  kind: "caller" | "companion" | "roomGuest" | "member";
  state: SeatState;
  presence: PresenceView;
  since: Instant;
  /** For hosts with rights in the visit's clinic only. */
  visitId: Id | null;
};

/** Topic `call:<id>`, for a seat in it. Someone *knocking* or *held* sees only their own seat. */
export type CallView = {
  id: Id;
  clinicId: Id;
  clinicName: string;
  kind: "visit" | "joint" | "room";
  capacity: number;
  route: Route;
  epoch: number;
  locked: boolean;
  lockOffered: boolean;
  /** How large one's own picture is, as the clinic wants it. */
  ownPictureSize: ClinicSettings["ownPictureSize"];
  relayOnly: boolean;
  /** The strictest of all clinics inside. */
  tools: CallTools;
  /** For whoever has not chosen another. */
  videoQuality: ClinicSettings["videoQuality"];
  openedAt: Instant;
  /** When a host first sat with a guest: the call duration counts from here. */
  talkingSince: Instant | null;
  you: Id;
  seats: readonly SeatView[];
  closed: boolean;
  invitations: readonly { id: Id; createdAt: Instant; expiresAt: Instant; used: boolean }[];
};

/** Topic `person:<id>`: what a signed-in person may do; a new value after every change of role. */
export type PersonView = {
  id: Id;
  name: string;
  picture: string | null;
  email: string;
  language: string;
  platformAdministrator: boolean;
  organisations: readonly { id: Id; name: string; role: "administrator" | "coordinator" | "reporter" | null }[];
  clinics: readonly MyClinic[];
  /** The call this person sits in now, so that a reload returns to it. */
  seat: { id: Id; callId: Id } | null;
  /** For the bell: messages of the hub that wait to be read. */
  unread: number;
};

export type MyClinic = {
  id: Id;
  slug: string;
  name: string;
  organisationId: Id;
  organisationName: string;
  logoIcon: string;
  role: string;
  waitingArea: boolean;
  /** Whether the person may invite to its team and change it. */
  managesTeam: boolean;
  configures: boolean;
  seesCounts: boolean;
  transfersInto: boolean;
  /** Opening now, where it was asked for (*My clinics*); left out elsewhere. */
  state?: "open" | "closed" | "off";
  openUntil?: Instant | null;
  nextOpening?: Instant | null;
  timeZone?: string;
};

/** What the staff page needs of a clinic beside the live rows. */
export type ClinicPage = {
  id: Id;
  /** That of the topic's `page` when this was read. */
  mark?: string;
  slug: string;
  name: string;
  organisationName: string;
  logoIcon: string;
  link: string;
  state: "open" | "closed" | "off";
  openUntil: Instant | null;
  nextOpening: Instant | null;
  timeZone: string;
  /** What is spoken there: other languages are marked on the rows. */
  mainLanguage?: string;
  /** The clinic's own words around its link, by language, with `{clinic}` and `{link}`; empty: the product's. */
  shareText?: Readonly<Record<string, string>>;
  hoursToday: readonly { from: string; to: string }[];
  supportPhone: string;
  supportEmail: string;
  /** Fields shown as columns or in the row's details. */
  entryFields: readonly EntryField[];
  confirmCallEntry: boolean;
  identifierCheck?: boolean;
  /** The clinic's words for running late, by language; empty: the product's. */
  lateText?: LocalizedText;
  callLock: boolean;
  twoWayMessages: boolean;
  /** Somebody is alerted when nobody opens a row: who opens one tells so. */
  escalates?: boolean;
  transferTargets: readonly {
    id: Id;
    name: string;
    organisationName: string;
    state: "open" | "closed" | "off";
    openUntil?: Instant | null;
    nextOpening?: Instant | null;
    timeZone?: string;
  }[];
  team: readonly { personId: Id; name: string }[];
  mayAdminister: boolean;
};

export type ActivityLine = { id: Id; at: Instant; byName: string; byKind: "caller" | "companion" | "roomGuest" | "member" | "system"; type: string; facts: Record<string, string> };

export type IceSettings = { iceServers: { urls: string[]; username?: string; credential?: string }[]; relayOnly: boolean; expiresAt: Instant };
