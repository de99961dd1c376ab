import type { Transaction } from "../db/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";

/** Raises topics outside of the door, for what no rule of a visit decides. */
export async function raiseTopics(transaction: Transaction, topics: readonly { name: string; keys: readonly string[] }[]): Promise<TopicMoves> {
  const { rows } = await transaction.query<{ moves: TopicMoves }>({ name: "raise-topics", text: "select tenant.raise_topics($1) as moves", values: [JSON.stringify(topics)] });
  return rows[0]?.moves ?? [];
}
