import type { Id } from "@anteroom/core/visit";
import { databaseNow, type Transaction } from "../db/index.ts";
import { Rollback } from "../visits/index.ts";

/** How long whoever removed somebody may take it back. Milliseconds. */
const UNDO_MS = 10 * 60_000;

type Place = { organisationId: Id; clinicId: Id | null };
export type Removal = { place: Place; personId: Id; byId: Id; mayGive: readonly string[] };

/**
 * What somebody was here until the asker removed them just now, as the log has it: an undo gives that back and cannot ask for more.
 * Refused once the time is over, when somebody else has had a hand in it since, and for whoever may not give that role any more.
 */
export async function removedJustNow<S extends { role: string }>(transaction: Transaction, { place, personId, byId, mayGive }: Removal): Promise<S> {
  // Of two that come at once the second finds what the first gave back.
  await transaction.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`restore ${place.clinicId ?? place.organisationId} ${personId}`]);
  // By the database's clock alone: ids tell the order by the clocks of the nodes that made them.
  const { rows } = await transaction.query<{ removed: S | null }>(
    `select case when action in ('member.removed', 'platform.administratorRemoved') and by_id = $4 and at > ${databaseNow} - $5 then facts -> 'before' end as removed from tenant.audit
       where organisation_id = $1 and clinic_id is not distinct from $2 and subject_id = $3
         and action in ('member.added', 'member.changed', 'member.removed', 'platform.administratorAdded', 'platform.administratorRemoved')
       order by at desc, id desc limit 1`,
    [place.organisationId, place.clinicId, personId, byId, UNDO_MS],
  );
  if (!rows[0]) throw new Rollback({ code: "notFound" });
  const { removed } = rows[0];
  if (!removed) throw new Rollback({ code: "nothingToUndo" });
  if (!mayGive.includes(removed.role)) throw new Rollback({ code: "notAllowed" });
  return removed;
}
