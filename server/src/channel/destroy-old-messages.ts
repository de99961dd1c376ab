import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";
import { raiseTopics } from "../visits/index.ts";

/** Long enough for who was away over a weekend, and no archive: people type names into it (decision 0024). Milliseconds. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1_000;

/** The keys of their hours are shredded after them. */
export async function destroyOldMessages(database: Database, announce: Announce, now: number): Promise<void> {
  const organisations = (await database.query<{ all_organisations: Id }>("select * from tenant.all_organisations()")).map((row) => row.all_organisations);
  const moves = await database.transact(organisations, async (transaction): Promise<TopicMoves> => {
    const { rows } = await transaction.query<{ clinic_id: Id }>(
      "with gone as (delete from tenant.channel_message where at < $1 returning clinic_id) select distinct clinic_id from gone",
      [now - KEPT_MS],
    );
    if (!rows.length) return [];
    return raiseTopics(
      transaction,
      rows.flatMap(({ clinic_id }) => [
        { name: `channel:${clinic_id}`, keys: ["start"] },
        { name: `unread:${clinic_id}`, keys: [""] },
      ]),
    );
  });
  if (moves.length) announce(moves);
}
