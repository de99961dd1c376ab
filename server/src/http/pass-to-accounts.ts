import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Accounts, CarriedInvitation } from "../accounts/index.ts";
import { isOwnOrigin } from "./origin.ts";
import { sendProblem } from "./problem.ts";
import { wrongFields } from "./wrong-fields.ts";

/** What failed, of one source: a person who forgot a password tries a few times; a program tries for ever. */
export const SIGN_INS = { name: "signIn", most: 60, perSeconds: 300 };
/** Nothing is guessed yet: a whole hospital behind one address begins within minutes, and each open sign-in page asks for a question to passkeys. */
export const BEGINNINGS = { name: "signInBegin", most: 1_500, perSeconds: 300 };
const LONGEST_USER_AGENT = 300;

type Deps = { accounts: Accounts; publicUrl: string };

/** Null when the request was refused, and the answer sent. */
export function read<S extends z.ZodType>(request: FastifyRequest, reply: FastifyReply, schema: S, publicUrl: string): z.output<S> | null {
  if (!isOwnOrigin(request.headers, publicUrl)) {
    sendProblem(reply, "wrongOrigin");
    return null;
  }
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  sendProblem(reply, "badRequest", { fields: wrongFields(parsed.error) });
  return null;
}

type Passed = {
  /** Null: asked with GET. */
  body: object | null;
  /** Which of the request's cookies go on; without it all. */
  keep?: (cookie: string) => boolean;
  /** The library's own path, where ours is another. */
  path?: string;
  /** Of somebody who comes back from their organisation's own sign-in. */
  invitation?: CarriedInvitation | null;
  /** What their token must answer. */
  nonce?: string | null;
};

/** A session of before has no say. */
export const withoutSession = (cookie: string) => !cookie.includes("session_token");

export function pass(
  request: FastifyRequest,
  { accounts, publicUrl }: Deps,
  { body, keep = () => true, path = request.routeOptions.url ?? "", invitation = null, nonce = null }: Passed,
): Promise<Response> {
  // Its own check of Origin knows the public address only; ours has just been passed.
  const headers = new Headers({
    "content-type": "application/json",
    origin: publicUrl,
    cookie: (request.headers.cookie ?? "").split(/;\s*/).filter(keep).join("; "),
    "user-agent": (request.headers["user-agent"] ?? "").slice(0, LONGEST_USER_AGENT),
  });
  return accounts.handle(new globalThis.Request(new URL(path, publicUrl), { headers, ...(body ? { method: "POST", body: JSON.stringify(body) } : { method: "GET" }) }), {
    source: request.ip,
    invitation,
    nonce,
  });
}

/** Only the cookie: the session's token would otherwise stand in a body that scripts read. */
export function answer(reply: FastifyReply, response: Response, more: object = {}): FastifyReply {
  void withCookies(reply, response);
  if (response.status >= 400) return sendProblem(reply, response.status >= 500 ? "internal" : "badRequest");
  return reply
    .status(200)
    .header("cache-control", "no-store")
    .send({ ok: true, ...more });
}

export function withCookies(reply: FastifyReply, response: Response): FastifyReply {
  for (const line of response.headers.getSetCookie()) void reply.header("set-cookie", line);
  return reply;
}

export function slowDown(reply: FastifyReply, wait: number): FastifyReply {
  return sendProblem(reply.header("retry-after", Math.ceil(wait / 1000)), "slowDown", { retryAfterMs: wait });
}
