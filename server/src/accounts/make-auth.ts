import type { AsyncLocalStorage } from "node:async_hooks";
import { PASSWORD_LENGTH } from "@anteroom/core/typed";
import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { type CarriedInvitation, type createProviderList, type IdentityProviders, singleSignOnPlugin } from "./identity-providers.ts";
import { isFresh } from "./id-token.ts";
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
/** From where a request comes, the invitation that it carries, and the question that a provider's token must answer. */
export type From = { source: string; invitation: CarriedInvitation | null; nonce: string | null };
/** One request that comes back from a provider, and who it turned out to be. */
export type Way = From & { personId: string | null };
export type OnTheWay = AsyncLocalStorage<Way>;

type Options = {
  pool: pg.Pool;
  publicUrl: string;
  secret: string;
  sendReset: (link: ResetLink) => Promise<void>;
  providers: ProviderList;
  admits: IdentityProviders["admits"];
  privateProviders: boolean;
  onTheWay: OnTheWay;
};
type ProviderList = ReturnType<typeof createProviderList>;

/** Links on their way, a change of address that waits for its own, and sign-ins that wait for their second factor: all begun with a password that counts no more. */
export async function forgetBegun(pool: pg.Pool, personId: string): Promise<void> {
  await pool.query("delete from auth.verification where value = $1", [personId]);
  await pool.query("delete from auth.email_change where user_id = $1", [personId]);
}

/** Of a request that comes back from an organisation's own sign-in. */
const CALLBACK = "/sso/callback/:providerId";

/** The accounts library with what the product uses of it. */
export function makeAuth({ pool, publicUrl, secret, sendReset, providers, admits, privateProviders, onTheWay }: Options) {
  const isAccepted = (claims: Record<string, unknown>) => isFresh(claims, onTheWay.getStore()?.nonce ?? null, Date.now());

  return betterAuth({
    appName: ISSUER,
    database: pool,
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    trustedOrigins: () => [publicUrl, ...(privateProviders ? providers.origins() : [])],
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
      onPasswordReset: ({ user }) => forgetBegun(pool, user.id),
    },
    // Whoever reads the database finds no link that still works.
    verification: { storeIdentifier: "hashed" },
    session: {
      expiresIn: TODAY_SECONDS,
      disableSessionRefresh: true,
      // Where it matters that somebody has just shown who they are, their password is asked.
      freshAge: 0,
      additionalFields: { providedBy: { type: "string", required: false, input: false }, keptOpen: { type: "boolean", required: false, input: false } },
    },
    user: {
      // Asked before an account is made for somebody or bound to one of a provider, and at each sign-in by it.
      validateUserInfo: async ({ user: { id, email = "", name = "" }, source }) => {
        if (!("sso" in source) || !source.sso) return;
        const { providerId: organisationId, profile } = source.sso;
        if (profile?.email_verified !== true && profile?.email_verified !== "true") return { error: "email_not_verified" };
        const way = onTheWay.getStore();
        const personId = await admits({ organisationId, personId: id ?? null, email: email.toLowerCase(), name, invitation: way?.invitation ?? null, source: way?.source ?? "" });
        if (way) way.personId = personId;
        return personId !== null && (id === undefined || id === personId) ? undefined : { error: "not_admitted" };
      },
    },
    // What a provider gives for asking it more later is not needed: it is asked only who somebody is.
    account: { updateAccountOnSignIn: false },
    databaseHooks: {
      // Of a person who has just come from a provider, and of nobody else: all other accounts are made by us.
      user: {
        create: {
          before: async (user) => {
            const personId = onTheWay.getStore()?.personId;
            return personId ? { data: { ...user, id: personId, emailVerified: true, image: null } } : false;
          },
        },
      },
      session: {
        create: {
          before: async (session, context) => {
            const providedBy = context?.path === CALLBACK ? (context.params as { providerId: string }).providerId : null;
            return { data: { ...session, providedBy, expiresAt: new Date(Date.now() + LONGEST_SESSION_MS) } };
          },
        },
      },
      account: { create: { before: async (account) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }) } },
    },
    plugins: [passkeyPlugin(publicUrl, ISSUER), singleSignOnPlugin(providers.list, isAccepted), twoFactor({ issuer: ISSUER, twoFactorCookieMaxAge: TWO_FACTOR_SECONDS })],
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
