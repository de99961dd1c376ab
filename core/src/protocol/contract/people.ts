import { z } from "zod";
import { CLINIC_ROLES, type ClinicRole, ORGANISATION_ROLES, type OrganisationRole, PERMISSIONS, type Permission, type PlatformRole } from "../../access/index.ts";
import type { Id, Instant } from "../../visit/index.ts";
import type { File } from "./hub.ts";
import { command, commandFor, find, noBody, page, query, search } from "./endpoint.ts";

const addresses = z.array(z.string().max(320)).min(1, "Write at least one address.").max(100, "Invite at most 100 people at once.");
const clinicRole = z.enum(CLINIC_ROLES);
const permissions = z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length);
const organisationRole = z.enum(ORGANISATION_ROLES);
const token = z.strictObject({ token: z.string().max(200) });
const alias = z.string().max(200);

/** Rows on a page of people. */
export const PEOPLE_A_PAGE = 20;
type Paged<T> = { rows: readonly T[]; total: number; page: number };

export type TeamMember = {
  personId: Id;
  name: string;
  email: string;
  picture: string | null;
  /** By which callers of this clinic know them; empty: by their own name. */
  alias: string;
  role: ClinicRole;
  permissions: readonly Permission[];
  /** Whether the asker may change or remove them. */
  mayEdit: boolean;
  /** They have a second factor, and the asker may take it away when it is lost. */
  removableSecondFactor: boolean;
};
export type PendingInvitation = {
  id: Id;
  email: string;
  role: ClinicRole | OrganisationRole | PlatformRole;
  permissions: readonly Permission[];
  /** Null for a role of the organisation, or of the platform. */
  clinicName: string | null;
  byName: string;
  sentAt: Instant;
  expiresAt: Instant;
  /** Older than thirty days: only sending it again helps. */
  isOver: boolean;
  mayEdit: boolean;
};
export type Team = {
  clinic: { id: Id; slug: string; name: string; organisationId: Id; organisationName: string; logoIcon: string };
  mayGive: readonly ClinicRole[];
  pending: number;
} & Paged<TeamMember>;

export type OrganisationPerson = {
  personId: Id;
  name: string;
  email: string;
  picture: string | null;
  /** Null: only in clinics. */
  role: OrganisationRole | null;
  clinics: readonly { slug: string; name: string; role: ClinicRole }[];
  mayEdit: boolean;
  removableSecondFactor: boolean;
};
export type OrganisationPeople = { mayGive: readonly OrganisationRole[]; pending: number } & Paged<OrganisationPerson>;

export type PlatformAdministrator = { personId: Id; name: string; email: string; picture: string | null; removableSecondFactor: boolean };

/** What one is where. */
export type OwnRoles = {
  organisations: readonly { id: Id; name: string; role: OrganisationRole; managesPeople: boolean }[];
  clinics: readonly {
    id: Id;
    slug: string;
    name: string;
    organisationName: string;
    role: ClinicRole;
    permissions: readonly Permission[];
    /** By which callers there know one; empty: by one's own name. */
    alias: string;
    managesTeam: boolean;
  }[];
};

/** What became of each address: invited by mail, added at once because the account was known, or in already. */
export type InviteOutcome = { address: string; outcome: "invited" | "added" | "alreadyMember" };
/** `sends`: by a mail server; without one the links of the invited lie in the outbox. */
export type Invited = { ok: true; outcomes: readonly InviteOutcome[]; sends: boolean };

/** What an invitation says to whoever holds its link. */
export type InvitationView = {
  state: "open" | "used" | "expired" | "withdrawn";
  email: string;
  /** The address has an account already: sign in with it. */
  hasAccount: boolean;
  /** The organisation at whose own sign-in they accept; null: with an account of this product. */
  signsOnAt: string | null;
  byName: string;
  expiresAt: Instant;
  /** Everything that waits for this address; accepting takes all of it. */
  places: readonly { organisationName: string; clinicName: string | null; role: ClinicRole | OrganisationRole | PlatformRole; permissions: readonly Permission[] }[];
};
/** Where a new member goes first: the clinic's slug, if there is exactly one. */
export type Accepted = { ok: true; email: string; slug: string | null };

