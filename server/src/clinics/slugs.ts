import { slugFault, type SlugFault } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";

/** Any number that nothing else in this database locks. */
const NAMES_LOCK = 7_206_314;

type SlugState = SlugFault | "taken" | "lookAlike";

/** Until the commit nobody else gives names or slugs: two at one moment would both find one free. */
export async function lockNames(transaction: Transaction): Promise<void> {
  await transaction.query("select pg_advisory_xact_lock($1)", [NAMES_LOCK]);
}

/**
 * What is wrong with a slug there, or null: it can be had. What a deleted clinic had goes to its own organisation only,
 * because letters of it are about. `clinicId`: whose own slugs, now and earlier, are no hindrance.
 */
export async function slugStateOf(transaction: Transaction, organisationId: Id, slug: string, clinicId: Id | null = null): Promise<SlugState | null> {
  const fault = slugFault(slug);
  if (fault) return fault;
  const { rows } = await transaction.query<{ slug: string; organisation_id: Id; clinic_id: Id; deleted: boolean }>("select * from tenant.slug_neighbours($1)", [slug]);
  const inTheWay = rows.filter((row) => row.clinic_id !== clinicId && (!row.deleted || row.organisation_id !== organisationId));
  if (!inTheWay.length) return null;
  return inTheWay.some((row) => row.slug === slug) ? "taken" : "lookAlike";
}

export async function isNameTaken(transaction: Transaction, name: string, clinicId: Id | null = null): Promise<boolean> {
  const { rows } = await transaction.query<{ taken: boolean }>("select tenant.clinic_name_taken($1, $2) as taken", [name, clinicId]);
  return rows[0]?.taken ?? false;
}
