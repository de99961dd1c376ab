import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { build } from "vite";
import { sendMediaThrough } from "../../../bench/src/udp-relay-page.ts";
import type { UdpRelay } from "../../../bench/src/udp-relay.ts";
import type { IceSettings, SignalData } from "../../../web/src/media/session.ts";

export const NO_RELAY: IceSettings = { iceServers: [], relayOnly: false, expiresAt: 0 };

/** People with real sessions in real pages; the stage stands for the server and carries their signals. */
export class MediaStage {
  readonly pages = new Map<string, Page>();
  readonly #contexts: BrowserContext[] = [];
  /** Asked for each signal; false loses it. */
  passes: (from: string, to: string, data: SignalData) => boolean = () => true;
  iceAsked = 0;
  readonly #relay: UdpRelay | null;
  readonly #ice: IceSettings;

  constructor(options: { relay?: UdpRelay; ice?: IceSettings } = {}) {
    this.#relay = options.relay ?? null;
    this.#ice = options.ice ?? NO_RELAY;
  }

  async enter(browser: Browser, ownSeatId: string, options: { devices?: boolean; iceKnown?: boolean } = {}): Promise<Page> {
    const context = await browser.newContext({ permissions: ["camera", "microphone"] });
    this.#contexts.push(context);
    await context.exposeFunction("stageIce", () => {
      this.iceAsked += 1;
      return this.#ice;
    });
    await context.exposeFunction("stageSignal", (to: string, data: SignalData) => {
      if (!this.passes(ownSeatId, to, data)) return;
      // Not awaited: the next signal must not wait, and the page may be gone.
      this.pages
        .get(to)
        ?.evaluate(([from, signal]) => window.person?.deliver(from, signal), [ownSeatId, data] as const)
        .catch(() => {});
    });
    if (this.#relay) await sendMediaThrough(this.#relay, context);
    const script = await pageScript();
    await context.route("**/*", (route) =>
      route.request().url().endsWith("/page.js")
        ? route.fulfill({ contentType: "text/javascript", body: script })
        : route.fulfill({ contentType: "text/html", body: '<!doctype html><title>Media</title><script src="/page.js"></script>' }),
    );
    const page = await context.newPage();
    await page.goto("https://media.test/");
    await this.#start(page, ownSeatId, options);
    return page;
  }

  async reload(ownSeatId: string): Promise<void> {
    const page = this.pages.get(ownSeatId);
    if (!page) throw new Error(`${ownSeatId} is not here`);
    this.pages.delete(ownSeatId);
    await page.reload();
    await this.#start(page, ownSeatId, {});
  }

  async #start(page: Page, ownSeatId: string, { devices = true, iceKnown = true }: { devices?: boolean; iceKnown?: boolean }): Promise<void> {
    await page.evaluate((options) => window.person.start(options), { ownSeatId, devices, ice: iceKnown ? this.#ice : null });
    this.pages.set(ownSeatId, page);
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
  }
}

let script: Promise<string> | null = null;
function pageScript(): Promise<string> {
  script ??= bundle();
  return script;
}

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("page.ts", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "page" } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !("output" in output)) throw new Error("The media page was not built");
  return output.output[0].code;
}
