import { z } from "zod";
import type { OrganisationValues, SlugFault } from "../../settings/index.ts";
import type { Id, Instant } from "../../visit/index.ts";
import type { CountsView } from "../views.ts";
import { command, commandFor, type Done, noBody, query, search } from "./endpoint.ts";
import type { File } from "./hub.ts";

const placeName = z.string().trim().min(1, "Please write a name.").max(120);
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "This is not an e-mail address.");
const slug = z.string().max(100);
/** That many clinics may be made by one press. */
export const CLINICS_AT_ONCE = 100;
/** What is there again by a name typed by hand. */
const typedName = z.string().max(200);

/** A section as it is saved: `version` goes back with the next save. */
export type SavedSection<Values> = { values: Values; version: number; lastChange: { by: string; at: Instant } | null };

export type PlatformOrganisation = {
  id: Id;
  name: string;
  createdAt: Instant;
  closedAt: Instant | null;
  clinics: number;
  people: number;
  withoutAdministrator: boolean;
  /** Nobody administers it yet: who was asked to. */
  pendingAdministrator: string | null;
};
export type PlatformHealth = {
  version: string;
  database: { version: string; bytes: number; connections: number };
  nodes: readonly { id: Id; beatAt: Instant }[];
  /** What waits to be done, and since when the oldest does. */
  queues: readonly { name: "mail" | "deadlines" | "lostRoles" | "auditChain"; waiting: number; oldest: Instant | null }[];
  failedMails: number;
};

/** `null` for what the person may not see. */
export type OrganisationClinic = {
  id: Id;
  slug: string;
  name: string;
  logoIcon: string;
  consultationName: string;
  specialty: string;
  tags: readonly string[];
  withoutAdministrator: boolean;
  pendingAdministrator: string | null;
  live: {
    state: "open" | "closed" | "off";
    openUntil: Instant | null;
    nextOpening: Instant | null;
    timeZone: string;
    counts: CountsView;
    /** Members with a page of the clinic open. */
    online: number;
  } | null;
};
type OrganisationClinics = { name: string; clinics: readonly OrganisationClinic[] };
export type SlugState = { slug: string; fault: SlugFault | "taken" | "lookAlike" | null };

/** The platform, its organisations and their clinics. */
export const organisationsContract = {
  "GET /api/setup": query<{ open: boolean }>("anyone", "Whether this installation still waits for its first administrator"),
  "POST /api/setup": commandFor<{ ok: true; slug: string }>()(
    "anyone",
    "The first administrator, organisation and clinic, by the code that is printed at start",
    z.strictObject({
      code: z.string().max(100),
      name: z.string().trim().min(1, "Please write your name.").max(80),
      email,
      password: z.string().max(1_000),
      organisationName: placeName,
      clinicName: placeName,
      slug,
      timeZone: z.string().max(64),
    }),
  ),

  "GET /api/platform/organisations": query<{ organisations: readonly PlatformOrganisation[] }>("member", "All organisations of the installation, by name"),
  "POST /api/platform/organisations": commandFor<{ ok: true; id: Id; administratorHasAccount: boolean; sends: boolean }>()(
    "member",
    "Create an organisation and name its first administrator",
    z.strictObject({ name: placeName, administratorEmail: email }),
  ),
  "POST /api/platform/organisations/{organisationId}/close": commandFor<Done>()(
    "member",
    "Close an organisation: its links lead nowhere, its staff lose access, callers are sent home",
    z.strictObject({ name: typedName }),
  ),
  "POST /api/platform/organisations/{organisationId}/reopen": command("member", "Open it again as it was", noBody),
  "GET /api/platform/health": query<PlatformHealth>("member", "Version, database, nodes and queues"),

  "GET /api/organisations/{organisationId}/clinics": query<OrganisationClinics>("member", "Clinics of an organisation with what goes on in them"),
  "GET /api/organisations/{organisationId}/clinics/csv": query<File>("member", "The same as CSV"),
  "GET /api/organisations/{organisationId}/clinics/slug": search<SlugState>()(
    "member",
    "Whether a slug is free, for a new clinic or for one that is there; without a slug, a free one made of the name",
    z.strictObject({ slug: slug.optional(), name: z.string().max(200).optional(), clinicId: z.uuid().optional() }),
  ),
  "POST /api/organisations/{organisationId}/clinics": commandFor<{ ok: true; id: Id; slug: string; administratorHasAccount: boolean; sends: boolean }>()(
    "member",
    "Create a clinic and name its first administrator",
    z.strictObject({ name: placeName, slug, administratorEmail: email }),
  ),
  "POST /api/organisations/{organisationId}/clinics/several": commandFor<{
    ok: true;
    clinics: readonly { id: Id; slug: string; administratorHasAccount: boolean }[];
    sends: boolean;
  }>()(
    "member",
    "Create several clinics at once, all or none; each gets a link made of its name",
    z.strictObject({
      clinics: z
        .array(z.strictObject({ name: placeName, administratorEmail: email }))
        .min(1)
        .max(CLINICS_AT_ONCE),
    }),
  ),
  "POST /api/organisations/{organisationId}/clinics/{clinicId}/delete": command(
    "member",
    "Delete a clinic by typing its name; callers still there are sent home",
    z.strictObject({ name: typedName, confirmedInUse: z.boolean().default(false) }),
  ),

  "GET /api/organisations/{organisationId}/settings/{section}": query<SavedSection<OrganisationValues>>("member", "One section of an organisation's settings"),
  "POST /api/organisations/{organisationId}/settings/{section}": commandFor<SavedSection<OrganisationValues>>()(
    "member",
    "Save what differs in one section; `version` is the one that was read",
    z.strictObject({ version: z.number().int().min(0), values: z.record(z.string().max(64), z.unknown()) }),
  ),
} as const;
