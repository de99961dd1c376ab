import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { launchChromium } from "../../../e2e/support/chromium.ts";
import { Patient, Staff } from "../../../e2e/support/people.ts";
import type { Product } from "../../../e2e/support/product.ts";
import { instrument } from "./first-frame.ts";

/** Small pictures, so that two cores are not what is measured. */
const PATIENT: BrowserContextOptions = { viewport: { width: 390, height: 700 }, locale: "en-GB" };
const STAFF: BrowserContextOptions = { viewport: { width: 1100, height: 700 }, locale: "en-GB" };

/** Browsers of a benchmark: a process of its own for each participant. */
export class Stage {
  readonly #browsers: Browser[] = [];

  async browser(): Promise<Browser> {
    const browser = await launchChromium();
    this.#browsers.push(browser);
    return browser;
  }

  async patient(firstName: string, browser?: Browser, prepare?: (page: Page) => Promise<void>): Promise<Patient> {
    const page = await (await (browser ?? (await this.browser())).newContext(PATIENT)).newPage();
    await instrument(page);
    await prepare?.(page);
    return new Patient(page, firstName);
  }

  /** Signed in, on the waiting area of the clinic. `url`: the product's, or that of a slow line to it. */
  async staff(product: Product, slug: string, index = 0, url = product.url, prepare?: (page: Page) => Promise<void>): Promise<Staff> {
    const page = await (await (await this.browser()).newContext(STAFF)).newPage();
    await instrument(page);
    await prepare?.(page);
    const staff = new Staff(page, product.person(slug, index));
    await staff.signsIn(url);
    await staff.opensWaitingArea(url, slug);
    return staff;
  }

  async close(): Promise<void> {
    for (const browser of this.#browsers) await browser.close();
  }
}
