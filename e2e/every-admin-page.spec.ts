import { readdirSync, readFileSync } from "node:fs";
import type { Locator, Page, Request } from "@playwright/test";
import { fitsEveryScreen, worksForEverybody } from "./support/accessible.ts";
import { Administrator } from "./support/administrator.ts";
import { walksByTab } from "./support/keyboard.ts";
import { expect, test } from "./support/test.ts";

// Nothing is changed here, so these may go on beside each other.
test.describe.configure({ mode: "parallel" });

type Language = "en" | "ar";
/** The message that the button is called by, and whom it is about. */
type Opener = readonly [messageId: string, name?: string];
/** `:id` is the organisation of whoever looks. A dialog is opened from its page, by a button or by the last line of the button's menu. */
type Sweep = { who: string | null; pages: readonly string[]; dialogs?: readonly [path: string, opener: Opener, by?: "menu"][] };

const catalogueFolder = new URL("../web/src/i18n/", import.meta.url);
const catalogueOf = (language: Language): Record<string, string> =>
  Object.assign(
    {},
    ...readdirSync(catalogueFolder).flatMap((file) => (file.endsWith(`-${language}.json`) ? [JSON.parse(readFileSync(new URL(file, catalogueFolder), "utf8"))] : [])),
  );
const catalogues = { en: catalogueOf("en"), ar: catalogueOf("ar") };
const under = (place: string, pages: string) => pages.split(" ").map((page) => `${place}/${page}`);

const sweeps: Record<string, Sweep> = {
  "an organisation": {
    who: "Grace Ellison",
    pages: under("/organisations/:id", "information interface joining sign-in people import clinics messages audit"),
    dialogs: [
      ["/organisations/:id/clinics", ["organisation.newClinic"]],
      ["/organisations/:id/clinics", ["organisation.severalClinics"]],
      ["/organisations/:id/clinics", ["organisation.moreFor", "Cardiology Outpatients"], "menu"],
      ["/organisations/:id/people", ["people.invite"]],
      ["/organisations/:id/messages", ["hub.write"]],
    ],
  },
  "a clinic": {
    who: "Grace Ellison",
    pages: under("/clinics/cardiology/configure", "waiting-area entry-fields texts waiting joining quality interface sharing apps reporting clinic team audit poster"),
    dialogs: [
      ["/clinics/cardiology/configure/team", ["people.invite"]],
      ["/clinics/cardiology/configure/team", ["people.editName", "Ana Lind"]],
      ["/clinics/cardiology/configure/team", ["people.removeName", "Ana Lind"]],
      ["/clinics/cardiology", ["board.sendLink"]],
    ],
  },
  "one's own account": {
    who: "Grace Ellison",
    pages: ["/account/profile", "/account/security", "/account/roles", "/messages", "/clinics?all"],
    dialogs: [
      ["/account/profile", ["account.changeEmail"]],
      ["/account/security", ["account.setUpFactor"]],
    ],
  },
  "the platform": {
    who: "Ingrid Solheim",
    pages: under("/platform", "organisations administrators health outbox audit"),
    dialogs: [
      ["/platform/organisations", ["platform.newOrganisation"]],
      ["/platform/organisations", ["platform.closeName", "Bridge Street Practice"]],
    ],
  },
  "whoever is not signed in": { who: null, pages: ["/sign-in", "/sign-in/forgot", "/sign-in/new-password", "/sign-in/confirm-email", "/invitation"] },
};

for (const [whose, { who, pages, dialogs = [] }] of Object.entries(sweeps))
  test(`the pages of ${whose} can be used by everybody`, async ({ product, allowing }) => {
    test.setTimeout(300_000);
    const context = await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
    const page = await context.newPage();
    const open = opens(page);
    const id = who ? await signsIn(who) : "";
    const addressOf = (path: string) => product.url + path.replace(":id", id);

    for (const path of pages) {
      await speaks("en");
      await open(addressOf(path));
      await worksForEverybody(page, path);
      await fitsEveryScreen(page, path);
      await speaks("ar");
      await open(addressOf(path));
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      await fitsEveryScreen(page, `${path}, mirrored`);
    }
    for (const [path, opener, by] of dialogs) {
      const where = `${path}: ${opener.join(" ")}`;
      const dialog = page.getByRole("dialog");
      async function openDialog(language: Language): Promise<Locator> {
        await speaks(language);
        await open(addressOf(path));
        const button = page.getByRole("button", { name: textOf(opener, language), exact: true }).first();
        await button.press("Enter");
        if (by === "menu") await page.getByRole("menuitem").last().press("Enter");
        await expect(dialog, where).toBeVisible();
        return button;
      }
      const button = await openDialog("en");
      await worksForEverybody(page, where, "[role=dialog]");
      await fitsEveryScreen(page, where);
      await page.keyboard.press("Escape");
      await expect(dialog, where).toBeHidden();
      await expect(button, where).toBeFocused();
      await openDialog("ar");
      await fitsEveryScreen(page, `${where}, mirrored`);
    }
    await context.close();

    async function signsIn(name: string): Promise<string> {
      const administrator = new Administrator(page, product.demo.people.find((each) => each.name === name)!);
      await administrator.signsIn(product.url);
      return administrator.organisationId(product.url);
    }
    function speaks(value: Language): Promise<void> {
      return context.addCookies([{ name: "anteroom_language", value, url: product.url }]);
    }
  });

/** Opens a page and waits until it has everything that it asked the server for. */
function opens(page: Page): (address: string) => Promise<void> {
  const asked = new Set<Request>();
  page.on("request", (request) => request.resourceType() === "fetch" && asked.add(request));
  page.on("requestfinished", (request) => asked.delete(request));
  page.on("requestfailed", (request) => asked.delete(request));
  return async (address) => {
    asked.clear();
    await page.goto(address, { waitUntil: "domcontentloaded" });
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await expect.poll(() => asked.size, { intervals: [20] }).toBe(0);
  };
}

/** What the catalogue calls it. */
function textOf([id, name = ""]: Opener, language: Language): string {
  const found = catalogues[language][id];
  if (!found) throw new Error(`no message ${id}`);
  return found.replace("{name}", name);
}

const RING = ":focus-visible { outline: 3px solid } .bare:focus-visible { outline: none } .bar { position: fixed; inset: 0 0 auto; block-size: 60px; z-index: 1 }";
const faults = {
  missing: "<button onfocus='document.querySelector(`.last`).focus()'>One</button><button class='last'>Two</button>",
  unmarked: "<button class='bare'>One</button><button>Two</button>",
  covered: "<div class='bar'></div><button style='position: absolute; inset-block-start: 10px'>One</button>",
  outOfOrder: "<div style='display: flex; flex-direction: row-reverse'><button>One</button><button>Two</button></div>",
  isRound: "<button onkeydown='event.preventDefault()'>One</button><button>Two</button>",
} as const;

for (const [fault, main] of Object.entries(faults))
  test(`a walk by Tab tells what is wrong: ${fault}`, async ({ allowing }) => {
    const page = await allowing.newPage();
    await page.setContent(`<!doctype html><style>${RING}</style><main>${main}</main>`);
    const walk = await walksByTab(page);
    expect(walk?.[fault as keyof typeof faults]).not.toEqual(fault === "isRound" ? true : []);
    await page.close();
  });
