import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { raiseTopics } from "../visits/index.ts";

/** They learn that what they have may be another; to be called last, because it holds the topics until the commit. */
export function tellPeople(transaction: Transaction, people: readonly Id[]): Promise<TopicMoves> {
  return raiseTopics(
    transaction,
    [...new Set(people)].map((personId) => ({ name: `person:${personId}`, keys: [""] })),
  );
}
