import { createHmac, hkdfSync } from "node:crypto";
import type { Database, Transaction } from "./database.ts";

/** `most` at once, and again as many over `perSeconds`. */
export type AttemptLimit = { name: string; most: number; perSeconds: number };

/** A limit, and whose tries are counted. */
export type Attempt = readonly [limit: AttemptLimit, ...who: string[]];

/** `wait`: milliseconds until it may be tried again, or null; `used`: 1 for somebody who is refused. */
export type Taken = { wait: number | null; used: number };

/** How often somebody may try, counted in the database: the same on every node, and no cookie is asked (docs/decisions/0025). */
export type Limiter = {
  taken(...attempt: Attempt): Promise<Taken>;
  /** Milliseconds to wait, or null. */
  take(...attempt: Attempt): Promise<number | null>;
  /** As `take`; counts only if the transaction commits. */
  takeIn(transaction: Transaction, ...attempt: Attempt): Promise<number | null>;
  /** Who came in was not guessing: a hospital behind one address signs in within minutes. */
  giveBack(...attempt: Attempt): Promise<void>;
  /** What nobody has tried for a day. */
  tidy(): Promise<void>;
};

type Row = { wait: number; used: number };

export function createLimiter(database: Database, installationSecret: string): Limiter {
  const key = Buffer.from(hkdfSync("sha256", installationSecret, "", "whose tries are counted", 32));
  /** Neither an address nor a number nor a network source can be told from it. */
  const mark = ({ name }: AttemptLimit, who: readonly string[]) =>
    createHmac("sha256", key)
      .update(JSON.stringify([name, ...who]))
      .digest();
  const text = "select * from jobs.take_attempt($1, $2, $3)";
  const values = ([limit, ...who]: Attempt) => [mark(limit, who), limit.most, limit.perSeconds];
  const asTaken = (row: Row | undefined): Taken => ({ wait: row && row.wait > 0 ? Math.ceil(row.wait * 1_000) : null, used: row?.used ?? 0 });

  const taken = async (...attempt: Attempt) => asTaken((await database.query<Row>(text, values(attempt)))[0]);
  return {
    taken,
    take: async (...attempt) => (await taken(...attempt)).wait,
    takeIn: async (transaction, ...attempt) => asTaken((await transaction.query<Row>(text, values(attempt))).rows[0]).wait,
    async giveBack(...[limit, ...who]) {
      await database.query("update jobs.attempt set remaining = least($2, remaining + 1) where who = $1", [mark(limit, who), limit.most]);
    },
    async tidy() {
      await database.query("delete from jobs.attempt where at < now() - interval '1 day'");
    },
  };
}
