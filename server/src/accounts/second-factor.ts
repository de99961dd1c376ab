import { createHash } from "node:crypto";
import { createOTP } from "@better-auth/utils/otp";
import { generateRandomString, symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type pg from "pg";
import { uuidv7 } from "uuidv7";
import type { Auth } from "./make-auth.ts";

/** `uri`: what the app's camera reads (otpauth://); `secret`: the same for typing. */
export type SecondFactorSetUp = { uri: string; secret: string; recoveryCodes: string[] };

export type SecondFactorState = { isOn: boolean; app: boolean; passkeys: number; recoveryCodesLeft: number };

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
    const { rows } = await pool.query<{ secret: string; backupCodes: string; verified: boolean; app: boolean; pendingSecret: string | null; passkeys: number }>(
      `select t.secret, t."backupCodes", t.verified, t.app, t."pendingSecret", (select count(*)::int from auth.passkey p where p."userId" = t."userId") as passkeys
         from auth."twoFactor" t where t."userId" = $1`,
      [personId],
    );
    return rows[0];
  }

  /** False for a code that was used before: somebody may have looked over a shoulder (RFC 6238 §5.2). */
  async function spendCode(personId: string, code: string): Promise<boolean> {
    const hash = createHash("sha256").update(`${personId} ${code}`).digest();
    await pool.query("delete from auth.used_code where at < now() - interval '10 minutes'");
    return (await pool.query("insert into auth.used_code (user_id, code_hash) values ($1, $2) on conflict do nothing", [personId, hash])).rowCount === 1;
  }

  /** Asked for at the next sign-in. */
  async function turnOn(personId: string): Promise<void> {
    await pool.query('update auth."twoFactor" set verified = true where "userId" = $1', [personId]);
    await pool.query('update auth."user" set "twoFactorEnabled" = true where id = $1', [personId]);
  }

  /** Without app and passkeys there is nothing left to ask for. */
  async function turnOffIfBare(personId: string): Promise<void> {
    const row = await stored(personId);
    if (!row || (!row.app && !row.passkeys)) await turnOff(personId);
  }

  async function turnOff(personId: string): Promise<void> {
    await pool.query('update auth."user" set "twoFactorEnabled" = false where id = $1', [personId]);
    await pool.query('delete from auth."twoFactor" where "userId" = $1', [personId]);
  }

  /** The row of a person, made if there is none; its codes if they are new. The library wants a secret also where no app has it. */
  async function prepare(personId: string, pendingSecret: string | null): Promise<string[]> {
    const recoveryCodes = newRecoveryCodes();
    const { rows } = await pool.query<{ verified: boolean }>(
      `insert into auth."twoFactor" as t (id, "userId", secret, "backupCodes", "pendingSecret") values ($1, $2, $3, $4, $5)
         on conflict ("userId") do update set "pendingSecret" = coalesce(excluded."pendingSecret", t."pendingSecret"),
           "backupCodes" = case when t.verified then t."backupCodes" else excluded."backupCodes" end
         returning verified`,
      [uuidv7(), personId, await seal(generateRandomString(32)), await seal(JSON.stringify(recoveryCodes)), pendingSecret && (await seal(pendingSecret))],
    );
    return rows[0]?.verified ? [] : recoveryCodes;
  }

  return {
    /** Asked for at sign-in only once `confirm` was given a code of it. No recovery codes for whoever has some. */
    async begin(personId: string, email: string): Promise<SecondFactorSetUp> {
      const secret = generateRandomString(32);
      const recoveryCodes = await prepare(personId, secret);
      const uri = createOTP(secret).url("Anteroom", email);
      return { uri, secret: new URL(uri).searchParams.get("secret") ?? "", recoveryCodes };
    },

    async confirm(personId: string, code: string): Promise<boolean> {
      const row = await stored(personId);
      if (!row?.pendingSecret) return row?.app ?? false;
      if (!(await createOTP(await open(row.pendingSecret)).verify(code))) return false;
      await pool.query('update auth."twoFactor" set secret = "pendingSecret", "pendingSecret" = null, app = true where "userId" = $1', [personId]);
      await turnOn(personId);
      return true;
    },

    /** A passkey was added: recovery codes for whoever has none yet. */
    async passkeyAdded(personId: string): Promise<string[]> {
      const recoveryCodes = await prepare(personId, null);
      await turnOn(personId);
      return recoveryCodes;
    },
    passkeyRemoved: turnOffIfBare,

    /** The earlier ones are worth nothing. Null without a second factor. */
    async renewRecoveryCodes(personId: string): Promise<string[] | null> {
      const codes = newRecoveryCodes();
      const { rowCount } = await pool.query('update auth."twoFactor" set "backupCodes" = $2 where "userId" = $1 and verified', [personId, await seal(JSON.stringify(codes))]);
      return rowCount ? codes : null;
    },

    async removeApp(personId: string): Promise<void> {
      await pool.query('update auth."twoFactor" set app = false, "pendingSecret" = null, secret = $2 where "userId" = $1', [personId, await seal(generateRandomString(32))]);
      await turnOffIfBare(personId);
    },

    /** Everything beside the password, with sign-ins that wait for it. */
    async removeAll(personId: string): Promise<void> {
      await pool.query('delete from auth.passkey where "userId" = $1', [personId]);
      await pool.query("delete from auth.verification where value = $1", [personId]);
      await turnOff(personId);
    },

    /** Of these people those who are asked for more than a password. */
    async among(personIds: readonly string[]): Promise<ReadonlySet<string>> {
      const { rows } = await pool.query<{ id: string }>('select id from auth."user" where id = any($1) and "twoFactorEnabled"', [personIds]);
      return new Set(rows.map(({ id }) => id));
    },

    /** A code of the person's app, and not one that was used before. */
    async isCode(personId: string, code: string): Promise<boolean> {
      const row = await stored(personId);
      return row?.app === true && /^\d{6}$/.test(code) && (await createOTP(await open(row.secret)).verify(code)) && spendCode(personId, code);
    },

    async state(personId: string): Promise<SecondFactorState> {
      const row = await stored(personId);
      if (!row?.verified) return { isOn: false, app: false, passkeys: 0, recoveryCodesLeft: 0 };
      return { isOn: true, app: row.app, passkeys: row.passkeys, recoveryCodesLeft: (JSON.parse(await open(row.backupCodes)) as string[]).length };
    },

    /** What this address can be asked for after the right password. */
    async kinds(email: string): Promise<{ app: boolean; passkey: boolean }> {
      const { rows } = await pool.query<{ app: boolean; passkey: boolean }>(
        `select t.app, exists (select from auth.passkey p where p."userId" = u.id) as passkey from auth."twoFactor" t join auth."user" u on u.id = t."userId" where u.email = $1`,
        [email],
      );
      return rows[0] ?? { app: false, passkey: false };
    },

    spendCode,
  };
}

/** As the library compares them: five, a hyphen, five. */
function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => generateRandomString(10, "a-z", "0-9")).map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}
