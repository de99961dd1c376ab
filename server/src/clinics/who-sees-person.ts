import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";

type Topic = { name: string; keys: string[] };

/**
 * Topics of everybody who is shown a person now: their own pages, whoever is in a call with them, whoever they left on hold, and colleagues.
 * Of the organisations of the transaction.
 */
export async function whoSeesPerson(transaction: Transaction, personId: Id): Promise<Topic[]> {
  const { rows } = await transaction.query<{ name: string; key: string }>(
    `select 'call:' || s.call_id as name, '' as key from tenant.seat s where s.person_id = $1 and s.is_live
     union select 'clinic:' || c.clinic_id, 'member/' || $1::text from tenant.seat s join tenant.call c on c.id = s.call_id where s.person_id = $1 and s.is_live
     union select 'clinic:' || p.clinic_id, 'member/' || $1::text from jobs.member_page p where p.person_id = $1
     union select 'visit:' || v.id, '' from tenant.visit v
       where v.is_open and v.body -> 'status' ->> 'state' = 'held' and exists (select from tenant.activity a where a.visit_id = v.id and a.what ->> 'personId' = $1::text)`,
    [personId],
  );
  // The other nodes forget what they knew of the person, before anybody reads again.
  return [{ name: `settings:${personId}`, keys: [""] }, { name: `person:${personId}`, keys: [""] }, ...rows.map(({ name, key }) => ({ name, keys: [key] }))];
}
