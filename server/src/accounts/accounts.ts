import { AsyncLocalStorage } from "node:async_hooks";
import type { SessionState } from "@anteroom/core/settings";
import pg from "pg";
import { createEmailChange } from "./email-change.ts";
import { createProviderList, type IdentityProviders } from "./identity-providers.ts";
import { forgetBegun, type From, makeAuth, type OnTheWay, type ResetLink, type Way } from "./make-auth.ts";
import { createPasskeys } from "./passkeys.ts";
import { createSecondFactor } from "./second-factor.ts";
import { type ReadRules, stateOf } from "./session-rules.ts";

/** `lacksSecondFactor`: an organisation of theirs asks for one; until it is set up the session is good for nothing else. */
export type Session = { sessionId: string; personId: string; lacksSecondFactor: boolean };
type Which = { only?: string; token?: string; but?: string };
export type ListedSession = { id: string; beganAt: number; lastSeenAt: number; userAgent: string; providedBy: string | null };

export type Accounts = {
  /** The session of a staff cookie; null for none, expired or revoked. */
  session(headers: Headers): Promise<Session | null>;
  /** Of these session ids the ones that are good for everything now. */
  livingSessions(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Sign-in, sign-out: the routes under /api/auth. */
  handle(request: globalThis.Request, from: From): Promise<Response>;
  createAccount(account: { id: string; email: string; name: string; password: string }): Promise<void>;
  /** Takes back what was just made. */
  removeAccount(id: string): Promise<void>;

  checkPassword(personId: string, password: string): Promise<boolean>;
  /** Ends every session but this one. */
  changePassword(personId: string, sessionId: string, password: string): Promise<void>;
  /** Sends a link if the address has an account, and never tells. */
  requestReset(email: string): Promise<void>;
  /** For whom a link makes a new password; null as below. Uses nothing up. */
  resetFor(token: string): Promise<string | null>;
  /** Ends every session. Null for a link that is unknown, used or older than an hour. */
  resetPassword(token: string, password: string): Promise<{ personId: string } | null>;

  sessions(personId: string): Promise<ListedSession[]>;
  /** One, or all of a person; `but` is kept. How many ended. */
  endSessions(personId: string, which: Which): Promise<number>;
  /** It stays until its hours are over, although its person comes in another way from now on. */
  keepSession(sessionId: string): Promise<void>;
  secondFactor: ReturnType<typeof createSecondFactor>;
  /** Before an organisation's own sign-in is used: false when it is off. */
  prepareProvider(organisationId: string): Promise<boolean>;
  /** Whether an organisation of theirs asks for a second factor. */
  needsSecondFactor(personId: string): Promise<boolean>;
  passkeys: ReturnType<typeof createPasskeys>;
  emailChange: ReturnType<typeof createEmailChange>;
  /** What is past and stays in the tables. */
  tidy(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  databaseUrl: string;
  publicUrl: string;
  secret: string;
  readRules: ReadRules;
  identityProviders: IdentityProviders;
  privateProviders: boolean;
  sendReset: (link: ResetLink) => Promise<void>;
};
type SessionRow = {
  id: string;
  userId: string;
  createdAt: Date;
  updatedAt: Date;
  userAgent: string | null;
  providedBy: string | null;
  keptOpen: boolean;
  twoFactorEnabled: boolean;
};

/** A session is asked of the database again after this; ending one acts at once on its own node, elsewhere within this. Milliseconds. */
const FRESH_MS = 1_000;
/** When a session was last used is known this exactly. Milliseconds. */
const SEEN_MS = 15 * 60_000;
const MOST_LISTED = 100;

export function createAccounts({ databaseUrl, publicUrl, secret, readRules, identityProviders, privateProviders, sendReset }: Options): Accounts {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5, options: "-c search_path=auth" });
  pool.on("error", () => {});
  const providers = createProviderList(identityProviders);
  const onTheWay: OnTheWay = new AsyncLocalStorage();
  const auth = makeAuth({ pool, publicUrl, secret, sendReset, providers, privateProviders, onTheWay, admits: identityProviders.admits });
  const known = new Map<string, { until: number; session: Promise<Session | null> }>();

  async function ask(headers: Headers): Promise<Session | null> {
    const found = await auth.api.getSession({ headers });
    if (!found) return null;
    const { id: sessionId, userId: personId, createdAt, updatedAt, providedBy, keptOpen } = found.session;
    const signedIn = { beganAt: createdAt.getTime(), providedBy: providedBy ?? null, isKept: keptOpen ?? false, hasSecondFactor: found.user.twoFactorEnabled ?? false };
    const state = stateOf((await readRules([personId])).get(personId), signedIn);
    if (state === "over") {
      await endSessions(personId, { only: sessionId });
      return null;
    }
    if (Date.now() - updatedAt.getTime() > SEEN_MS) await pool.query('update auth.session set "updatedAt" = now() where id = $1', [sessionId]);
    return { sessionId, personId, lacksSecondFactor: state === "lacksSecondFactor" };
  }

  async function readSessions(where: "id = any($1)" | '"userId" = any($1)', ids: readonly string[]): Promise<(SessionRow & { state: SessionState })[]> {
    const { rows } = await pool.query<SessionRow>(
      `select s.*, u."twoFactorEnabled" from auth.session s join auth."user" u on u.id = s."userId" where s.${where} and s."expiresAt" > now() order by s."updatedAt" desc`,
      [ids],
    );
    const rules = await readRules([...new Set(rows.map(({ userId }) => userId))]);
    return rows.map((row) => ({
      ...row,
      state: stateOf(rules.get(row.userId), { beganAt: row.createdAt.getTime(), providedBy: row.providedBy, isKept: row.keptOpen, hasSecondFactor: row.twoFactorEnabled }),
    }));
  }

  async function endSessions(personId: string, { only = null, token = null, but = null }: { [K in keyof Which]: Which[K] | null }): Promise<number> {
    const { rowCount } = await pool.query(
      'delete from auth.session where "userId" = $1 and ($2::text is null or id = $2) and ($3::text is null or token = $3) and ($4::text is null or id <> $4)',
      [personId, only, token, but],
    );
    known.clear();
    return rowCount ?? 0;
  }

  async function resetFor(token: string): Promise<string | null> {
    const { internalAdapter } = await auth.$context;
    const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
    return link && link.expiresAt.getTime() > Date.now() ? link.value : null;
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
      const open = (await readSessions("id = any($1)", ids)).filter(({ state }) => state === "open");
      // Whoever is cut off now asks at once what became of their session.
      if (open.length < ids.length) known.clear();
      return new Set(open.map(({ id }) => id));
    },
    async handle(request, from) {
      const way: Way = { ...from, personId: null };
      const response = await onTheWay.run(way, () => auth.handler(request));
      // Signing in or out changes what a cookie means at once.
      known.clear();
      return response;
    },
    async createAccount({ id, email, name, password }) {
      const context = await auth.$context;
      const hash = await context.password.hash(password);
      // Not by the library: it would ask the rules for people who come from elsewhere.
      await pool.query('insert into auth."user" (id, email, name, "emailVerified") values ($1, $2, $3, true)', [id, email.toLowerCase(), name]);
      await context.internalAdapter.linkAccount({ userId: id, providerId: "credential", accountId: id, password: hash });
    },
    async removeAccount(id) {
      await pool.query('delete from auth."user" where id = $1', [id]);
    },

    async checkPassword(personId, password) {
      const context = await auth.$context;
      const account = await context.internalAdapter.findCredentialAccount(personId);
      return account?.password ? context.password.verify({ hash: account.password, password }) : false;
    },
    async changePassword(personId, sessionId, password) {
      const context = await auth.$context;
      await context.internalAdapter.updatePassword(personId, await context.password.hash(password));
      await forgetBegun(pool, personId);
      await endSessions(personId, { but: sessionId });
    },
    async requestReset(email) {
      await auth.api.requestPasswordReset({ body: { email } });
    },
    resetFor,
    async resetPassword(token, password) {
      const personId = await resetFor(token);
      try {
        await auth.api.resetPassword({ body: { token, newPassword: password } });
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 400) return null;
        throw error;
      }
      known.clear();
      return personId ? { personId } : null;
    },

    async sessions(personId) {
      const found = (await readSessions('"userId" = any($1)', [personId])).filter(({ state }) => state !== "over").slice(0, MOST_LISTED);
      return found.map(({ id, createdAt, updatedAt, userAgent, providedBy }) => ({
        id,
        beganAt: createdAt.getTime(),
        lastSeenAt: updatedAt.getTime(),
        userAgent: userAgent ?? "",
        providedBy,
      }));
    },
    endSessions,
    async keepSession(sessionId) {
      await pool.query('update auth.session set "keptOpen" = true where id = $1', [sessionId]);
      known.clear();
    },
    secondFactor: createSecondFactor({ pool, auth }),
    prepareProvider: providers.prepare,
    needsSecondFactor: async (personId) => ((await readRules([personId])).get(personId)?.secondFactorFor.length ?? 0) > 0,
    passkeys: createPasskeys(pool),
    emailChange: createEmailChange(pool),
    async tidy() {
      await pool.query("delete from auth.used_code where at < now() - interval '10 minutes'");
      await pool.query('delete from auth.verification where "expiresAt" < now()');
      await pool.query('delete from auth.session where "expiresAt" < now()');
      await pool.query("delete from auth.email_change where expires_at < now()");
    },
    close: () => pool.end(),
  };
}
