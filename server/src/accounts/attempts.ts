import { createHash } from "node:crypto";
import type pg from "pg";

/** `most` at once, and again as many over `perSeconds`. */
export type AttemptLimit = { name: string; most: number; perSeconds: number };

/** How often somebody may try, counted in the database: the same on every node, and no cookie is asked. Milliseconds to wait, or null. */
export function createAttempts(pool: pg.Pool) {
  return async function take({ name, most, perSeconds }: AttemptLimit, ...who: readonly string[]): Promise<number | null> {
    // Neither an address nor a network source can be read from it.
    const key = createHash("sha256")
      .update(JSON.stringify([name, ...who]))
      .digest();
    const { rows } = await pool.query<{ wait: number }>({ name: "take-attempt", text: "select auth.take_attempt($1, $2, $3) as wait", values: [key, most, perSeconds] });
    const wait = rows[0]?.wait ?? 0;
    return wait > 0 ? Math.ceil(wait * 1_000) : null;
  };
}
