import http from "node:http";
import { randomUUID } from "node:crypto";

/** Sources of their own on the loopback range, so that limits per source see many people and not one flood. */
export function sourceAddress(index: number): string {
  return `127.${1 + (Math.floor(index / 62_500) % 200)}.${Math.floor(index / 250) % 250}.${1 + (index % 250)}`;
}

export type Reply = { status: number; body: unknown; cookies: string[] };

const agents = new Map<string, http.Agent>();

/** A person's browser as far as HTTP goes: one source address, one cookie jar, kept-alive connections. */
export class Client {
  readonly url: string;
  readonly source: string;
  #cookies = new Map<string, string>();

  constructor(url: string, source: string) {
    this.url = url;
    this.source = source;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** Closes the kept-alive connections, as a browser and the server do when nothing is asked for a while. */
  rest(): void {
    agents.get(this.source)?.destroy();
    agents.delete(this.source);
  }

  post(path: string, body: unknown = {}): Promise<Reply> {
    return this.send("POST", path, body);
  }
  get(path: string): Promise<Reply> {
    return this.send("GET", path);
  }

  send(method: string, path: string, body?: unknown): Promise<Reply> {
    const { hostname, port } = new URL(this.url);
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers: http.OutgoingHttpHeaders = { origin: this.url, cookie: this.cookie };
    if (payload !== undefined) Object.assign(headers, { "content-type": "application/json", "content-length": Buffer.byteLength(payload), "idempotency-key": randomUUID() });
    let agent = agents.get(this.source);
    if (!agent) agents.set(this.source, (agent = new http.Agent({ keepAlive: true, maxSockets: 4, localAddress: this.source } as http.AgentOptions)));
    return new Promise((resolve, reject) => {
      const request = http.request({ hostname, port, method, path, headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const cookies = response.headers["set-cookie"] ?? [];
          for (const line of cookies) {
            const [pair = ""] = line.split(";");
            const split = pair.indexOf("=");
            this.#cookies.set(pair.slice(0, split), pair.slice(split + 1));
          }
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, body: text && response.headers["content-type"]?.includes("json") ? JSON.parse(text) : text, cookies });
        });
      });
      request.on("error", reject);
      request.end(payload);
    });
  }
}

export type EnteredVisit = { visitId: string; callId: string; seatId: string };

export async function enter(client: Client, slug: string, firstName: string): Promise<EnteredVisit> {
  const reply = await client.post(`/api/public/clinics/${slug}/visits`, {
    firstName,
    lastName: "Bench",
    phone: "0355501420",
    language: "en",
    accepted: true,
    readiness: { camera: "ready", microphone: "ready", canCall: true, kbitPerSecond: null },
  });
  if (reply.status >= 300) throw new Error(`enter was refused: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body as EnteredVisit;
}

export async function signIn(client: Client, email: string, password: string): Promise<void> {
  const reply = await client.post("/api/auth/sign-in/email", { email, password });
  if (reply.status !== 200) throw new Error(`sign-in was refused: ${reply.status} ${JSON.stringify(reply.body)}`);
}