/** Columns of an import, in the order of the template. */
export const IMPORT_COLUMNS = ["organisation", "clinic", "email", "role", "waitingArea", "rooms", "userRoom"] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];
export const IMPORT_MOST_ROWS = 10_000;
/** A file of so many rows is far below this; characters. */
const IMPORT_MOST = 5_000_000;

/** As they stand in the file; `line` counts from 1, the heading's. */
export type ImportCells = Record<ImportColumn, string> & { line: number };
export type ImportFault = {
  field: ImportColumn;
  reason:
    | "missing"
    | "formula"
    | "notAnAddress"
    | "unknownRole"
    | "unknownClinic"
    | "otherOrganisation"
    | "needsClinic"
    | "needsNoClinic"
    | "notTrueOrFalse"
    | "duplicate"
    | "lastAdministrator";
  /** Of a duplicate: where the same person stands first. */
  line?: number;
};
/** What a row does: a link by mail, a member at once, another role, or nothing new. */
export type ImportOutcome = "invited" | "added" | "changed" | "same";
export type ImportRow = ImportCells & { faults: readonly ImportFault[]; outcome: ImportOutcome | null };
export type ImportProgress = {
  state: "running" | "done" | "failed";
  done: number;
  total: number;
  /** How many rows did what; null until it is done. */
  report: Record<ImportOutcome, number> | null;
  /** By a mail server; without one the links of the invited lie in the outbox. */
  sends: boolean;
};

/** The last import of an organisation, whoever began it. */
export type LastImport = { importId: Id; progress: ImportProgress; by: string; at: Instant };

const csv = z.strictObject({ csv: z.string().max(IMPORT_MOST, "This file is too large.") });

