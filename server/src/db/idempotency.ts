import { createHash, createHmac, hkdfSync } from "node:crypto";
import type { Transaction } from "./database.ts";
import { seal, unseal } from "./seal.ts";

/** `route` and `body` say which command the key was made for. */
export type Idempotency = { key: string; route: string; body: unknown };
const reused = { ok: false, rejection: { code: "idempotencyKeyReused" } } as const;

/**
 * What is kept of a command holds names, phone numbers and links with tokens. The key comes from the client at random and only
 * its hash is stored, so everything else is kept under it: a copy of the database gives nothing to guess at.
 */
const hashOf = (key: string) => createHash("sha256").update(key).digest();
const markOf = ({ key, body }: Idempotency) => createHmac("sha256", key).update(JSON.stringify(body)).digest();
const sealingKey = (key: string) => Buffer.from(hkdfSync("sha256", key, "", "idempotency outcome", 32));

/** Part of a statement that writes something else as well; its parameters come first. */
export type Written = { text: string; values: readonly unknown[] };

/** Writes the row that whoever comes with this key waits for; returns a row to the first, and none to the others, who ask for `earlierOutcome`. */
export function claim(subject: string, idempotency: Idempotency): Written {
  return {
    text: "insert into jobs.idempotency (subject, key_hash, route, body_mark) values ($1, $2, $3, $4) on conflict do nothing returning 1",
    values: [subject, hashOf(idempotency.key), idempotency.route, markOf(idempotency)],
  };
}

/** What was answered to the first with this key. */
export async function earlierOutcome(transaction: Transaction, subject: string, idempotency: Idempotency): Promise<unknown> {
  const { key, route } = idempotency;
  const { rows } = await transaction.query<{ route: string; body_mark: Buffer; sealed_outcome: Buffer | null }>(
    "select route, body_mark, sealed_outcome from jobs.idempotency where subject = $1 and key_hash = $2",
    [subject, hashOf(key)],
  );
  const earlier = rows[0];
  if (!earlier?.sealed_outcome || earlier.route !== route || !earlier.body_mark.equals(markOf(idempotency))) return reused;
  return JSON.parse(unseal(sealingKey(key), earlier.sealed_outcome).toString()) as unknown;
}

export function remember(subject: string, { key }: Idempotency, outcome: unknown): Written {
  return {
    text: "update jobs.idempotency set sealed_outcome = $3 where subject = $1 and key_hash = $2",
    values: [subject, hashOf(key), seal(sealingKey(key), JSON.stringify(outcome))],
  };
}

/** For commands outside of the visits' door: a repeated one gets the answer of the first. `work` refuses before it writes. */
export async function oncePerKey<A extends { ok: boolean }>(
  transaction: Transaction,
  subject: string,
  idempotency: Idempotency | null,
  work: () => Promise<A>,
): Promise<A | typeof reused> {
  if (!idempotency) return work();
  const write = ({ text, values }: Written) => transaction.query(text, [...values]);
  if (!(await write(claim(subject, idempotency))).rowCount) return (await earlierOutcome(transaction, subject, idempotency)) as A;
  const answer = await work();
  if (answer.ok) await write(remember(subject, idempotency, answer));
  else await transaction.query("delete from jobs.idempotency where subject = $1 and key_hash = $2", [subject, hashOf(idempotency.key)]);
  return answer;
}
