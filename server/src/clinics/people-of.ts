import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";

/** Everybody with a role in the organisation or one of its clinics. */
export async function peopleOf(transaction: Transaction, organisationId: Id): Promise<Id[]> {
  const { rows } = await transaction.query<{ person_id: Id }>(
    "select person_id from tenant.organisation_member where organisation_id = $1 union select person_id from tenant.clinic_member where organisation_id = $1",
    [organisationId],
  );
  return rows.map((row) => row.person_id);
}