/** Who belongs to what, invitations and bulk import. */
export const peopleContract = {
  "GET /api/clinics/{slug}/team": search<Team>()("member", "Members of a clinic, twenty a page", z.strictObject({ find, page })),
  "GET /api/clinics/{slug}/team/pending": search<Paged<PendingInvitation>>()("member", "Who was invited to a clinic and has not come yet", z.strictObject({ find, page })),
  "POST /api/clinics/{slug}/team/invite": commandFor<Invited>()(
    "member",
    "Invite people to a clinic with one role; an address with an account is added at once",
    z.strictObject({ addresses, role: clinicRole, permissions }),
  ),
  "POST /api/clinics/{slug}/team/{personId}/role": command(
    "member",
    "Give a member another role or other permissions, or another name for callers; an empty one is their own",
    z.strictObject({ role: clinicRole, permissions, alias: alias.optional() }),
  ),
  "POST /api/clinics/{slug}/team/{personId}/remove": command("member", "Remove a member from this clinic", noBody),
  "POST /api/clinics/{slug}/team/{personId}/restore": command("member", "Undo one's own removal of the last ten minutes: the same role and permissions again", noBody),

  "GET /api/organisations/{organisationId}/people": search<OrganisationPeople>()(
    "member",
    "Everybody of an organisation and its clinics, twenty a page",
    z.strictObject({ find, page, which: z.enum(["all", ...ORGANISATION_ROLES]).default("all") }),
  ),
  "GET /api/organisations/{organisationId}/people/pending": search<Paged<PendingInvitation>>()(
    "member",
    "Who was invited to an organisation or one of its clinics and has not come yet",
    z.strictObject({ find, page }),
  ),
  "POST /api/organisations/{organisationId}/people/invite": commandFor<Invited>()(
    "member",
    "Invite people to an organisation with one role; an address with an account is added at once",
    z.strictObject({ addresses, role: organisationRole }),
  ),
  "POST /api/organisations/{organisationId}/people/{personId}/role": command(
    "member",
    "Give somebody of the organisation a role in it, or another one",
    z.strictObject({ role: organisationRole }),
  ),
  "POST /api/organisations/{organisationId}/people/{personId}/remove": command(
    "member",
    "Take somebody's role in the organisation; `everywhere`: in all of its clinics too",
    z.strictObject({ everywhere: z.boolean().default(false) }),
  ),
  "POST /api/organisations/{organisationId}/people/{personId}/restore": command(
    "member",
    "Undo that oneself took a role in the organisation in the last ten minutes; those in clinics are not given back",
    noBody,
  ),

  "GET /api/platform/administrators": query<{ administrators: readonly PlatformAdministrator[] }>("member", "Those who run the platform, by name"),
  "GET /api/platform/administrators/pending": search<Paged<PendingInvitation>>()(
    "member",
    "Who was asked to run the platform and has not come yet",
    z.strictObject({ find, page }),
  ),
  "POST /api/platform/administrators/invite": commandFor<Invited>()(
    "member",
    "Ask people to run the platform; an address with an account does at once",
    z.strictObject({ addresses }),
  ),
  "POST /api/platform/administrators/{personId}/remove": command("member", "Somebody runs the platform no more, or oneself; the last one stays", noBody),
  "POST /api/platform/administrators/{personId}/restore": command("member", "Undo one's own removal of the last ten minutes", noBody),

  "POST /api/people/{personId}/second-factor/remove": command(
    "member",
    "Take away the second factor and the passkeys of somebody who lost them; their sessions end. `proof`: one's own password, or the code of one's app",
    z.strictObject({ proof: z.string().max(1_000) }),
  ),

  "GET /api/organisations/{organisationId}/import/template": query<File>("member", "An empty table for the import, with one row to show how"),
  "POST /api/organisations/{organisationId}/import/check": commandFor<{ ok: true; rows: readonly ImportRow[] }>()(
    "member",
    "What an import would do, row by row, and what is wrong with it; changes nothing",
    csv,
  ),
  "POST /api/organisations/{organisationId}/import": commandFor<{ ok: true; importId: Id; total: number }>()(
    "member",
    "Import people: all rows or none; goes on by itself, and tells its progress",
    csv,
  ),
  "GET /api/organisations/{organisationId}/import": query<{ last: LastImport | null }>("member", "The last import of an organisation: how far it is, or what it did"),
  "GET /api/organisations/{organisationId}/import/{importId}": query<ImportProgress>("member", "How far an import is, and what it did"),

  "GET /api/me/roles": query<OwnRoles>("member", "My roles: organisations and clinics with role and permissions"),
  "POST /api/me/organisations/{organisationId}/leave": command("member", "Give up one's own role in an organisation", noBody),
  "POST /api/me/clinics/{clinicId}/leave": command("member", "Leave a clinic", noBody),
  "POST /api/me/clinics/{clinicId}/alias": command("member", "By which name callers of a clinic know one; an empty one is one's own", z.strictObject({ alias })),

  "POST /api/membership-invitations/{invitationId}/resend": commandFor<{ ok: true; sends: boolean }>()(
    "member",
    "Send an invitation again; its thirty days begin anew. `sends` is false where its link waits in the outbox",
    noBody,
  ),
  "POST /api/membership-invitations/{invitationId}/withdraw": command("member", "Withdraw an invitation; its links are worth nothing", noBody),
  "POST /api/membership-invitations/look": commandFor<InvitationView>()("anyone", "Who invites to what; uses nothing up", token),
  "POST /api/membership-invitations/join": commandFor<Accepted>()(
    "anyone",
    "Accept with a new account",
    token.extend({ name: z.string().max(200), password: z.string().max(1_000), language: z.string().max(35) }),
  ),
  "POST /api/membership-invitations/accept": commandFor<Accepted>()("member", "Accept with the account one is signed in with", token),
} as const;
