import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import { type Database, type Idempotency, oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer } from "../http/handler.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";
import { raiseTopics, Rollback } from "../visits/index.ts";

export type ChangeDeps = { database: Database; directory: Directory; announce: Announce };

type Asked = { organisations: readonly Id[]; subject: string; idempotency: Idempotency | null };
type Topic = { name: string; keys: string[] };
/** `touch`: somebody's memberships are others now, which their open pages must learn. `raise`: what else others see changed. */
export type Tell = [touch: (personId: Id) => void, raise: (topic: Topic) => void];
type Work<R> = (transaction: Transaction, ...tell: Tell) => Promise<R>;

/** One change of memberships: once for a key, whole or not at all, and told to the pages of whomever it concerns after the commit. */
export async function change<R>({ database, directory, announce }: ChangeDeps, { organisations, subject, idempotency }: Asked, work: Work<R>): Promise<Answer<R>> {
  let moves: TopicMoves = [];
  try {
    const answer = await database.transact(organisations, (transaction) => {
      moves = [];
      return oncePerKey(transaction, subject, idempotency, async (): Promise<Answer<R>> => {
        const touched = new Set<Id>();
        const topics: Topic[] = [];
        const reply = await work(
          transaction,
          (personId) => touched.add(personId),
          (topic) => topics.push(topic),
        );
        topics.push(...personTopics(touched));
        if (topics.length) moves = await raiseTopics(transaction, topics);
        return { ok: true, reply };
      });
    });
    if (moves.length) {
      // What this node knew of their rights is old; the other nodes find out within a second.
      directory.forget();
      announce(moves);
    }
    return answer;
  } catch (error) {
    if (error instanceof Rollback) return { ok: false, rejection: error.rejection };
    throw error;
  }
}

export function personTopics(people: Iterable<Id>): Topic[] {
  return [...people].map((personId) => ({ name: `person:${personId}`, keys: [""] }));
}
