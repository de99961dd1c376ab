import { createHash } from "node:crypto";
import { createOTP } from "@better-auth/utils/otp";
import { generateRandomString, symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type pg from "pg";
import { uuidv7 } from "uuidv7";
import type { Auth } from "./make-auth.ts";

/** `uri`: what the app's camera reads (otpauth://); `secret`: the same for typing. */
export type SecondFactorSetUp = { uri: string; secret: string; recoveryCodes: string[] };

const RECOVERY_CODES = 10;

/**
 * Setting up a second factor as the accounts library stores it. Its own routes would give the person another session each
 * time, and every page that is open would be signed out.
 */
export function createSecondFactor({ pool, auth }: { pool: pg.Pool; auth: Auth }) {
  const key = async () => (await auth.$context).secretConfig;
  const seal = async (data: string) => symmetricEncrypt({ key: await key(), data });
  const open = async (data: string) => symmetricDecrypt({ key: await key(), data });

  async function stored(personId: string) {
    const { rows } = await pool.query<{ secret: string; backupCodes: string; verified: boolean }>(
      'select secret, "backupCodes", verified from auth."twoFactor" where "userId" = $1',
      [personId],
    );
    return rows[0];
  }

  return {
    /** Asked for at sign-in only once `confirm` was given a code of it. */
    async begin(personId: string, email: string): Promise<SecondFactorSetUp> {
      const secret = generateRandomString(32);
      const recoveryCodes = newRecoveryCodes();
      await pool.query(
        `insert into auth."twoFactor" (id, "userId", secret, "backupCodes") values ($1, $2, $3, $4)
           on conflict ("userId") do update set secret = excluded.secret, "backupCodes" = excluded."backupCodes" where not auth."twoFactor".verified`,
        [uuidv7(), personId, await seal(secret), await seal(JSON.stringify(recoveryCodes))],
      );
      const uri = createOTP(secret).url("Anteroom", email);
      return { uri, secret: new URL(uri).searchParams.get("secret") ?? "", recoveryCodes };
    },

    async confirm(personId: string, code: string): Promise<boolean> {
      const row = await stored(personId);
      if (!row) return false;
      if (row.verified) return true;
      if (!(await createOTP(await open(row.secret)).verify(code))) return false;
      await pool.query('update auth."twoFactor" set verified = true where "userId" = $1', [personId]);
      await pool.query('update auth."user" set "twoFactorEnabled" = true where id = $1', [personId]);
      return true;
    },

    /** The earlier ones are worth nothing. Null without a second factor. */
    async renewRecoveryCodes(personId: string): Promise<string[] | null> {
      const codes = newRecoveryCodes();
      const { rowCount } = await pool.query('update auth."twoFactor" set "backupCodes" = $2 where "userId" = $1 and verified', [personId, await seal(JSON.stringify(codes))]);
      return rowCount ? codes : null;
    },

    async remove(personId: string): Promise<void> {
      await pool.query('update auth."user" set "twoFactorEnabled" = false where id = $1', [personId]);
      await pool.query('delete from auth."twoFactor" where "userId" = $1', [personId]);
    },

    async state(personId: string): Promise<{ isOn: boolean; recoveryCodesLeft: number }> {
      const row = await stored(personId);
      return row?.verified ? { isOn: true, recoveryCodesLeft: (JSON.parse(await open(row.backupCodes)) as string[]).length } : { isOn: false, recoveryCodesLeft: 0 };
    },

    /** False for a code that was used before: somebody may have looked over a shoulder (RFC 6238 §5.2). */
    async useUp(personId: string, code: string): Promise<boolean> {
      const hash = createHash("sha256").update(`${personId} ${code}`).digest();
      await pool.query("delete from auth.used_code where at < now() - interval '10 minutes'");
      return (await pool.query("insert into auth.used_code (user_id, code_hash) values ($1, $2) on conflict do nothing", [personId, hash])).rowCount === 1;
    },
  };
}

/** As the library compares them: five, a hyphen, five. */
function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => generateRandomString(10, "a-z", "0-9")).map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}
