import type { ClinicSettings } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";

/** Whether the clinic itself uploaded this piece, under this title. */
export async function hasMusic(transaction: Transaction, clinicId: Id, { id, title }: NonNullable<ClinicSettings["ownMusic"]>): Promise<boolean> {
  const { rowCount } = await transaction.query("select 1 from tenant.clinic_music where clinic_id = $1 and id = $2 and title = $3", [clinicId, id, title]);
  return (rowCount ?? 0) > 0;
}
