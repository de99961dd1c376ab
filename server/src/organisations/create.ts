import { copiedDefaults, type OrganisationSettings, slugFault, type SlugFault } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { recordChange } from "../audit/index.ts";
import type { Transaction } from "../db/index.ts";
import { badField, type Refusal } from "../visits/index.ts";
import { readOrganisation } from "./place.ts";

/** Any number that nothing else in this database locks. */
const NAMES_LOCK = 7_206_314;

export type By = { personId: Id; source: string };

export async function createOrganisation(transaction: Transaction, { id, name, settings = {} }: { id: Id; name: string; settings?: OrganisationSettings }, by: By): Promise<void> {
  await transaction.query("insert into tenant.organisation (id, name, settings) values ($1, $2, $3)", [id, name, JSON.stringify(settings)]);
  await recordChange(transaction, { organisationId: id, byId: by.personId, action: "organisation.created", subjectId: id, before: null, after: { name }, source: by.source });
}

/** With a copy of the organisation's defaults as they are now. */
export async function createClinic(
  transaction: Transaction,
  { organisationId, name, slug }: { organisationId: Id; name: string; slug: string },
  by: By,
): Promise<{ id: Id } | Refusal> {
  // Two at one moment would both find name and slug free.
  await transaction.query("select pg_advisory_xact_lock($1)", [NAMES_LOCK]);
  const fault = await slugStateOf(transaction, organisationId, slug);
  if (fault) return badField("slug", SENTENCES[fault]);
  const { rows } = await transaction.query<{ taken: boolean }>("select tenant.clinic_name_taken($1) as taken", [name]);
  if (rows[0]?.taken) return badField("name", "Another clinic has this name. Names are unique, so that nobody takes one clinic for another.");
  const organisation = await readOrganisation(transaction, organisationId);
  const id = uuidv7();
  await transaction.query("insert into tenant.clinic (id, organisation_id, slug, name, inherited) values ($1, $2, $3, $4, $5)", [
    id,
    organisationId,
    slug,
    name,
    JSON.stringify(copiedDefaults(organisation?.settings ?? {})),
  ]);
  await recordChange(transaction, {
    organisationId,
    byId: by.personId,
    action: "clinic.created",
    subjectId: id,
    before: null,
    after: { name, slug, clinicId: id },
    source: by.source,
  });
  return { id };
}

/** What is wrong with a slug there, or null: it can be had. The slug of a deleted clinic goes to its own organisation only, because letters of it are about. */
export async function slugStateOf(transaction: Transaction, organisationId: Id, slug: string): Promise<SlugFault | "taken" | "lookAlike" | null> {
  const fault = slugFault(slug);
  if (fault) return fault;
  const { rows } = await transaction.query<{ slug: string; organisation_id: Id; deleted: boolean }>("select * from tenant.slug_neighbours($1)", [slug]);
  const inTheWay = rows.filter((row) => !row.deleted || row.organisation_id !== organisationId);
  if (!inTheWay.length) return null;
  return inTheWay.some((row) => row.slug === slug) ? "taken" : "lookAlike";
}

const SENTENCES: Record<SlugFault | "taken" | "lookAlike", string> = {
  letters: "Please use only the small letters a to z, digits and hyphens.",
  short: "Please use at least 3 characters.",
  long: "Please use at most 63 characters.",
  edges: "Please begin and end with a letter or a digit.",
  reserved: "This word is kept for the product itself. Please choose another.",
  taken: "Another clinic has this link. Please choose another.",
  lookAlike: "This looks like the link of another clinic, and patients would mix them up. Please choose another.",
};
