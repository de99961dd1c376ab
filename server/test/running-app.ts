import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import WebSocket from "ws";
import { type App, createApp } from "../src/app.ts";
import type { Config } from "../src/config.ts";
import { fillDemonstration } from "../src/dev/index.ts";
import { makeTestDatabase, ROLE_PASSWORD } from "./test-database.ts";

type Demo = { clinics: { slug: string }[]; people: { name: string; email: string; password: string; clinics: string[] }[] };
export type Frame = { t: string; topic?: string; seq?: number; key?: string; value?: unknown } & Record<string, unknown>;

export type Installation = {
  demo: Demo;
  adminUrl: string;
  /** Keys and secrets, which all nodes share. */
  dataDir: string;
  /** A node of this installation; several share the database and the data folder. */
  node(): Promise<{ url: string; app: App; stop: () => Promise<void> }>;
  end(): Promise<void>;
};

/** The demonstration hospital on a database of its own, with as many nodes as a test wants. */
export async function makeInstallation({
  mail = null,
  ssoNetwork = "public",
  texts = null,
  trustedProxies = [],
  publicUrl,
  demo = true,
}: Partial<Pick<Config, "mail" | "ssoNetwork" | "texts" | "trustedProxies" | "publicUrl">> & { demo?: boolean } = {}): Promise<Installation> {
  const made = await makeTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "anteroom-test-"));
  // Roles belong to the whole server, which all test files share.
  writeFileSync(join(dataDir, "secrets.json"), JSON.stringify({ rolePassword: ROLE_PASSWORD, sessionSecret: "a-secret-of-the-tests-that-is-long-enough" }));
  const apps = new Set<App>();
  let isFilled = !demo;
  const log = pino({ level: "silent" });

  async function node() {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const config: Config = {
      port,
      host: "127.0.0.1",
      publicUrl: publicUrl ?? url,
      dataDir,
      databaseUrl: null,
      logLevel: "silent",
      turn: { urls: ["turn:127.0.0.1:3478"], secret: "s" },
      stunUrls: [],
      mail,
      ssoNetwork,
      texts,
      trustedProxies,
      drainMs: 0,
    };
    const app = await createApp(config, made.adminUrl, log);
    apps.add(app);
    if (!isFilled) await fillDemonstration({ database: app.database, accounts: app.accounts, dataDir, publicUrl: url, say: () => {} });
    isFilled = true;
    await app.http.listen({ port, host: "127.0.0.1" });
    const stop = async () => {
      apps.delete(app);
      await app.stop(0);
    };
    return { url, app, stop };
  }
  const installation: Installation = {
    demo: { clinics: [], people: [] },
    adminUrl: made.adminUrl,
    dataDir,
    node: async () => {
      const started = await node();
      if (demo) installation.demo = JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8")) as Demo;
      return started;
    },
    async end() {
      for (const app of apps) await app.stop(0);
      await made.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return installation;
}

export async function freePort(): Promise<number> {
  const probe = http.createServer();
  await new Promise<void>((ready) => probe.listen(0, "127.0.0.1", ready));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return address && typeof address === "object" ? address.port : 0;
}

let sources = 1;
let keys = 0;

/** A browser as far as HTTP goes, at a network source of its own. */
export class Browser {
  readonly url: string;
  readonly source: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string, source = `127.0.${Math.floor(sources / 250)}.${1 + (sources++ % 250)}`) {
    this.url = url;
    this.source = source;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  /** The same browser, led to another node by the load balancer. */
  at(url: string): Browser {
    const there = new Browser(url, this.source);
    for (const [name, value] of this.#cookies) there.#cookies.set(name, value);
    return there;
  }
  dropCookies(): void {
    this.#cookies.clear();
  }

  post(path: string, body: unknown = {}, headers: http.OutgoingHttpHeaders = {}): Promise<Reply> {
    return this.send("POST", path, JSON.stringify(body), { "content-type": "application/json", "idempotency-key": `key-of-test-${++keys}`, ...headers });
  }
  get(path: string, headers: http.OutgoingHttpHeaders = {}): Promise<Reply> {
    return this.send("GET", path, undefined, headers);
  }

  send(method: string, path: string, payload: string | Buffer | undefined, headers: http.OutgoingHttpHeaders): Promise<Reply> {
    const { hostname, port } = new URL(this.url);
    return new Promise((resolve, reject) => {
      const all = { origin: this.url, cookie: this.cookie, ...headers };
      const request = http.request(
        { hostname, port, method, path, localAddress: this.source, headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => (text += chunk));
          response.on("end", () => {
            for (const line of response.headers["set-cookie"] ?? []) {
              const [pair = ""] = line.split(";");
              const [name = "", ...value] = pair.split("=");
              if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.#cookies.delete(name);
              else this.#cookies.set(name, value.join("="));
            }
            const isJson = String(response.headers["content-type"]).includes("json");
            resolve({ status: response.statusCode ?? 0, body: isJson && text ? (JSON.parse(text) as Record<string, unknown>) : {}, text, headers: response.headers });
          });
        },
      );
      request.on("error", reject);
      request.end(payload);
    });
  }

  async signsIn({ email, password }: { email: string; password: string }): Promise<this> {
    const { status, text } = await this.post("/api/auth/sign-in/email", { email, password });
    if (status !== 200) throw new Error(`sign-in: ${status} ${text}`);
    return this;
  }

  async enters(slug: string, details: object = {}): Promise<{ visitId: string; callId: string; seatId: string }> {
    const { status, body, text } = await this.post(`/api/public/clinics/${slug}/visits`, { ...entry, ...details });
    if (status !== 201) throw new Error(`enter: ${status} ${text}`);
    return body as never;
  }

  /** A page with the stream open; frames are kept in the order they came. */
  async opensStream(headers: Record<string, string> = {}): Promise<Page> {
    const socket = new WebSocket(`${this.url.replace("http", "ws")}/api/stream`, { headers: { cookie: this.cookie, origin: this.url, ...headers }, localAddress: this.source });
    const page = new Page(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", () => resolve());
      socket.once("error", reject);
    });
    return page;
  }
}

