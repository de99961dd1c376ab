import { type Browser, type BrowserContext, type BrowserContextOptions, test as base } from "@playwright/test";
import { launchChromium } from "./chromium.ts";
import { Patient, Staff } from "./people.ts";
import { Product } from "./product.ts";

type People = {
  /** A caller in a browser context of their own. */
  patient: (firstName: string, options?: BrowserContextOptions) => Promise<Patient>;
  /** A caller who refused camera and microphone. */
  patientWithoutDevices: (firstName: string) => Promise<Patient>;
  /** The member number `index` of a clinic, signed in. */
  staff: (slug: string, index?: number, options?: BrowserContextOptions) => Promise<Staff>;
};

type Places = { product: Product; allowing: Browser; refusing: Browser };

/** Sessions are kept for a worker's life: a person signs in once, as people do in the morning. */
const signedIn = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>>();

export const test = base.extend<People, Places>({
  product: [
    async ({}, use) => {
      const product = await Product.start();
      await use(product);
      await product.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  allowing: [
    async ({}, use) => {
      const browser = await launchChromium("allow");
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  refusing: [
    async ({}, use) => {
      const browser = await launchChromium("deny");
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  patient: async ({ allowing }, use) => {
    const opened: Patient[] = [];
    await use(async (firstName, options) => {
      const context = await allowing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB", ...options });
      const patient = new Patient(await context.newPage(), firstName);
      opened.push(patient);
      return patient;
    });
    for (const patient of opened) await patient.page.context().close();
  },
  patientWithoutDevices: async ({ refusing }, use) => {
    const opened: Patient[] = [];
    await use(async (firstName) => {
      const context = await refusing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
      const patient = new Patient(await context.newPage(), firstName);
      opened.push(patient);
      return patient;
    });
    for (const patient of opened) await patient.page.context().close();
  },
  staff: async ({ allowing, product }, use) => {
    const opened: Staff[] = [];
    await use(async (slug, index = 0, options) => {
      const person = product.person(slug, index);
      const state = signedIn.get(person.email);
      const context = await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...options, ...(state ? { storageState: state } : {}) });
      const staff = new Staff(await context.newPage(), person);
      if (!state) {
        await staff.signsIn(product.url);
        signedIn.set(person.email, await context.storageState());
      }
      await staff.opensWaitingArea(product.url, slug);
      opened.push(staff);
      return staff;
    });
    for (const staff of opened) await staff.page.context().close();
  },
});

export { expect } from "@playwright/test";
