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

/** Null: this is the first time, and others with this key wait. Else what was answered then. */
export async function claimKey(transaction: Transaction, subject: string, idempotency: Idempotency): Promise<unknown> {
  const { key, route } = idempotency;
  const mark = markOf(idempotency);
  const { rowCount } = await transaction.query({
    name: "claim-key",
    text: "insert into jobs.idempotency (subject, key_hash, route, body_mark) values ($1, $2, $3, $4) on conflict do nothing",
    values: [subject, hashOf(key), route, mark],
  });
  if (rowCount) return null;
  const { rows } = await transaction.query<{ route: string; body_mark: Buffer; sealed_outcome: Buffer | null }>(
    "select route, body_mark, sealed_outcome from jobs.idempotency where subject = $1 and key_hash = $2",
    [subject, hashOf(key)],
  );
  const earlier = rows[0];
  if (!earlier?.sealed_outcome || earlier.route !== route || !earlier.body_mark.equals(mark)) return "reused";
  return JSON.parse(unseal(sealingKey(key), earlier.sealed_outcome).toString()) as unknown;
}

export async function rememberOutcome(transaction: Transaction, subject: string, key: string, outcome: unknown): Promise<void> {
  await transaction.query({
    name: "remember-outcome",
    text: "update jobs.idempotency set sealed_outcome = $3 where subject = $1 and key_hash = $2",
    values: [subject, hashOf(key), seal(sealingKey(key), JSON.stringify(outcome))],
  });
}

/** For commands outside of the visits' door: a repeated one gets the answer of the first. `work` refuses before it writes. */
export async function oncePerKey<A extends { ok: boolean }>(
  transaction: Transaction,
  subject: string,
  idempotency: Idempotency | null,
  work: () => Promise<A>,
): Promise<A | typeof reused> {
  if (!idempotency) return work();
  const earlier = await claimKey(transaction, subject, idempotency);
  if (earlier === "reused") return reused;
  if (earlier) return earlier as A;
  const answer = await work();
  if (answer.ok) await rememberOutcome(transaction, subject, idempotency.key, answer);
  else await transaction.query("delete from jobs.idempotency where subject = $1 and key_hash = $2", [subject, hashOf(idempotency.key)]);
  return answer;
}
