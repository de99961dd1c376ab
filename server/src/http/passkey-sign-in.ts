import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Accounts } from "../accounts/index.ts";
import type { Limiter } from "../db/index.ts";
import type { SignOnRules } from "./account-routes.ts";
import { answer, BEGINNINGS, pass, read, SIGN_INS, slowDown, withCookies, withoutSession } from "./pass-to-accounts.ts";
import { sendProblem } from "./problem.ts";
import { networkOf } from "./source-limits.ts";

const signIn = z.strictObject({ response: z.record(z.string().max(100), z.unknown()), rememberMe: z.boolean().default(false) });

type Deps = { accounts: Accounts; limiter: Limiter; signOn: Pick<SignOnRules, "signsOnAt">; publicUrl: string };

/** In by a passkey alone: the device has asked who holds it, so that it is both factors at once. */
export function registerPasskeySignIn(app: FastifyInstance, deps: Deps): void {
  const { accounts, limiter, publicUrl } = deps;

  app.post("/api/auth/passkey/sign-in/begin", async (request, reply) => {
    if (!read(request, reply, z.strictObject({}), publicUrl)) return reply;
    const wait = await limiter.take(BEGINNINGS, networkOf(request.ip));
    if (wait) return slowDown(reply, wait);
    const response = await pass(request, deps, { body: null, path: "/api/auth/passkey/generate-authenticate-options", keep: withoutSession });
    if (!response.ok) return sendProblem(reply, "internal");
    const options = (await response.json()) as object;
    return withCookies(reply, response)
      .header("cache-control", "no-store")
      .send({ ok: true, options: { ...options, userVerification: "required" } });
  });

  app.post("/api/auth/passkey/sign-in", async (request, reply) => {
    const parsed = read(request, reply, signIn, publicUrl);
    if (!parsed) return reply;
    const wait = await limiter.take(SIGN_INS, networkOf(request.ip));
    if (wait) return slowDown(reply, wait);
    const response = await pass(request, deps, { body: { response: parsed.response }, path: "/api/auth/passkey/verify-authentication", keep: withoutSession });
    // The same for a passkey that was removed, one of elsewhere, and one that came too late.
    if (!response.ok) return sendProblem(reply, response.status >= 500 ? "internal" : "notSignedIn", { title: "This passkey does not open an account here." });
    await limiter.giveBack(SIGN_INS, networkOf(request.ip));
    const { session, user } = (await response.clone().json()) as { session: { token: string }; user: { id: string } };
    const organisation = await deps.signOn.signsOnAt(user.id);
    if (organisation !== null) {
      await accounts.endSessions(user.id, { token: session.token });
      return sendProblem(reply, "singleSignOn", { organisation });
    }
    return answer(reply, parsed.rememberMe ? response : untilBrowserCloses(response));
  });
}

/** The library keeps a session of a passkey for today; here the person chooses, as with a password. */
export function untilBrowserCloses(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  for (const line of response.headers.getSetCookie()) headers.append("set-cookie", line.includes("session_token=") ? line.replace(/;\s*(max-age|expires)=[^;]*/gi, "") : line);
  return new Response(response.body, { status: response.status, headers });
}
