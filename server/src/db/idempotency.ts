import { createHash } from "node:crypto";
import type { Transaction } from "./database.ts";

/** `route` and `body` say which command the key was made for. */
export type Idempotency = { key: string; route: string; body: unknown };
const reused = { ok: false, rejection: { code: "idempotencyKeyReused" } } as const;

/** Null: this is the first time, and others with this key wait. Else what was answered then. */
export async function claimKey(transaction: Transaction, subject: string, { key, route, body }: Idempotency): Promise<unknown> {
  const hash = createHash("sha256").update(JSON.stringify(body)).digest();
  const { rowCount } = await transaction.query({
    name: "claim-key",
    text: "insert into jobs.idempotency (subject, key, route, body_hash) values ($1, $2, $3, $4) on conflict do nothing",
    values: [subject, key, route, hash],
  });
  if (rowCount) return null;
  const { rows } = await transaction.query<{ route: string; body_hash: Buffer; outcome: unknown }>(
    "select route, body_hash, outcome from jobs.idempotency where subject = $1 and key = $2",
    [subject, key],
  );
  const earlier = rows[0];
  return earlier && earlier.route === route && earlier.body_hash.equals(hash) ? earlier.outcome : "reused";
}

export async function rememberOutcome(transaction: Transaction, subject: string, key: string, outcome: unknown): Promise<void> {
  await transaction.query({
    name: "remember-outcome",
    text: "update jobs.idempotency set outcome = $3 where subject = $1 and key = $2",
    values: [subject, key, JSON.stringify(outcome)],
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
  else await transaction.query("delete from jobs.idempotency where subject = $1 and key = $2", [subject, idempotency.key]);
  return answer;
}
