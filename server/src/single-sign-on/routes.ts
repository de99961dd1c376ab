import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Accounts } from "../accounts/index.ts";
import { untilBrowserCloses } from "../http/passkey-sign-in.ts";
import { BEGINNINGS, pass, read, SIGN_INS, slowDown, withCookies, withoutSession } from "../http/pass-to-accounts.ts";
import { sendProblem } from "../http/problem.ts";
import { networkOf } from "../http/source-limits.ts";
import type { SignOn } from "./providers.ts";

type Deps = { accounts: Accounts; signOn: SignOn; publicUrl: string };

const begin = z.strictObject({ email: z.string().max(320), next: z.string().max(2_000).default("") });
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A page of ours, and no address made by somebody else. */
const OWN_PATH = /^\/(?![/\\])/;

/** Away to an organisation's own sign-in and back: outside of the contract, because both ways carry cookies. */
export function registerSingleSignOn(app: FastifyInstance, deps: Deps): void {
  const { accounts, signOn, publicUrl } = deps;
  const failed = `${publicUrl}/sign-in?sso=failed`;

  app.post("/api/auth/sso/begin", async (request, reply) => {
    const parsed = read(request, reply, begin, publicUrl);
    if (!parsed) return reply;
    const wait = await accounts.takeAttempt(BEGINNINGS, networkOf(request.ip));
    if (wait) return slowDown(reply, wait);
    const offer = await signOn.offer(parsed.email);
    if (!offer || !(await accounts.prepareProvider(offer.organisationId))) return sendProblem(reply, "notFound");
    const body = {
      providerId: offer.organisationId,
      callbackURL: publicUrl + (OWN_PATH.test(parsed.next) ? parsed.next : "/clinics"),
      errorCallbackURL: failed,
      loginHint: parsed.email.trim(),
    };
    const response = await pass(request, deps, { body, path: "/api/auth/sign-in/sso", keep: withoutSession });
    if (!response.ok) {
      request.log.warn({ organisationId: offer.organisationId, status: response.status }, "an organisation's own sign-in does not answer");
      return sendProblem(reply, "unavailable");
    }
    const { url } = (await response.json()) as { url: string };
    return withCookies(reply, response).header("cache-control", "no-store").send({ ok: true, url });
  });

  app.get("/api/auth/sso/callback/:organisationId", async (request, reply) => {
    const { organisationId } = request.params as { organisationId: string };
    const wait = await accounts.takeAttempt(SIGN_INS, networkOf(request.ip));
    if (wait) return slowDown(reply, wait);
    // Switched off since they left.
    if (!ID.test(organisationId) || !(await accounts.prepareProvider(organisationId))) return reply.redirect(failed, 303);
    const query = request.url.includes("?") ? request.url.slice(request.url.indexOf("?")) : "";
    const response = await pass(request, deps, { body: null, path: `/api/auth/sso/callback/${organisationId}${query}`, keep: withoutSession });
    const to = response.headers.get("location") ?? failed;
    const target = URL.canParse(to, publicUrl) ? new URL(to, publicUrl) : new URL(failed);
    // What went wrong is for the log: the provider's own words have no place on our page.
    const error = target.searchParams.get("error");
    if (error || target.origin !== publicUrl || response.status >= 400) {
      request.log.warn(
        { organisationId, error, description: target.searchParams.get("error_description"), status: response.status },
        "an organisation's own sign-in let nobody in",
      );
      return withCookies(reply, response).redirect(failed, 303);
    }
    await accounts.giveBackAttempt(SIGN_INS, networkOf(request.ip));
    return withCookies(reply, untilBrowserCloses(response)).header("cache-control", "no-store").redirect(target.href, 303);
  });
}
