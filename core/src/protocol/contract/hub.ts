import { z } from "zod";
import type { Id, Instant } from "../../visit/index.ts";
import { commandFor, type Done, find, id, noBody, page, search } from "./endpoint.ts";

/** What words behind a `?` can say of a moment: milliseconds since 1970. */
const instant = z.coerce.number().int().min(0).max(8_640_000_000_000_000);

export const auditFilter = z.strictObject({
  /** Who did it. */
  by: id.optional(),
  /** What was done: a whole action (`clinic.created`) or the thing before its dot (`clinic`). */
  action: z
    .string()
    .regex(/^[a-zA-Z]+(\.[a-zA-Z]+)*$/)
    .max(64)
    .optional(),
  from: instant.optional(),
  /** Not included. */
  to: instant.optional(),
  clinicId: id.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;
/** `after`: the last row that is known; rows go from new to old. */
const auditSearch = auditFilter.extend({ after: id.optional() });

/** A row of the audit log. Ids in it are told by `names` of the page where they are known. */
export type AuditLine = {
  id: Id;
  at: Instant;
  by: { kind: "member" | "caller" | "companion" | "roomGuest" | "system"; id: Id | null };
  action: string;
  subjectId: Id | null;
  clinicId: Id | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  source: string | null;
};
export type AuditPage = {
  lines: readonly AuditLine[];
  /** Of people, clinics and the organisation in these rows. */
  names: Record<Id, string>;
  /** There are older rows. */
  more: boolean;
  /** What the filters can choose from: everybody and everything in the log, not only on this page. */
  people: readonly { id: Id; name: string }[];
  clinics: readonly { id: Id; name: string }[];
  actions: readonly string[];
};
export type File = { file: true };

/** To whom: everybody of the organisation or clinic that the message comes from, everybody of one clinic, or chosen people of it. */
const to = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("everyone") }),
  z.strictObject({ kind: z.literal("clinic"), clinicId: id }),
  z.strictObject({ kind: z.literal("people"), personIds: z.array(id).min(1).max(500) }),
]);
export type HubAudience = z.infer<typeof to>;
const hubMessage = z.strictObject({ title: z.string().trim().min(1).max(120), body: z.string().trim().min(1).max(5_000), to });
const words = z.strictObject({ words: z.string().max(100).default("") });
/** Looks in title, text, writer and place. */
const older = z.strictObject({ after: id.optional(), find });

/** A message as its recipient sees it. */
export type HubMessage = { id: Id; at: Instant; title: string; body: string; byName: string; fromName: string; readAt: Instant | null };
/** A message as those see it who may write from the same place. */
export type SentHubMessage = {
  id: Id;
  at: Instant;
  title: string;
  body: string;
  byName: string;
  fromName: string;
  to: { kind: HubAudience["kind"]; clinicName: string | null };
  recipients: number;
  read: number;
};
/** How many are unread is told by `person:<id>`. */
type Inbox = { messages: readonly HubMessage[]; more: boolean };
type Sent = { messages: readonly SentHubMessage[]; more: boolean };
/** `total`: of those found; `read`: of all. */
export type Readers = { people: readonly { personId: Id; name: string; readAt: Instant | null }[]; total: number; read: number };
type Recipients = { people: readonly { personId: Id; name: string; email: string }[]; more: boolean };
type SentNow = { ok: true; id: Id; recipients: number };

/** Message hub, bell and audit log. */
export const hubContract = {
  "GET /api/organisations/{organisationId}/audit": search<AuditPage>()("member", "The audit log of an organisation, from new to old", auditSearch),
  "GET /api/organisations/{organisationId}/audit/csv": search<File>()("member", "The same as CSV, whole", auditFilter),
  "GET /api/clinics/{slug}/audit": search<AuditPage>()("member", "What changed in a clinic", auditSearch),
  "GET /api/clinics/{slug}/audit/csv": search<File>()("member", "The same as CSV, whole", auditFilter),
  "GET /api/platform/audit": search<AuditPage>()("member", "The platform's own audit log", auditSearch),
  "GET /api/platform/audit/csv": search<File>()("member", "The same as CSV, whole", auditFilter),

  "GET /api/hub": search<Inbox>()("member", "Messages to me, from new to old", older),
  "POST /api/hub/{messageId}/read": commandFor<Done>()("member", "I have read this", noBody),
  "POST /api/hub/read": commandFor<Done>()("member", "I have read everything", noBody),
  "GET /api/hub/{messageId}/readers": search<Readers>()(
    "member",
    "Who has read a message, twenty a page, for those who may write from where it came",
    z.strictObject({ find, page }),
  ),
  "GET /api/organisations/{organisationId}/hub": search<Sent>()("member", "Messages sent from an organisation or one of its clinics", older),
  "POST /api/organisations/{organisationId}/hub": commandFor<SentNow>()("member", "Write to people of an organisation", hubMessage),
  "GET /api/organisations/{organisationId}/hub/recipients": search<Recipients>()("member", "Whom to write to, by name or address", words),
  "GET /api/clinics/{slug}/hub": search<Sent>()("member", "Messages sent from a clinic", older),
  "POST /api/clinics/{slug}/hub": commandFor<SentNow>()("member", "Write to people of a clinic", hubMessage),
  "GET /api/clinics/{slug}/hub/recipients": search<Recipients>()("member", "Whom to write to, by name or address", words),
} as const;
