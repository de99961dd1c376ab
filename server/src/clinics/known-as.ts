import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";

/** The alias by which the guests of a visit know somebody of a clinic; undefined: their own name. Null stands for a guest who came for no visit. */
export type KnownAs = (visitId: Id | null, personId: Id) => string | undefined;

/** Asked anew each time: an alias that was just chosen must hold with the next byte. `clinicId`: whose call it is. */
export async function knownAs(transaction: Transaction, visitIds: readonly (Id | null)[], people: readonly Id[], clinicId: Id): Promise<KnownAs> {
  if (!visitIds.length || !people.length) return () => undefined;
  const { rows } = await transaction.query<{ visit_id: Id | null; person_id: Id; alias: string }>({
    name: "known-as",
    text: "select * from tenant.known_as($1, $2, $3)",
    values: [visitIds, people, clinicId],
  });
  const found = new Map(rows.map((row) => [`${row.visit_id} ${row.person_id}`, row.alias]));
  return (visitId, personId) => found.get(`${visitId} ${personId}`);
}
