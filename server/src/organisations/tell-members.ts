import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { raiseTopics } from "../visits/index.ts";

/** Everybody with a role in the organisation or one of its clinics. */
export async function peopleOf(transaction: Transaction, organisationId: Id): Promise<Id[]> {
  const { rows } = await transaction.query<{ person_id: Id }>(
    "select person_id from tenant.organisation_member where organisation_id = $1 union select person_id from tenant.clinic_member where organisation_id = $1",
    [organisationId],
  );
  return rows.map((row) => row.person_id);
}

/** They learn that what they have may be another; to be called last, because it holds the topics until the commit. */
export function tellPeople(transaction: Transaction, people: readonly Id[]): Promise<TopicMoves> {
  return raiseTopics(
    transaction,
    [...new Set(people)].map((personId) => ({ name: `person:${personId}`, keys: [""] })),
  );
}
