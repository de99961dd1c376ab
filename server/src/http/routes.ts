import { contract, type EndpointKey, type Who } from "@anteroom/core/protocol";
import { LARGEST_PICTURE, LARGEST_VIDEO } from "@anteroom/core/settings";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodType } from "zod";
import { GUEST_COOKIE, type Sessions } from "./session.ts";
import type { Answer, Asker, Handlers, Request } from "./handler.ts";
import { isOwnOrigin } from "./origin.ts";
import { plainQuery } from "./plain-text.ts";
import { sendProblem, sendRefusal } from "./problem.ts";
import type { AttemptLimit, Limiter } from "../db/index.ts";
import { networkOf, SourceLimit } from "./source-limits.ts";
import { repeated, wrongFields } from "./wrong-fields.ts";

type Deps = { handlers: Handlers; sessions: Sessions; limiter: Limiter; publicUrl: string };

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,200}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SLUG = /^[a-z0-9-]{1,63}$/;
/** Parts of a path that are words; all others are ids. */
const WORDS: ReadonlySet<string> = new Set(["slug", "section"]);

// Counted for all nodes together: what guesses a secret, and what leaves the house and costs money or trust (docs/decisions/0025).
/** Nobody guesses a token; a whole hospital that was invited this morning may sit behind one address. */
const tokens: AttemptLimit = { name: "token", most: 300, perSeconds: 60 };
/** Each may be a mail to a hundred strangers. */
const invitations: AttemptLimit = { name: "invitation", most: 30, perSeconds: 60 };
/** Each tells one person, where it names somebody. */
const creations: AttemptLimit = { name: "creation", most: 60, perSeconds: 60 };
/** Each costs money, and goes to anybody. */
const texts: AttemptLimit = { name: "text", most: 30, perSeconds: 60 };
/** Of callers; a number and a clinic have limits of their own. */
const codes: AttemptLimit = { name: "textedCode", most: 10, perSeconds: 600 };
/** Guessing the code of a new installation. */
const setUps: AttemptLimit = { name: "setUp", most: 10, perSeconds: 300 };

// Against floods, each node for itself.
/** A family, or a ward, behind one address enters at once; a flood does not. */
const entries = new SourceLimit(20, 60_000);
const messages = new SourceLimit(240, 60_000);
/** Each goes to up to a whole organisation. */
const hubMessages = new SourceLimit(60, 60_000);
/** Each is a minute of sound to encode, or a video to keep. */
const uploads = new SourceLimit(20, 60_000);
/** Each takes the processor for a while. */
const images = new SourceLimit(60, 60_000);
/** Of one call: each of its people asks anew every minute or two. */
const relays = new SourceLimit(60, 60_000);
/** Whoever may send more than a form: a table of many people, a minute of music, a video. Members alone. Bytes. */
const BODY_LIMITS: Partial<Record<EndpointKey, number>> = {
  "POST /api/organisations/{organisationId}/import/check": 8_000_000,
  "POST /api/organisations/{organisationId}/import": 8_000_000,
  "POST /api/clinics/{slug}/music": 2_700_000,
  "POST /api/organisations/{organisationId}/images": LARGEST_PICTURE,
  "POST /api/clinics/{slug}/images": LARGEST_PICTURE,
  "POST /api/clinics/{slug}/waiting-pictures": LARGEST_PICTURE,
  "POST /api/clinics/{slug}/waiting-videos": LARGEST_VIDEO,
  "POST /api/account/picture": LARGEST_PICTURE,
};
const LIMITS: Partial<Record<EndpointKey, SourceLimit | AttemptLimit>> = {
  "POST /api/public/clinics/{slug}/visits": entries,
  "POST /api/setup": setUps,
  "POST /api/device-links/redeem": tokens,
  "POST /api/visits/{visitId}/text-me": codes,
  "POST /api/visits/{visitId}/text-me/confirm": tokens,
  "POST /api/invitations/look": tokens,
  "POST /api/invitations/redeem": tokens,
  "POST /api/membership-invitations/look": tokens,
  "POST /api/membership-invitations/join": tokens,
  "POST /api/membership-invitations/accept": tokens,
  "POST /api/clinics/{slug}/team/invite": invitations,
  "POST /api/organisations/{organisationId}/people/invite": invitations,
  "POST /api/platform/administrators/invite": invitations,
  "POST /api/organisations/{organisationId}/clinics": creations,
  "POST /api/organisations/{organisationId}/clinics/several": invitations,
  "POST /api/platform/organisations": creations,
  "POST /api/organisations/{organisationId}/import/check": invitations,
  "POST /api/organisations/{organisationId}/import": invitations,
  "POST /api/visits/{visitId}/messages": messages,
  "POST /api/clinics/{slug}/channel": messages,
  "GET /api/calls/{callId}/ice": relays,
  "POST /api/clinics/{slug}/music": uploads,
  "POST /api/organisations/{organisationId}/hub": hubMessages,
  "POST /api/clinics/{slug}/hub": hubMessages,
  "POST /api/clinics/{slug}/share": texts,
  "POST /api/organisations/{organisationId}/images": images,
  "POST /api/clinics/{slug}/images": images,
  "POST /api/clinics/{slug}/waiting-pictures": images,
  "POST /api/clinics/{slug}/waiting-videos": uploads,
  "POST /api/account/picture": images,
};
/** All that somebody may do whose organisation asks for a second factor, until they have one. */
const WAY_TO_SECOND_FACTOR: ReadonlySet<EndpointKey> = new Set(["GET /api/account/security", "POST /api/account/second-factor/begin", "POST /api/account/second-factor/confirm"]);
/** Whoever has used half of what is allowed waits a little longer each time, before being refused. Milliseconds at the end. */
const SLOWEST_MS = 300;
const FREE = { wait: null, used: 0 };

