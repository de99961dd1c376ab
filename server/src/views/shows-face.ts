import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Asker } from "../http/handler.ts";
import { organisationOf, type DetailStore } from "../visits/index.ts";
import { callView } from "./call-view.ts";

/** Whether a guest's own view of their call shows this picture now: what they are told of is what they may load. */
export async function isFaceShownToGuest(deps: { database: Database; directory: Directory; details: DetailStore }, asker: Asker, hash: string): Promise<boolean> {
  if (asker.kind !== "caller" && asker.kind !== "companion") return false;
  const { seatId } = asker;
  const organisationId = await organisationOf(deps.database, "visit", asker.visitId);
  if (!organisationId) return false;
  return deps.database.view([organisationId], async (transaction) => {
    const { rows } = await transaction.query<{ call_id: Id }>("select call_id from tenant.seat where id = $1 and is_live", [seatId]);
    const view = rows[0] && (await callView(transaction, deps, rows[0].call_id, { seatId }));
    return view?.seats.some(({ picture }) => picture === hash) ?? false;
  });
}