export type Reply = { status: number; body: Record<string, unknown>; text: string; headers: http.IncomingHttpHeaders };

export const entry = {
  firstName: "Leila",
  lastName: "Haddad",
  phone: "0355501420",
  language: "en",
  accepted: true,
  readiness: { camera: "ready", microphone: "ready", canCall: true, kbitPerSecond: null },
};

export class Page {
  readonly socket: WebSocket;
  readonly frames: Frame[] = [];
  closedWith: number | null = null;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => this.frames.push(JSON.parse((data as Buffer).toString("utf8")) as Frame));
    socket.on("close", (code) => (this.closedWith = code));
    socket.on("error", () => {});
  }
  send(frame: unknown): void {
    this.socket.send(JSON.stringify(frame));
  }
  watch(name: string, since: number | null = null): void {
    this.send({ t: "watch", topics: [{ name, since }] });
  }
  /** The first frame, now or soon, that is as told. */
  async sees(like: (frame: Frame) => boolean, withinMs = 10_000): Promise<Frame> {
    const until = Date.now() + withinMs;
    for (;;) {
      const found = this.frames.find(like);
      if (found) return found;
      if (Date.now() > until) throw new Error(`not seen; frames: ${this.frames.map((frame) => `${frame.t} ${frame.topic ?? ""} ${frame.key ?? ""}`).join(" | ")}`);
      await new Promise((later) => setTimeout(later, 20));
    }
  }
  async isClosed(withinMs = 10_000): Promise<number> {
    const until = Date.now() + withinMs;
    while (this.closedWith === null) {
      if (Date.now() > until) throw new Error("the line is still open");
      await new Promise((later) => setTimeout(later, 20));
    }
    return this.closedWith;
  }
}
