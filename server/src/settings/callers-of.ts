import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";

/** The topics of whoever waits in the clinic: they see its name, its texts and whether their place is shown. */
export async function callersOf(transaction: Transaction, clinicId: Id): Promise<{ name: string; keys: string[] }[]> {
  const { rows } = await transaction.query<{ id: Id; call_id: Id }>("select id, call_id from tenant.visit where clinic_id = $1 and is_open", [clinicId]);
  return [...new Set(rows.flatMap((row) => [`visit:${row.id}`, `call:${row.call_id}`]))].map((name) => ({ name, keys: [""] }));
}
