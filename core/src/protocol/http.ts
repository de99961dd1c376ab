import type { z } from "zod";
import type { Fault } from "../faults/index.ts";
import type { RejectionCode } from "../visit/index.ts";
import { accountsContract } from "./contract/accounts.ts";
import { channelContract } from "./contract/channel.ts";
import { hubContract } from "./contract/hub.ts";
import { outboxContract } from "./contract/outbox.ts";
import { singleSignOnContract } from "./contract/single-sign-on.ts";
import { imageBytes, imagesContract } from "./contract/images.ts";
import { organisationsContract } from "./contract/organisations.ts";
import { peopleContract } from "./contract/people.ts";
import { musicContract } from "./contract/music.ts";
import { settingsContract } from "./contract/settings.ts";
import { visitContract } from "./contract/visits.ts";

export type { Done, Seated, Who } from "./contract/endpoint.ts";
export type { AccountSecurity, OwnSession, Profile, SavedProfile } from "./contract/accounts.ts";
export type { UploadedImage, UploadedPicture, UploadedVideo } from "./contract/images.ts";
export type { OutboxLine, OutboxMessage, OutboxPage, OutboxState } from "./contract/outbox.ts";
export type { AuditFilter, AuditLine, AuditPage, File, HubAudience, HubMessage, Readers, SentHubMessage } from "./contract/hub.ts";
export type { ClinicAddress, ClinicAddressView, ClinicSettingsView, SettingsSectionView } from "./contract/settings.ts";
export { IMPORT_COLUMNS, IMPORT_MOST_ROWS, PEOPLE_A_PAGE } from "./contract/people.ts";
export { CLINICS_AT_ONCE } from "./contract/organisations.ts";
export type {
  ImportCells,
  ImportColumn,
  ImportFault,
  ImportOutcome,
  ImportProgress,
  LastImport,
  ImportRow,
  InvitationView,
  Invited,
  InviteOutcome,
  OrganisationPeople,
  OrganisationPerson,
  OwnRoles,
  PendingInvitation,
  PlatformAdministrator,
  Team,
  TeamMember,
} from "./contract/people.ts";
export type { OrganisationClinic, PlatformHealth, PlatformOrganisation, SavedSection, SlugState } from "./contract/organisations.ts";
export type { SingleSignOnSaved, SingleSignOnValues } from "./contract/single-sign-on.ts";
export { entryDetails, type EntryDetails } from "./contract/visits.ts";

/**
 * The HTTP contract: every request the product's own pages make, and what integrators read in the OpenAPI description.
 * Keys are "METHOD /path/{param}". Commands carry an `Idempotency-Key` header; who asks comes from the cookie.
 */
export const contract = {
  ...visitContract,
  ...organisationsContract,
  ...singleSignOnContract,
  ...settingsContract,
  ...musicContract,
  ...peopleContract,
  ...accountsContract,
  ...hubContract,
  ...channelContract,
  ...outboxContract,
  ...imagesContract,
} as const;

/** Whether an endpoint takes a file instead of JSON. */
export function takesImage(endpoint: EndpointKey): boolean {
  return contract[endpoint].body === imageBytes;
}

export type Contract = typeof contract;
export type EndpointKey = keyof Contract;
type BodyOf<K extends EndpointKey> = Contract[K]["body"];
export type RequestBody<K extends EndpointKey> = BodyOf<K> extends z.ZodType ? z.input<BodyOf<K>> : undefined;
export type ParsedBody<K extends EndpointKey> = BodyOf<K> extends z.ZodType ? z.output<BodyOf<K>> : undefined;
export type Reply<K extends EndpointKey> = Contract[K]["reply"];
/** Names of the `{param}`s in a key. */
export type ParamsOf<K extends string> = K extends `${string}{${infer P}}${infer Rest}` ? P | ParamsOf<Rest> : never;

/** Answers that no rule of a visit gives: they come from the door itself. */
export type DoorCode =
  | "badRequest"
  | "notSignedIn"
  /** An organisation of the signed-in person asks for a second factor that they do not have. */
  | "secondFactorNeeded"
  /** The address belongs to an organisation that signs in elsewhere; `organisation` names it. */
  | "singleSignOn"
  | "notFound"
  /** Not the code that was texted; `triesLeft` says how often it may still be tried. */
  | "wrongCode"
  /** The texted code is too old, was tried too often, or was never asked for. */
  | "codeOver"
  | "wrongOrigin"
  | "idempotencyKeyMissing"
  | "idempotencyKeyReused"
  | "tooLarge"
  | "slowDown"
  | "unavailable"
  | "tryAgain"
  /** Somebody else saved it since it was read; `by` and `at` say who and when, `now` what it is by now. */
  | "changedMeanwhile"
  | "lastAdministrator"
  /** Of an invitation to be a member; `why` says whether it was used, withdrawn, or too old. */
  | "invitationOver"
  | "wrongAccount"
  | "accountExists"
  /** A clinic that is to be deleted has callers; `waiting` and `seen` say how many. */
  | "clinicInUse"
  | "internal";

/**
 * RFC 9457 problem details. `code` is what programs read; `title` an English sentence for people who debug;
 * `fields` names each wrong field with the reason, by a code that pages say in their language; other members are those of the rejection (for example `personIds` and `names` of `takenBy`).
 */
export type WrongField = Fault;
export type Problem = {
  type: string;
  status: number;
  code: RejectionCode | DoorCode;
  title: string;
  fields?: readonly WrongField[];
  /** Names for the ids in a rejection, as the asker may see them. */
  names?: readonly string[];
  [member: string]: unknown;
};
