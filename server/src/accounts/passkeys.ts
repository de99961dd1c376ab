import { passkey } from "@better-auth/passkey";
import { APIError } from "better-auth/api";
import type pg from "pg";

export type ListedPasskey = { id: string; name: string; addedAt: number };

/** A passkey stands for password and second factor at once: whoever holds the device must have shown that it is theirs. */
function mustHaveShownThemselves(userVerified: boolean): void {
  if (!userVerified) throw new APIError("BAD_REQUEST", { code: "USER_NOT_VERIFIED", message: "The device did not ask who holds it." });
}

export function passkeyPlugin(publicUrl: string, rpName: string) {
  return passkey({
    rpID: new URL(publicUrl).hostname,
    rpName,
    origin: publicUrl,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: { afterVerification: async ({ verification }) => mustHaveShownThemselves(verification.registrationInfo?.userVerified ?? false) },
    authentication: { afterVerification: async ({ verification }) => mustHaveShownThemselves(verification.authenticationInfo.userVerified) },
  });
}

export function createPasskeys(pool: pg.Pool) {
  return {
    async list(personId: string): Promise<ListedPasskey[]> {
      const { rows } = await pool.query<{ id: string; name: string | null; createdAt: Date }>(
        'select id, name, "createdAt" from auth.passkey where "userId" = $1 order by "createdAt" limit 100',
        [personId],
      );
      return rows.map(({ id, name, createdAt }) => ({ id, name: name ?? "", addedAt: createdAt.getTime() }));
    },
    /** False when it is not theirs. */
    async rename(personId: string, id: string, name: string): Promise<boolean> {
      return (await pool.query('update auth.passkey set name = $3 where id = $2 and "userId" = $1', [personId, id, name])).rowCount === 1;
    },
    async remove(personId: string, id: string): Promise<boolean> {
      return (await pool.query('delete from auth.passkey where id = $2 and "userId" = $1', [personId, id])).rowCount === 1;
    },
  };
}
