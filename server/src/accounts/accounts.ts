import { betterAuth } from "better-auth";
import pg from "pg";
import { uuidv7 } from "uuidv7";

export type Session = { sessionId: string; personId: string };

export type Accounts = {
  /** The session of a staff cookie; null for none, expired or revoked. */
  session(headers: Headers): Promise<Session | null>;
  /** Of these session ids the ones that are neither expired nor revoked. */
  livingSessions(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Sign-in, sign-out: the routes under /api/auth. */
  handle(request: globalThis.Request): Promise<Response>;
  createAccount(account: { id: string; email: string; name: string; password: string }): Promise<void>;
  close(): Promise<void>;
};

/** Product/6.3: thirteen or more characters, no rules of composition. */
const PASSWORD_LENGTH = { min: 13, max: 128 };
const DAY_SECONDS = 8 * 3_600;
/** A session is asked of the database again after this; ending one acts at once on its own node, elsewhere within this. Milliseconds. */
const FRESH_MS = 1_000;

export function createAccounts({ databaseUrl, publicUrl, secret }: { databaseUrl: string; publicUrl: string; secret: string }): Accounts {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5, options: "-c search_path=auth" });
  pool.on("error", () => {});
  const auth = betterAuth({
    database: pool,
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    trustedOrigins: [publicUrl],
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_LENGTH.min, maxPasswordLength: PASSWORD_LENGTH.max },
    session: { expiresIn: DAY_SECONDS, updateAge: 900 },
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
  const known = new Map<string, { until: number; session: Promise<Session | null> }>();

  async function ask(headers: Headers): Promise<Session | null> {
    const found = await auth.api.getSession({ headers });
    return found ? { sessionId: found.session.id, personId: found.user.id } : null;
  }

  return {
    session(headers) {
      const cookie = /(?:^|;\s*)(?:__Secure-)?anteroom\.session_token=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1];
      if (!cookie) return Promise.resolve(null);
      const earlier = known.get(cookie);
      if (earlier && earlier.until > performance.now()) return earlier.session;
      const session = ask(new Headers({ cookie: headers.get("cookie") ?? "" }));
      known.set(cookie, { until: performance.now() + FRESH_MS, session });
      session.catch(() => known.delete(cookie));
      if (known.size > 5_000) for (const [old, { until }] of known) if (until < performance.now()) known.delete(old);
      return session;
    },
    async livingSessions(ids) {
      const { rows } = await pool.query<{ id: string }>('select id from auth.session where id = any($1) and "expiresAt" > now()', [ids]);
      return new Set(rows.map(({ id }) => id));
    },
    async handle(request) {
      const response = await auth.handler(request);
      // Signing in or out changes what a cookie means at once.
      known.clear();
      return response;
    },
    async createAccount({ id, email, name, password }) {
      const context = await auth.$context;
      const hash = await context.password.hash(password);
      await context.internalAdapter.createUser({ id, email: email.toLowerCase(), name, emailVerified: true } as never, undefined as never);
      await context.internalAdapter.linkAccount({ userId: id, providerId: "credential", accountId: id, password: hash });
    },
    close: () => pool.end(),
  };
}
