import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { type Accounts, type CarriedInvitation, nonceOf } from "../accounts/index.ts";
import type { Limiter } from "../db/index.ts";
import { untilBrowserCloses } from "../http/passkey-sign-in.ts";
import { BEGINNINGS, pass, read, SIGN_INS, slowDown, withCookies, withoutSession } from "../http/pass-to-accounts.ts";
import { sendProblem } from "../http/problem.ts";
import { networkOf } from "../http/source-limits.ts";
import type { Network } from "./ask.ts";
import { answers } from "./discover.ts";
import type { SignOn } from "./providers.ts";
import { type WayBack, wayBack } from "./way-back.ts";

type Deps = { accounts: Accounts; limiter: Limiter; signOn: SignOn; publicUrl: string; network: Network };

const begin = z.strictObject({
  email: z.string().max(320),
  next: z.string().max(2_000).default(""),
  /** Accepted by whoever comes back, if it is theirs. */
  invitation: z.strictObject({ token: z.string().regex(/^[\w-]{1,200}$/), language: z.string().regex(/^[\w-]{1,35}$/) }).optional(),
  /** The provider asks who it is, although it may know: the last time it was the wrong one. */
  again: z.boolean().default(false),
});
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A page of ours, and no address made by somebody else. */
const OWN_PATH = /^\/(?![/\\])/;
const CARRIED = "anteroom_invitation";
const CARRIED_PATH = "/api/auth/sso";
/** As long as the library remembers that somebody left. Seconds. */
const CARRIED_SECONDS = 600;

/** Away to an organisation's own sign-in and back: outside of the contract, because both ways carry cookies. */
export function registerSingleSignOn(app: FastifyInstance, deps: Deps): void {
  const { accounts, limiter, signOn, publicUrl, network } = deps;
  const cookie = { path: CARRIED_PATH, httpOnly: true, sameSite: "lax", secure: publicUrl.startsWith("https:") } as const;

  app.post("/api/auth/sso/begin", async (request, reply) => {
    const parsed = read(request, reply, begin, publicUrl);
    if (!parsed) return reply;
    const { email, next, invitation, again } = parsed;
    const wait = await limiter.take(BEGINNINGS, networkOf(request.ip));
    if (wait) return slowDown(reply, wait);
    const offer = await signOn.offer(email);
    const provider = offer && (await signOn.provider(offer.organisationId));
    if (!provider || !(await accounts.prepareProvider(provider.organisationId))) return sendProblem(reply, "notFound");
    if (!(await answers(provider.issuer, network))) {
      request.log.warn({ organisationId: provider.organisationId }, "an organisation's own sign-in does not answer");
      return sendProblem(reply, "unavailable");
    }
    const wanted = OWN_PATH.test(next) ? next : "/clinics";
    const body = {
      providerId: provider.organisationId,
      callbackURL: publicUrl + (invitation ? "/invitation" : wanted),
      errorCallbackURL: publicUrl + (invitation ? "/invitation" : `/sign-in?${new URLSearchParams({ next: wanted })}`),
      loginHint: email.trim(),
      // For whom an account is made is decided when they come back.
      requestSignUp: true,
    };
    const response = await pass(request, deps, { body, path: "/api/auth/sign-in/sso", keep: withoutSession });
    if (!response.ok) {
      request.log.warn({ organisationId: provider.organisationId, status: response.status }, "the way to an organisation's own sign-in could not be made");
      return sendProblem(reply, "unavailable");
    }
    const url = new URL(((await response.json()) as { url: string }).url);
    url.searchParams.set("nonce", nonceOf(url.searchParams.get("state") ?? ""));
    // Whoever accepts shows anew who they are: the provider may still know somebody else at this computer.
    if (again || invitation) url.searchParams.set("prompt", "login");
    if (invitation) void reply.setCookie(CARRIED, `${invitation.token}.${invitation.language}`, { ...cookie, maxAge: CARRIED_SECONDS });
    else void reply.clearCookie(CARRIED, cookie);
    return withCookies(reply, response).header("cache-control", "no-store").send({ ok: true, url: url.href });
  });

  app.get("/api/auth/sso/callback/:organisationId", async (request, reply) => {
    const { organisationId } = request.params as { organisationId: string };
    const { state } = request.query as { state?: unknown };
    const invitation = carried(request.cookies[CARRIED]);
    const end = (to: string) => reply.clearCookie(CARRIED, cookie).header("cache-control", "no-store").redirect(to, 303);
    const failed = `${publicUrl}${invitation ? "/invitation" : "/sign-in"}?sso=failed`;
    const wait = await limiter.take(SIGN_INS, networkOf(request.ip));
    if (wait) return end(failed.replace(/failed$/, "tooMany" satisfies WayBack));
    // Switched off since they left.
    if (!ID.test(organisationId) || !(await accounts.prepareProvider(organisationId))) return end(failed);
    const query = request.url.includes("?") ? request.url.slice(request.url.indexOf("?")) : "";
    const response = await pass(request, deps, {
      body: null,
      path: `/api/auth/sso/callback/${organisationId}${query}`,
      keep: withoutSession,
      invitation,
      nonce: typeof state === "string" ? nonceOf(state) : null,
    });
    const way = wayBack(response, publicUrl, failed);
    // What went wrong is for the log: the provider's own words have no place on our page.
    if (way.ok) await limiter.giveBack(SIGN_INS, networkOf(request.ip));
    else request.log.warn({ organisationId, error: way.error, description: way.description, status: response.status }, "an organisation's own sign-in let nobody in");
    void withCookies(reply, way.ok ? untilBrowserCloses(response) : response);
    return end(way.to);
  });
}

function carried(cookie: string | undefined): CarriedInvitation | null {
  const [token, language] = cookie?.split(".") ?? [];
  return token && language ? { token, language } : null;
}
