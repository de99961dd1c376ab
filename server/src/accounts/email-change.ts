import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";

export type EmailChanged = { personId: string; was: string; isNow: string };

const hashOf = (token: string) => createHash("sha256").update(token).digest();

/** Another address takes the place of the old one only after a link that was sent to it came back. */
export function createEmailChange(pool: pg.Pool) {
  return {
    /** The token for the link, good for an hour; an earlier one is worth nothing. Null for an address that has an account. */
    async begin(personId: string, email: string): Promise<string | null> {
      if ((await pool.query('select from auth."user" where email = $1', [email])).rowCount) return null;
      const token = randomBytes(24).toString("base64url");
      await pool.query(
        `insert into auth.email_change (token_hash, user_id, email, expires_at) values ($1, $2, $3, now() + interval '1 hour')
           on conflict (user_id) do update set token_hash = excluded.token_hash, email = excluded.email, expires_at = excluded.expires_at`,
        [hashOf(token), personId, email],
      );
      return token;
    },

    async confirm(token: string): Promise<EmailChanged | null> {
      const { rows } = await pool.query<{ person_id: string; was: string; is_now: string }>("select * from auth.confirm_email_change($1)", [hashOf(token)]);
      const [changed] = rows;
      if (!changed) return null;
      // Links for a new password went to the old address.
      await pool.query("delete from auth.verification where value = $1", [changed.person_id]);
      return { personId: changed.person_id, was: changed.was, isNow: changed.is_now };
    },
  };
}
