import type http from "node:http";
import { Browser, type Page, type Reply } from "./running-app.ts";

/** A guest's browser that keeps every byte it was ever sent: bodies, headers and frames. */
export class WatchedBrowser extends Browser {
  readonly #replies: string[] = [];
  readonly #pages: Page[] = [];

  override async send(method: string, path: string, payload: string | Buffer | undefined, headers: http.OutgoingHttpHeaders): Promise<Reply> {
    const reply = await super.send(method, path, payload, headers);
    this.#replies.push(JSON.stringify(reply.headers), reply.text);
    return reply;
  }
  override async opensStream(headers: Record<string, string> = {}): Promise<Page> {
    const page = await super.opensStream(headers);
    this.#pages.push(page);
    return page;
  }

  get everything(): string {
    return [...this.#replies, ...this.#pages.map(({ frames }) => JSON.stringify(frames))].join("\n");
  }
}
