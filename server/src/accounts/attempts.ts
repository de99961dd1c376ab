import { createHash } from "node:crypto";
import type pg from "pg";

/** `most` at once, and again as many over `perSeconds`. */
export type AttemptLimit = { name: string; most: number; perSeconds: number };

/** A limit, and whose tries are counted. */
export type Attempt = readonly [limit: AttemptLimit, ...who: string[]];

/** How often somebody may try, counted in the database: the same on every node, and no cookie is asked. */
export function createAttempts(pool: pg.Pool) {
  return {
    /** Milliseconds to wait, or null. */
    async take(...[limit, ...who]: Attempt): Promise<number | null> {
      const { rows } = await pool.query<{ wait: number }>({
        name: "take-attempt",
        text: "select auth.take_attempt($1, $2, $3) as wait",
        values: [keyOf(limit, who), limit.most, limit.perSeconds],
      });
      const wait = rows[0]?.wait ?? 0;
      return wait > 0 ? Math.ceil(wait * 1_000) : null;
    },

    /** Who came in was not guessing: a hospital behind one address signs in within minutes. */
    async giveBack(...[limit, ...who]: Attempt): Promise<void> {
      await pool.query("update auth.attempt set remaining = least($2, remaining + 1) where who = $1", [keyOf(limit, who), limit.most]);
    },
  };
}

/** Neither an address nor a network source can be read from it. */
function keyOf({ name }: AttemptLimit, who: readonly string[]): Buffer {
  return createHash("sha256")
    .update(JSON.stringify([name, ...who]))
    .digest();
}
