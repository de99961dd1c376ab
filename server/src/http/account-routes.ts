import { faultAt } from "@anteroom/core/faults";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Accounts } from "../accounts/index.ts";
import type { Attempt, Limiter } from "../db/index.ts";
import { isOwnOrigin } from "./origin.ts";
import { registerPasskeySignIn } from "./passkey-sign-in.ts";
import { sendProblem } from "./problem.ts";
import { answer, pass, read, SIGN_INS, slowDown, withCookies, withoutSession } from "./pass-to-accounts.ts";
import { networkOf } from "./source-limits.ts";

const SIGN_INS_FOR_ADDRESS = { name: "signInForAddress", most: 10, perSeconds: 300 };
/** For one address from everywhere: far above what a person tries, so that nobody can be locked out by others. */
const SIGN_INS_ANYWHERE = { name: "signInAnywhere", most: 200, perSeconds: 900 };
const CODES = { name: "code", most: 60, perSeconds: 300 };

const signIn = z.strictObject({ email: z.string().max(320), password: z.string().max(1_000), rememberMe: z.boolean().default(false) });
const secondFactor = z.strictObject({ code: z.string().max(40) });

/** Of organisations that sign in elsewhere. */
export type SignOnRules = {
  offer(email: string): Promise<{ name: string } | null>;
  /** Whether password and passkey are closed to them. */
  binds(email: string): Promise<boolean>;
  /** The organisation at whose own sign-in this person must come in. */
  signsOnAt(personId: string): Promise<string | null>;
};
type Deps = { accounts: Accounts; limiter: Limiter; signOn: SignOnRules; publicUrl: string };

/** Of the accounts library's own routes only those exist for the outside that give or take a cookie. Everything else is in the contract. */
export function registerAccounts(app: FastifyInstance, { accounts, limiter, signOn, publicUrl }: Deps): void {
  app.post("/api/auth/sign-in/email", async (request, reply) => {
    const parsed = read(request, reply, signIn, publicUrl);
    if (!parsed) return reply;
    const email = parsed.email.trim().toLowerCase();
    const source = networkOf(request.ip);
    const attempts: Attempt[] = [
      [SIGN_INS, source],
      [SIGN_INS_FOR_ADDRESS, source, email],
      [SIGN_INS_ANYWHERE, email],
    ];
    for (const attempt of attempts) {
      const wait = await limiter.take(...attempt);
      if (wait) return slowDown(reply, wait);
    }
    const response = await pass(request, { accounts, publicUrl }, { body: { ...parsed, email } });
    const offer = await signOn.offer(email);
    // The same whether there is such an account, and whether the password was right.
    if (offer && (response.status >= 400 || (await signOn.binds(email)))) {
      const { token, user } = response.ok ? ((await response.json()) as { token?: string; user?: { id: string } }) : {};
      if (token && user) await accounts.endSessions(user.id, { token });
      return sendProblem(reply, response.status >= 500 ? "internal" : "singleSignOn", { organisation: offer.name });
    }
    // The same for a wrong password, an unknown address and one that is none.
    if (response.status >= 400 && response.status < 500) return sendProblem(reply, "notSignedIn", { title: "E-mail or password is wrong." });
    if (response.ok) await Promise.all(attempts.map((attempt) => limiter.giveBack(...attempt)));
    const { twoFactorRedirect } = response.ok ? ((await response.clone().json()) as { twoFactorRedirect?: boolean }) : {};
    // What can be asked for is told only to whoever knows the password.
    return answer(reply, response, twoFactorRedirect ? { secondFactor: await accounts.secondFactor.kinds(email) } : {});
  });

  app.post("/api/auth/two-factor/verify-totp", (request, reply) => verify(request, reply, (typed) => typed.replaceAll(/\D/g, ""), true));
  app.post("/api/auth/two-factor/verify-backup-code", (request, reply) => verify(request, reply, asRecoveryCode, false));

  async function verify(request: FastifyRequest, reply: FastifyReply, plain: (typed: string) => string, once: boolean): Promise<FastifyReply> {
    const parsed = read(request, reply, secondFactor, publicUrl);
    if (!parsed) return reply;
    const wait = await limiter.take(CODES, networkOf(request.ip));
    if (wait) return slowDown(reply, wait);
    const code = plain(parsed.code);
    // With a session of before the library would count no wrong codes.
    const response = await pass(request, { accounts, publicUrl }, { body: { code }, keep: withoutSession });
    const body = (await response.clone().json()) as { code?: string; token?: string; user?: { id: string } };
    if (response.status === 429) {
      const wait = 15 * 60_000;
      return sendProblem(reply.header("retry-after", wait / 1000), "slowDown", { retryAfterMs: wait, title: "Too many wrong codes for this account. Wait 15 minutes." });
    }
    if (body.code === "INVALID_CODE" || body.code === "INVALID_BACKUP_CODE") return wrongCode(reply, response);
    // The ten minutes are over, or there were too many tries: the password again.
    if (!response.ok)
      return response.status >= 500 ? sendProblem(reply, "internal") : sendProblem(withCookies(reply, response), "notSignedIn", { title: "Begin again with the password." });
    if (once && body.user && !(await accounts.secondFactor.spendCode(body.user.id, code))) {
      await accounts.endSessions(body.user.id, { token: body.token ?? "" });
      return wrongCode(reply);
    }
    await limiter.giveBack(CODES, networkOf(request.ip));
    return answer(reply, response);
  }

  registerPasskeySignIn(app, { accounts, limiter, signOn, publicUrl });

  app.post("/api/auth/sign-out", async (request, reply) => {
    if (!isOwnOrigin(request.headers, publicUrl)) return sendProblem(reply, "wrongOrigin");
    return answer(reply, await pass(request, { accounts, publicUrl }, { body: {} }));
  });
}

function wrongCode(reply: FastifyReply, response?: Response): FastifyReply {
  if (response) void withCookies(reply, response);
  return sendProblem(reply, "badRequest", { fields: [faultAt("code", "wrongCode")] });
}

/** However it was typed: capitals, spaces, with the hyphen or without. */
function asRecoveryCode(typed: string): string {
  const plain = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return `${plain.slice(0, 5)}-${plain.slice(5)}`;
}
