import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";
import type { Door } from "../visits/index.ts";

const AT_ONCE = 100;

/** Callers of a clinic that was deleted, or whose organisation was closed, end with that reason. */
export async function sendHome({ database, door }: { database: Database; door: Door }): Promise<void> {
  const left = await database.query<{ id: Id; organisations: Id[] }>("select * from tenant.visits_left_behind($1)", [AT_ONCE]);
  for (const { id, organisations } of left) await door.runSystem({ type: "closeVisit", visitId: id }, organisations);
}
