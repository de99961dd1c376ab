import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";

/** Null for one that is closed, or none. */
export async function nameOfOrganisation(database: Database, organisationId: Id): Promise<string | null> {
  return database.transact([organisationId], async (transaction) => {
    const { rows } = await transaction.query<{ name: string }>("select name from tenant.organisation where id = $1 and closed_at is null", [organisationId]);
    return rows[0]?.name ?? null;
  });
}
