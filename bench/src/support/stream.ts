import WebSocket from "ws";
import type { Client } from "./http.ts";

export type Frame = { t: string; topic?: string; seq?: number; key?: string; value?: unknown };

/** A staff or patient page as far as the stream goes. */
export class StreamPage {
  readonly #socket: WebSocket;
  readonly opened: Promise<void>;
  onFrame: (frame: Frame, at: number) => void = () => {};

  constructor(client: Client) {
    this.#socket = new WebSocket(`${client.url.replace("http", "ws")}/api/stream`, {
      headers: { cookie: client.cookie, origin: client.url },
      localAddress: client.source,
      perMessageDeflate: false,
    });
    this.opened = new Promise((resolve, reject) => {
      this.#socket.once("open", () => resolve());
      this.#socket.once("error", reject);
    });
    this.#socket.on("message", (data) => {
      const at = performance.now();
      this.onFrame(JSON.parse((data as Buffer).toString("utf8")) as Frame, at);
    });
    this.#socket.on("error", () => {});
  }

  watch(...topics: { name: string; since: number | null }[]): void {
    this.#socket.send(JSON.stringify({ t: "watch", topics }));
  }
  send(frame: unknown): void {
    this.#socket.send(JSON.stringify(frame));
  }
  /** As a cut line: no closing handshake. */
  cut(): void {
    this.#socket.terminate();
  }
  close(): void {
    this.#socket.close();
  }
}
