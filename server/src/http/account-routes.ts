import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Accounts } from "../accounts/index.ts";
import { isOwnOrigin } from "./origin.ts";
import { sendProblem } from "./problem.ts";
import { wrongFields } from "./routes.ts";
import { SourceLimit } from "./source-limits.ts";

/** A person who forgot a password tries a few times; a program tries for ever. */
const signIns = new SourceLimit(40, 5 * 60_000);
const signInsForAddress = new SourceLimit(10, 5 * 60_000);
/** For one address from everywhere: far above what a person tries, so that nobody can be locked out by others. */
const signInsForAddressAnywhere = new SourceLimit(200, 15 * 60_000);

const signIn = z.strictObject({ email: z.string().max(320), password: z.string().max(1_000), rememberMe: z.boolean().optional() });

/** Of the accounts library's own routes only these exist for the outside; the rest of it is ours to call. */
export function registerAccounts(app: FastifyInstance, { accounts, publicUrl }: { accounts: Accounts; publicUrl: string }): void {
  app.post("/api/auth/sign-in/email", async (request, reply) => {
    if (!isOwnOrigin(request.headers, publicUrl)) return sendProblem(reply, "wrongOrigin");
    const parsed = signIn.safeParse(request.body ?? {});
    if (!parsed.success) return sendProblem(reply, "badRequest", { fields: wrongFields(parsed.error) });
    const email = parsed.data.email.trim().toLowerCase();
    const wait = signIns.take(request.ip) ?? signInsForAddress.take(request.ip, email) ?? signInsForAddressAnywhere.take("", email);
    if (wait) return sendProblem(reply.header("retry-after", Math.ceil(wait / 1000)), "slowDown", { retryAfterMs: wait });
    const response = await pass(request, accounts, publicUrl, { ...parsed.data, email });
    // The same for a wrong password, an unknown address and one that is none.
    if (response.status >= 400 && response.status < 500) return sendProblem(reply, "notSignedIn", { title: "E-mail or password is wrong." });
    return answer(reply, response);
  });
  app.post("/api/auth/sign-out", async (request, reply) => {
    if (!isOwnOrigin(request.headers, publicUrl)) return sendProblem(reply, "wrongOrigin");
    return answer(reply, await pass(request, accounts, publicUrl, {}));
  });
}

function pass(request: FastifyRequest, accounts: Accounts, publicUrl: string, body: object): Promise<Response> {
  // Its own check of Origin knows the public address only; ours has just been passed.
  const headers = new Headers({ "content-type": "application/json", origin: publicUrl, cookie: request.headers.cookie ?? "" });
  return accounts.handle(new globalThis.Request(new URL(request.routeOptions.url ?? "", publicUrl), { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Only the cookie: the session's token would otherwise stand in a body that scripts read. */
function answer(reply: FastifyReply, response: Response): FastifyReply {
  for (const line of response.headers.getSetCookie()) void reply.header("set-cookie", line);
  if (response.status >= 400) return sendProblem(reply, response.status >= 500 ? "internal" : "badRequest");
  return reply.status(200).header("cache-control", "no-store").send({ ok: true });
}
