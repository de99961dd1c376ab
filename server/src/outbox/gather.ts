import type { Transaction } from "../db/index.ts";

/** What several messages are `about`, and when the one that stands for them goes out. */
export type Gathering = { about: string; sendAt: Date };

/** What happens within this time of the first goes out with it. Seconds. */
const GATHER_S = 2;

/** Takes messages about the same back that have not gone out yet. Whoever asks queues one that stands for these and the new one. */
export async function gather(transaction: Transaction, about: string): Promise<Gathering & { earlier: Readonly<Record<string, string>>[] }> {
  // One after the other, also from two nodes: both would find nothing and queue one each.
  await transaction.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [about]);
  const { rows } = await transaction.query<{ values: Record<string, string>; due_at: Date }>(
    "delete from jobs.outbox where about = $1 and state = 'waiting' and attempts = 0 and due_at > clock_timestamp() returning values, due_at",
    [about],
  );
  return { about, sendAt: rows[0]?.due_at ?? new Date(Date.now() + GATHER_S * 1_000), earlier: rows.map(({ values }) => values) };
}
