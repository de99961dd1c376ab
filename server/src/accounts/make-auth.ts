import { PASSWORD_LENGTH } from "@anteroom/core/typed";
import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { passwordHash } from "./password-hash.ts";
import { passkeyPlugin } from "./passkeys.ts";

/** *Keep me signed in for today*; without it the cookie goes with the browser. Seconds. */
const TODAY_SECONDS = 8 * 3_600;
/** No session is kept longer, whatever its organisations say; how long one lasts is theirs, see `session-rules.ts`. Milliseconds. */
const LONGEST_SESSION_MS = 26 * 3_600_000;
const RESET_SECONDS = 3_600;
const TWO_FACTOR_SECONDS = 10 * 60;
/** What apps show beside the six digits. */
const ISSUER = "Anteroom";

export type ResetLink = { personId: string; token: string };

type Options = { pool: pg.Pool; publicUrl: string; secret: string; sendReset: (link: ResetLink) => Promise<void> };

/** The accounts library with what the product uses of it. */
export function makeAuth({ pool, publicUrl, secret, sendReset }: Options) {
  return betterAuth({
    appName: ISSUER,
    database: pool,
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    trustedOrigins: [publicUrl],
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: passwordHash,
      minPasswordLength: PASSWORD_LENGTH.min,
      // It counts UTF-16 units, ours counts characters.
      maxPasswordLength: PASSWORD_LENGTH.max * 2,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendReset({ personId: user.id, token }),
      // Other links on their way, and sign-ins that wait for their second factor, were made with the old password.
      onPasswordReset: async ({ user }) => void (await pool.query("delete from auth.verification where value = $1", [user.id])),
    },
    // Whoever reads the database finds no link that still works.
    verification: { storeIdentifier: "hashed" },
    session: {
      expiresIn: TODAY_SECONDS,
      disableSessionRefresh: true,
      // Where it matters that somebody has just shown who they are, their password is asked.
      freshAge: 0,
      additionalFields: { providedBy: { type: "string", required: false, input: false } },
    },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, expiresAt: new Date(Date.now() + LONGEST_SESSION_MS) } }) } },
    },
    plugins: [passkeyPlugin(publicUrl, ISSUER), twoFactor({ issuer: ISSUER, twoFactorCookieMaxAge: TWO_FACTOR_SECONDS })],
    // Limits per source stand at the door of the product, where they hold for every route.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: "anteroom",
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { generateId: () => uuidv7() },
      ipAddress: { disableIpTracking: true },
    },
  });
}

export type Auth = ReturnType<typeof makeAuth>;