/** Registers every endpoint of the contract; what is not in it does not exist. */
export function registerContract(app: FastifyInstance, { handlers, sessions, limiter, publicUrl }: Deps): void {
  for (const endpoint of Object.keys(contract) as EndpointKey[]) {
    const [method = "", path = ""] = endpoint.split(" ");
    const { who, body, command } = contract[endpoint];
    app.route({
      method: method as "GET" | "POST",
      ...(BODY_LIMITS[endpoint] && {
        bodyLimit: BODY_LIMITS[endpoint],
        // So much is read for nobody who has not signed in.
        onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
          if ((await sessions.presented(request, cookieThatCounts(who))).kind === "nobody") return sendProblem(reply, "notSignedIn");
        },
      }),
      url: path.replaceAll(/\{(\w+)\}/g, ":$1"),
      handler: async (request, reply) => {
        if (command && !isOwnOrigin(request.headers, publicUrl)) return sendProblem(reply, "wrongOrigin");
        const limit = LIMITS[endpoint];
        const { slug = "", callId = "" } = request.params as { slug?: string; callId?: string };
        const what = `${endpoint} ${slug}${callId}`;
        const slowDown = (wait: number) => {
          request.log.warn({ endpoint }, "more from one source than people send");
          return sendProblem(reply.header("retry-after", Math.ceil(wait / 1000)), "slowDown", { retryAfterMs: wait });
        };
        const here = limit instanceof SourceLimit ? limit.take(request.ip, what) : FREE;
        if (here.wait) return slowDown(here.wait);
        const idempotencyKey = command ? request.headers["idempotency-key"] : null;
        if (idempotencyKey !== null && (typeof idempotencyKey !== "string" || !IDEMPOTENCY_KEY.test(idempotencyKey))) return sendProblem(reply, "idempotencyKeyMissing");
        const params = request.params as Record<string, string>;
        for (const [name, value] of Object.entries(params)) if (!(WORDS.has(name) ? SLUG : UUID).test(value)) return sendProblem(reply, "notFound");
        const presented = await sessions.presented(request, cookieThatCounts(who));
        if (presented.kind === "nobody" && !isOpen(who)) return sendProblem(reply, "notSignedIn");
        if (presented.kind === "unprotected" && !isOpen(who) && !WAY_TO_SECOND_FACTOR.has(endpoint)) return sendProblem(reply, "secondFactorNeeded");
        // Only of whoever may ask: a flood without a cookie writes nothing.
        const together = limit && !(limit instanceof SourceLimit) ? await limiter.taken(limit, networkOf(request.ip), what) : FREE;
        if (together.wait) return slowDown(together.wait);
        const used = Math.max(here.used, together.used);
        if (used > 0.5) await new Promise((later) => setTimeout(later, (used - 0.5) * 2 * SLOWEST_MS));
        const asker: Asker = presented.kind === "unprotected" ? { ...presented, kind: "member" } : presented;
        const twice = command ? [] : repeated(request.query);
        if (twice.length) return sendProblem(reply, "badRequest", { fields: twice });
        const parsed = body ? (body as ZodType).safeParse((command ? request.body : plainQuery(request.query)) ?? {}) : null;
        if (parsed && !parsed.success) return sendProblem(reply, "badRequest", { fields: wrongFields(parsed.error) });
        const handle = handlers[endpoint] as (asked: Request<EndpointKey>) => Promise<Answer<unknown>>;
        const answer = await handle({ asker, params, body: parsed?.data, idempotencyKey, sourceAddress: request.ip } as Request<EndpointKey>);
        return send(request, reply, answer, publicUrl);
      },
    });
  }
}

function isOpen(who: Who): boolean {
  return who === "anyone" || who === "anyoneOrMember";
}

function cookieThatCounts(who: Who): "member" | "guest" | "either" {
  if (who === "member" || who === "anyoneOrMember") return "member";
  return who === "callerOrMember" ? "either" : "guest";
}

function send(request: FastifyRequest, reply: FastifyReply, answer: Answer<unknown>, publicUrl: string): FastifyReply {
  if (!answer.ok) return sendRefusal(reply, answer);
  // In a frame of another site a cookie is kept only when it says so; it is then one of that site's pages alone (docs/decisions/0014).
  const where =
    request.headers["anteroom-embedded"] === "yes"
      ? { sameSite: "none" as const, secure: true, partitioned: true }
      : { sameSite: "lax" as const, secure: publicUrl.startsWith("https:") };
  const options = { path: "/", httpOnly: true, ...where };
  if (answer.guestCookie === "clear") void reply.clearCookie(GUEST_COOKIE, options);
  else if (answer.guestCookie) void reply.setCookie(GUEST_COOKIE, answer.guestCookie.token, { ...options, maxAge: answer.guestCookie.maxAgeSeconds });
  if (answer.download) {
    const { name, type, content, isForEver } = answer.download;
    // A name of our own making; what it was made from may hold any letter.
    void reply.header("content-disposition", `attachment; filename="${name.replaceAll(/[^\w.-]+/g, "-")}"`).type(type);
    return reply.header("cache-control", isForEver ? "public, max-age=31536000, immutable" : "no-store").send(content);
  }
  const entered = request.method === "POST" && request.routeOptions.url?.endsWith("/visits");
  return reply
    .status(entered ? 201 : 200)
    .header("cache-control", "no-store")
    .send(answer.reply);
}
