import type { Page } from "@playwright/test";
import { isAccessible } from "./support/accessible.ts";
import { acceptsInvitation, linkFromOutbox } from "./support/first-evening.ts";
import { Patient, Staff } from "./support/people.ts";
import { Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

const PASSWORD = "seven purple ladders";
const HARBOUR = "Harbour Health";
/** Two seconds for the page to be another, and half a one to see it. */
const AT_ONCE = { timeout: 2_500 };

/** Stopped also when a step fails. */
let product: Product;
test.afterEach(() => product?.stop());

test("an organisation is created, run by whom it invites, closed and opened again", async ({ allowing }) => {
  test.setTimeout(120_000);
  product = await Product.start();
  const { url } = product;
  const open = async () => (await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" })).newPage();

  // By keyboard alone, from the first letter on.
  const ingrid = new Staff(await open(), product.demo.people.find(({ name }) => name === "Ingrid Solheim")!);
  await ingrid.signsIn(url);
  await ingrid.page.goto(`${url}/platform/organisations`);
  await types(ingrid.page, "New organisation", [HARBOUR, "hana@harbour.example"]);
  await expect(ingrid.page.getByRole("heading", { name: HARBOUR })).toBeVisible();
  await expect(ingrid.page.getByText("Invited: hana@harbour.example", { exact: true })).toBeVisible();

  const hana = await open();
  await acceptsInvitation(hana, await linkFromOutbox(ingrid.page, url, "hana@harbour.example"), "Hana Ito", PASSWORD);
  await hana.getByRole("link", { name: HARBOUR, exact: true }).click();
  await expect(hana.getByText("No clinic yet")).toBeVisible();
  await types(hana, "New clinic", ["Harbour Dental"]);
  await hana
    .getByRole("dialog")
    .getByLabel(/first administrator/i)
    .fill("lead@harbour.example");
  await hana.keyboard.press("Enter");
  await expect(hana.getByRole("row", { name: "Harbour Dental" })).toBeVisible();

  // She invites a coordinator, who may invite a reporter and nobody above herself.
  await hana.getByRole("link", { name: "People", exact: true }).click();
  await invites(hana, "cora@harbour.example", "Coordinator");
  const cora = await open();
  await acceptsInvitation(cora, await linkFromOutbox(ingrid.page, url, "cora@harbour.example"), "Cora Lund", PASSWORD);
  // One clinic: she begins in its waiting area, and finds what she runs from there.
  await expect(cora.getByRole("heading", { name: "Waiting area" })).toBeVisible();
  await cora.getByRole("link", { name: "My clinics" }).click();
  await cora.getByRole("link", { name: HARBOUR, exact: true }).click();
  await cora.getByRole("link", { name: "People", exact: true }).click();
  await invites(cora, "rita@harbour.example", "Reporter");

  // A reporter sees which clinics there are, and nothing else.
  const rita = await open();
  await acceptsInvitation(rita, await linkFromOutbox(ingrid.page, url, "rita@harbour.example"), "Rita Moss", PASSWORD);
  await rita.getByRole("link", { name: HARBOUR, exact: true }).click();
  await expect(rita.getByText("1 clinic", { exact: true })).toBeVisible();
  const clinics = rita.getByRole("table", { name: "Clinics" });
  await expect(clinics.getByRole("row", { name: "Harbour Dental" })).toBeVisible();
  await expect(clinics.getByRole("columnheader")).toHaveText(["Clinic", "Link", "Actions"]);
  await expect(rita.getByRole("main").getByRole("button")).toHaveText([""]);
  await expect(rita.getByRole("complementary").getByRole("link")).toHaveText(["Clinics", "Messages", "My roles", "My clinics"]);
  await isAccessible(rita, "clinics of a reporter");
  const organisation = /organisations\/([\w-]+)/.exec(rita.url())?.[1] ?? "";
  const closedToHer = ["people", "import", "audit", "messages", "information", "interface", "joining", "sign-in"].map((page) => `/organisations/${organisation}/${page}`);
  for (const path of [...closedToHer, "/clinics/harbour-dental", "/clinics/harbour-dental/configure", "/clinics/harbour-dental/configure/team", "/platform/organisations"]) {
    await rita.goto(url + path);
    await expect(rita.getByRole("heading", { name: /is not yours|not among yours/ }).first(), path).toBeVisible();
  }

  // Closed: everybody is out, and whoever waits is sent home.
  const guest = await allowing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
  const mia = new Patient(await guest.newPage(), "Mia");
  await mia.enters(`${url}/c/harbour-dental`);
  const waitingArea = await hana.context().newPage();
  await waitingArea.goto(`${url}/clinics/harbour-dental`);
  await expect(waitingArea.getByRole("row", { name: mia.name })).toBeVisible();
  await rita.goto(`${url}/organisations/${organisation}/clinics`);
  await ingrid.page.goto(`${url}/platform/organisations`);
  await types(ingrid.page, `Close ${HARBOUR}`, [HARBOUR]);
  await expect(ingrid.page.getByText(/^Closed since/)).toBeVisible();
  await Promise.all([
    expect(hana.getByRole("alert").getByRole("heading", { name: "This page is no longer yours" })).toBeVisible(AT_ONCE),
    expect(waitingArea.getByRole("row", { name: mia.name })).toBeHidden(AT_ONCE),
    expect(cora.getByRole("button", { name: "Invite" })).toBeHidden(AT_ONCE),
    expect(rita.getByText("Harbour Dental")).toBeHidden(AT_ONCE),
    expect(mia.goodbye).toBeVisible(),
  ]);
  await isAccessible(ingrid.page, "a closed organisation");
  const late = new Patient(await guest.newPage(), "Late");
  await late.page.goto(`${url}/c/harbour-dental`);
  await expect(late.page.getByRole("heading", { level: 1 })).toHaveText("We do not know this link");
  await isAccessible(late.page, "the link of a closed organisation");

  // Open again as it was, for its people and its callers.
  await ingrid.page.getByRole("button", { name: /^Open again/ }).click();
  await expect(ingrid.page.getByRole("button", { name: `Close ${HARBOUR}` })).toBeVisible();
  await hana.goto(`${url}/organisations/${organisation}/clinics`);
  await expect(hana.getByRole("row", { name: "Harbour Dental" })).toBeVisible();
  await late.enters(`${url}/c/harbour-dental`);
  await hana.goto(`${url}/clinics/harbour-dental`);
  await expect(hana.getByRole("row", { name: late.name })).toBeVisible();
  for (const context of allowing.contexts()) await context.close();
});

/** Opens a dialog, types at once, goes on by Tab, and sends it by Enter where it was filled in whole. */
async function types(page: Page, opener: string, texts: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: opener, exact: true }).first().press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  for (const [at, text] of texts.entries()) {
    if (at > 0) await page.keyboard.press("Tab");
    await page.keyboard.type(text);
  }
  if (opener !== "New clinic") await page.keyboard.press("Enter");
}

async function invites(page: Page, address: string, role: string): Promise<void> {
  await page.getByRole("button", { name: "Invite", exact: true }).press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.type(address);
  await expect(dialog.getByRole("radio", { name: /^Administrator/ })).toHaveCount(role === "Reporter" ? 0 : 1);
  await dialog.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await dialog.getByRole("button", { name: "Invite 1 person" }).press("Enter");
  await expect(dialog).toBeHidden();
}
