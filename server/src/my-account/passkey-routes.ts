import { faultAt } from "@anteroom/core/faults";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { passkeyFault } from "../accounts/index.ts";
import { answer, pass, read, withCookies } from "../http/pass-to-accounts.ts";
import { sendProblem, sendRefusal } from "../http/problem.ts";
import type { Sessions } from "../http/session.ts";
import type { AccountLog } from "./account-log.ts";
import { knowsPassword, type PasswordDeps } from "./knows-password.ts";
import { passkeyName } from "./passkey-handlers.ts";

type Deps = PasswordDeps & { sessions: Sessions; publicUrl: string; log: AccountLog };

const begin = z.strictObject({ password: z.string().max(1_000) });
const add = z.strictObject({ name: z.string().max(200), response: z.record(z.string().max(100), z.unknown()) });

/** Adding a passkey: outside of the contract, because the question that the device answers is kept in a cookie. */
export function registerPasskeys(app: FastifyInstance, deps: Deps): void {
  const { accounts, sessions, publicUrl, log } = deps;
  // Also for somebody who must add a second factor before anything else.
  const ownAsker = async (request: FastifyRequest) => {
    const presented = await sessions.presented(request, "member");
    return presented.kind === "unprotected" ? { ...presented, kind: "member" as const } : presented;
  };

  app.post("/api/auth/passkey/add/begin", async (request, reply) => {
    const parsed = read(request, reply, begin, publicUrl);
    if (!parsed) return reply;
    const fault = passkeyFault(publicUrl);
    if (fault) return sendProblem(reply, "badRequest", { fields: [faultAt("", fault === "needsName" ? "passkeyNeedsName" : "passkeyNeedsHttps", { address: publicUrl })] });
    const who = await knowsPassword(deps, await ownAsker(request), parsed.password, "password");
    if ("ok" in who) return sendRefusal(reply, who);
    const response = await pass(request, deps, { body: null, path: "/api/auth/passkey/generate-register-options" });
    if (!response.ok) return sendProblem(reply, "internal");
    return withCookies(reply, response)
      .header("cache-control", "no-store")
      .send({ ok: true, options: await response.json() });
  });

  app.post("/api/auth/passkey/add", async (request, reply) => {
    const parsed = read(request, reply, add, publicUrl);
    if (!parsed) return reply;
    const asker = await ownAsker(request);
    if (asker.kind !== "member") return sendProblem(reply, "notSignedIn");
    const name = passkeyName(parsed.name);
    if (typeof name !== "string") return sendRefusal(reply, name);
    const response = await pass(request, deps, { body: { name, response: parsed.response }, path: "/api/auth/passkey/verify-registration" });
    if (!response.ok) return sendProblem(reply, "badRequest", { fields: [faultAt("response", "passkeyRefused")] });
    const recoveryCodes = await accounts.secondFactor.passkeyAdded(asker.personId);
    // Sessions elsewhere were made with the password alone.
    if (recoveryCodes.length) await accounts.endSessions(asker.personId, { but: asker.sessionId });
    await log(asker.personId, "account.passkeyAdded", request.ip, { name });
    return answer(reply, response, { recoveryCodes });
  });
}
