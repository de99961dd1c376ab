import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fastifyStatic from "@fastify/static";
import { spokenLanguages } from "@anteroom/core/settings";
import type { Asker } from "./handler.ts";
import type { PublicClinic } from "@anteroom/core/protocol";

const RIGHT_TO_LEFT = new Set(["ar"]);
/** A page is made anew for each visit, so quickly. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const YEAR = "public, max-age=31536000, immutable";

type Deps = {
  webDir: string;
  /** Also by a slug that it had. `embedOrigins`: sites whose pages may show it in a frame. */
  clinic: (slug: string, request: FastifyRequest) => Promise<{ view: PublicClinic; embedOrigins: readonly string[] } | null>;
  slugOfShortCode: (code: string) => Promise<string | null>;
  memberOf: (request: FastifyRequest) => Promise<Asker>;
  isSetUpOpen: () => Promise<boolean>;
};

/** The pages: two entries, with the language in the markup and the clinic in the page, so that the first picture needs no round trip. */
export async function registerPages(app: FastifyInstance, { webDir, clinic, slugOfShortCode, memberOf, isSetUpOpen }: Deps): Promise<void> {
  const patient = readFileSync(join(webDir, "patient.html"), "utf8");
  const staff = readFileSync(join(webDir, "staff.html"), "utf8");

  await app.register(fastifyStatic, {
    root: webDir,
    serve: false,
    preCompressed: true,
    dotfiles: "deny",
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header("cache-control", path.includes("/assets/") ? YEAR : "public, max-age=3600"),
  });
  app.get("/assets/*", async (request, reply) => {
    const path = (request.params as { "*": string })["*"];
    if (path.endsWith(".map") || path.includes("..") || !(await isFile(join(webDir, "assets", path)))) return notFoundPage(request, reply);
    return reply.sendFile(`assets/${path}`);
  });
  app.get("/icon.svg", (_request, reply) => reply.sendFile("icon.svg"));

  const page = (request: FastifyRequest, reply: FastifyReply, html: string, status = 200, languages: readonly string[] = spokenLanguages) => {
    const language = languageOf(request, languages);
    const text = html.replaceAll("%lang%", language).replaceAll("%dir%", RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr");
    void reply.status(status).header("cache-control", "no-store").header("vary", "accept-encoding").type("text/html; charset=utf-8");
    // Nothing in it is both secret and chosen by somebody else, so that its length tells nothing.
    if (!/\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""))) return reply.send(text);
    return reply.header("content-encoding", "br").send(brotliCompressSync(text, BROTLI));
  };
  const withBoot = (value: PublicClinic | null) =>
    // A script can be ended by its text: the one character that could is written otherwise.
    patient.replace("<!--boot-->", () => `<script type="application/json" id="boot">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script>`);
  const notFoundPage = (request: FastifyRequest, reply: FastifyReply) => page(request, reply, withBoot(null), 404);

  app.get<{ Params: { slug: string } }>("/c/:slug", async (request, reply) => {
    const { slug } = request.params;
    const found = /^[a-z0-9-]{1,63}$/.test(slug) ? await clinic(slug, request) : null;
    // As it stands on a letter, or typed by a phone that begins with a capital.
    if (!found && slug !== slug.toLowerCase()) return reply.redirect(`/c/${encodeURIComponent(slug.toLowerCase())}`, 308);
    if (!found) return notFoundPage(request, reply);
    const { view, embedOrigins } = found;
    if (view.slug !== slug) return moved(request, reply, `/c/${view.slug}`);
    if (embedOrigins.length) letFrame(reply, embedOrigins);
    return page(request, reply, withBoot(view), 200, view.languages);
  });
  app.get<{ Params: { code: string } }>("/s/:code", async (request, reply) => {
    const code = request.params.code.toLowerCase();
    const slug = /^[a-z0-9-]{3,30}$/.test(code) ? await slugOfShortCode(code) : null;
    return slug ? moved(request, reply, `/c/${slug}`) : notFoundPage(request, reply);
  });
  // A bookmark of the time before the clinic got another slug.
  for (const path of ["/clinics/:slug", "/clinics/:slug/configure", "/clinics/:slug/configure/*"])
    app.get<{ Params: { slug: string } }>(path, async (request, reply) => {
      const { slug } = request.params;
      const found = /^[a-z0-9-]{1,63}$/.test(slug) ? await clinic(slug, request) : null;
      if (found && found.view.slug !== slug) return moved(request, reply, request.url.split("?")[0]?.replace(`/clinics/${slug}`, `/clinics/${found.view.slug}`) ?? "/clinics");
      return page(request, reply, staff);
    });
  app.get<{ Params: { slug: string } }>("/c/:slug/", (request, reply) => reply.redirect(`/c/${encodeURIComponent(request.params.slug)}`, 308));
  for (const path of ["/join", "/e", "/back", "/test"]) app.get(path, (request, reply) => page(request, reply, patient));
  for (const path of ["/setup", "/sign-in", "/sign-in/*", "/invitation", "/clinics", "/organisations/*", "/platform", "/platform/*", "/account", "/account/*", "/messages"])
    app.get(path, (request, reply) => page(request, reply, staff));
  app.get("/", async (request, reply) => {
    if ((await memberOf(request)).kind === "member") return reply.redirect("/clinics", 303);
    return reply.redirect((await isSetUpOpen()) ? "/setup" : "/sign-in", 303);
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.method === "GET" && !request.url.startsWith("/api/") && request.headers.accept?.includes("text/html")) return notFoundPage(request, reply);
    return reply
      .status(404)
      .type("application/problem+json")
      .send(JSON.stringify({ type: "urn:anteroom:problem:notFound", status: 404, code: "notFound", title: "There is nothing here for you." }));
  });
}

/** Not for ever: a slug may be given up and taken by another clinic, and browsers remember the lasting kind. */
function moved(request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  const [, search] = request.url.split("?", 2);
  return reply.header("cache-control", "no-store").redirect(search ? `${path}?${search}` : path, 302);
}

function letFrame(reply: FastifyReply, origins: readonly string[]): void {
  const policy = String(reply.getHeader("content-security-policy") ?? "");
  void reply.header("content-security-policy", policy.replace("frame-ancestors 'none'", `frame-ancestors ${origins.join(" ")}`)).removeHeader("x-frame-options");
}

function languageOf(request: FastifyRequest, languages: readonly string[]): string {
  const chosen = request.cookies.anteroom_language;
  if (chosen && languages.includes(chosen)) return chosen;
  const wanted = (request.headers["accept-language"] ?? "").split(",").map((each) => each.split(";")[0]?.trim().split("-")[0]?.toLowerCase());
  return wanted.find((each) => each && languages.includes(each)) ?? languages[0] ?? "en";
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}
