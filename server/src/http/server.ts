import { faultAt } from "@anteroom/core/faults";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import underPressure from "@fastify/under-pressure";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import type { Accounts } from "../accounts/index.ts";
import type { Config } from "../config.ts";
import type { Limiter } from "../db/index.ts";
import type { Handlers } from "./handler.ts";
import { openApi } from "./openapi.ts";
import { registerAccounts, type SignOnRules } from "./account-routes.ts";
import { parsePlainJson } from "./plain-text.ts";
import { sendProblem } from "./problem.ts";
import { registerContract } from "./routes.ts";
import type { Sessions } from "./session.ts";
import { SourceLimit } from "./source-limits.ts";

/** Above this a request is refused before it is read whole. Bytes. */
const BODY_LIMIT = 64 * 1024;
/** Of everything under /api: a whole hospital behind one address stays below it. */
const requests = new SourceLimit(3_000, 10_000);

/** The page of the contract brings a policy of its own, which would let in other hosts. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

type Deps = {
  config: Pick<Config, "publicUrl" | "trustedProxies">;
  log: Logger;
  handlers: Handlers;
  sessions: Sessions;
  accounts: Accounts;
  limiter: Limiter;
  signOn: SignOnRules;
  isReady: () => Promise<boolean>;
};

/** Fastify with everything that every answer has in common: limits, headers, problems instead of stack traces. */
export async function createHttpServer({ config, log, handlers, sessions, accounts, limiter, signOn, isReady }: Deps): Promise<FastifyInstance> {
  const { publicUrl } = config;
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Its lines name people's addresses; ours name the route.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustedProxies.length ? config.trustedProxies : false,
    routerOptions: { maxParamLength: 200 },
    // A command that is being obeyed is answered before the door closes.
    forceCloseConnections: "idle",
  });
  const secure = publicUrl.startsWith("https:");
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        connectSrc: ["'self'", publicUrl.replace("http", "ws")],
        fontSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: secure || publicUrl.includes("127.0.0.1") || publicUrl.includes("localhost") ? { policy: "same-origin" } : false,
    xFrameOptions: { action: "deny" },
  });
  await app.register(cookie);
  app.addHook("onResponse", async (request, reply) => {
    request.log.debug({ method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, "answered");
  });
  await app.register(underPressure, { maxEventLoopDelay: 2_000, exposeStatusRoute: false, retryAfter: 5 });
  app.addHook("onSend", async (_request, reply) => {
    reply.header(
      "permissions-policy",
      "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), picture-in-picture=(self), screen-wake-lock=(self), speaker-selection=(self), autoplay=(self), geolocation=(), payment=(), usb=(), interest-cohort=()",
    );
  });
  // JSON and bytes only: a form of another site can send the other kinds without being asked.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, text, done) => {
    try {
      done(null, text === "" ? {} : parsePlainJson(text as string));
    } catch {
      done(Object.assign(new Error("not JSON"), { statusCode: 400 }));
    }
  });
  // A picture. No form can send this kind, and every route that does not take bytes refuses them.
  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, bytes, done) => done(null, bytes));
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return sendProblem(reply, "tooLarge");
    if (status === 415)
      return reply
        .status(415)
        .type("application/problem+json")
        .send(JSON.stringify({ type: "urn:anteroom:problem:badRequest", status: 415, code: "badRequest", title: "Send application/json." }));
    if (status === 503) return sendProblem(reply, "unavailable");
    if (status < 500) return sendProblem(reply, "badRequest", { fields: [faultAt("", "noJson")] });
    log.error({ err: error, route: request.routeOptions.url, requestId: request.id }, "a request failed");
    return sendProblem(reply, "internal", { requestId: request.id });
  });

  app.get("/livez", async (_request, reply) => reply.type("text/plain").send("yes\n"));
  app.get("/readyz", async (_request, reply) => ((await isReady()) ? reply.type("text/plain").send("yes\n") : reply.status(503).type("text/plain").send("no\n")));

  const description = openApi(publicUrl);
  app.get("/api/openapi.json", async (_request, reply) => reply.header("cache-control", "public, max-age=300").send(description));
  await app.register(async (docs) => {
    await docs.register(swagger, { mode: "static", specification: { document: description as never } });
    await docs.register(swaggerUi, { routePrefix: "/api/docs", staticCSP: DOCS_POLICY });
  });

  app.addHook("onRequest", async (request, reply) => {
    const wait = request.url.startsWith("/api/") ? requests.take(request.ip).wait : null;
    if (wait) return sendProblem(reply.header("retry-after", Math.ceil(wait / 1000)), "slowDown", { retryAfterMs: wait });
  });
  registerAccounts(app, { accounts, limiter, signOn, publicUrl });
  registerContract(app, { handlers, sessions, limiter, publicUrl });
  return app;
}
