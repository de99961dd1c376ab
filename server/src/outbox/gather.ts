import type { Transaction } from "../db/index.ts";

/** What several messages are `about`, and when the one that stands for them goes out. */
export type Gathering = { about: string; sendAt: Date };

/** What happens within this time of the first goes out with it. Seconds. */
const GATHER_S = 2;

/** Takes messages about the same back that have not gone out yet. Whoever asks queues one that stands for these and the new one. */
export async function gather(transaction: Transaction, about: string): Promise<Gathering & { earlier: Readonly<Record<string, string>>[] }> {
  // One after the other, also from two nodes: both would find nothing and queue one each.
  await transaction.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [about]);
  // By the clock that says later whether it is due: no two nodes have quite the same.
  const { rows } = await transaction.query<{ send_at: Date; earlier: Record<string, string>[] }>(
    `with taken as (delete from jobs.outbox where about = $1 and state = 'waiting' and attempts = 0 and due_at > clock_timestamp() returning values, due_at)
     select coalesce(min(due_at), clock_timestamp() + make_interval(secs => $2)) as send_at, coalesce(jsonb_agg(values), '[]') as earlier from taken`,
    [about, GATHER_S],
  );
  const { send_at: sendAt, earlier } = rows[0]!;
  return { about, sendAt, earlier };
}
