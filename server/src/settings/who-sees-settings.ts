import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";

/** Topics of everybody who sees something of a clinic's settings: who waits, the pages of its staff, and the other nodes. */
export async function whoSeesSettings(transaction: Transaction, clinicId: Id): Promise<{ name: string; keys: string[] }[]> {
  const { rows } = await transaction.query<{ id: Id; call_id: Id }>("select id, call_id from tenant.visit where clinic_id = $1 and is_open", [clinicId]);
  return [
    { name: `settings:${clinicId}`, keys: [""] },
    { name: `clinic:${clinicId}`, keys: ["page", ...rows.map((row) => `visit/${row.id}`)] },
    ...[...new Set(rows.flatMap((row) => [`visit:${row.id}`, `call:${row.call_id}`]))].map((name) => ({ name, keys: [""] })),
  ];
}
