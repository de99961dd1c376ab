import type { Page } from "@playwright/test";
import { isAccessible } from "./support/accessible.ts";
import { Administrator } from "./support/administrator.ts";
import { Patient, Staff } from "./support/people.ts";
import { Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

/** Two seconds for the page to be another, and half a one to see it. */
const AT_ONCE = { timeout: 2_500 };

/** Stopped also when a step fails. */
let product: Product;
test.afterEach(() => product?.stop());

test("a role that is taken acts at once on open pages of administration and on a running call", async ({ allowing }) => {
  test.setTimeout(120_000);
  product = await Product.start();
  const { url } = product;
  const person = (name: string) => product.demo.people.find((each) => each.name === name)!;
  const desk = async () => (await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" })).newPage();
  const grace = new Administrator(await desk(), person("Grace Ellison"));
  await grace.signsIn(url);
  const organisation = await grace.organisationId(url);

  // An administrator of the organisation, with something typed.
  await grace.page.goto(`${url}/organisations/${organisation}/people`);
  await grace.page.getByRole("button", { name: "Give a role to Tom Okafor" }).click();
  await givesRole(grace.page, "Administrator");
  const tom = new Staff(await desk(), person("Tom Okafor"));
  await tom.signsIn(url);
  await tom.page.goto(`${url}/organisations/${organisation}/information`);
  const information = tom.page.getByRole("form", { name: "Information" });
  await information.getByLabel("Name", { exact: true }).fill("Okafor and Sons");
  await expect(information.getByText("1 change not saved")).toBeVisible();
  await grace.page.getByRole("button", { name: "Edit Tom Okafor" }).click();
  await givesRole(grace.page, "Reporter");
  await isNoLongerTheirs(tom.page);
  expect(await statusOfSaving(tom.page, `/api/organisations/${organisation}/settings/information`, { version: 1, values: { name: "Okafor and Sons" } })).toBe(403);
  await isAccessible(tom.page, "a page that is no longer theirs");
  await tom.page.getByRole("link", { name: "My clinics" }).click();
  await expect(tom.page.getByRole("heading", { name: "My clinics" })).toBeVisible();
  await grace.page.goto(`${url}/organisations/${organisation}/information`);
  await expect(grace.page.getByLabel("Name", { exact: true })).toHaveValue("Marlow Valley Health");

  // An administrator of a clinic who becomes a member of its team.
  await grace.page.goto(`${url}/clinics/cardiology/configure/team`);
  await grace.page.getByRole("button", { name: "Edit Dr Priya Nair" }).click();
  await givesRole(grace.page, "Clinic administrator");
  const priya = new Staff(await desk(), person("Dr Priya Nair"));
  await priya.signsIn(url);
  const team = await priya.page.context().newPage();
  await team.goto(`${url}/clinics/cardiology/configure/team`);
  await expect(team.getByRole("row", { name: /Dr Helen Marsh/ })).toBeVisible();
  await priya.page.goto(`${url}/clinics/cardiology/configure/waiting-area`);
  await priya.page.getByRole("form", { name: "Support" }).getByRole("textbox", { name: "Phone" }).fill("03 5550 0000");
  await grace.page.getByRole("button", { name: "Edit Dr Priya Nair" }).click();
  await givesRole(grace.page, "Team member");
  await Promise.all([isNoLongerTheirs(priya.page), isNoLongerTheirs(team)]);
  expect(await statusOfSaving(priya.page, "/api/clinics/cardiology/settings/support", { version: 0, values: { supportPhone: "03 5550 0000" }, reset: [] })).toBe(403);

  // Somebody in a call leaves it; the caller waits for a colleague, and keeps their place.
  const clinic = product.demo.clinics.find(({ slug }) => slug === "cardiology")!;
  const guest = await allowing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
  const mia = new Patient(await guest.newPage(), "Mia");
  await mia.enters(clinic.link);
  await priya.opensWaitingArea(url, "cardiology");
  await priya.joins(mia.name);
  await mia.seesVideoOf(priya.name);
  await grace.page.getByRole("button", { name: "Remove Dr Priya Nair" }).click();
  await grace.page.getByRole("dialog").getByRole("button", { name: "Remove Dr Priya Nair" }).click();
  await expect(grace.page.getByText("Dr Priya Nair was removed")).toBeVisible();
  await Promise.all([
    expect(priya.page.getByRole("button", { name: "Leave call" })).toBeHidden(AT_ONCE),
    expect(priya.videoOf(mia.name)).toBeHidden(AT_ONCE),
    expect(mia.page.getByText("on hold").first()).toBeVisible(AT_ONCE),
  ]);
  await expect(priya.page.getByRole("link", { name: "My clinics" })).toBeVisible();
  for (const context of allowing.contexts()) await context.close();
});

async function givesRole(page: Page, role: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
}

async function isNoLongerTheirs(page: Page): Promise<void> {
  await expect(page.getByRole("alert").getByRole("heading", { name: "This page is no longer yours" })).toBeVisible(AT_ONCE);
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
}

/** As the page would have sent it. */
function statusOfSaving(page: Page, path: string, section: object): Promise<number> {
  return page.evaluate(
    async ([address, body]) => (await fetch(address, { method: "POST", headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() }, body })).status,
    [path, JSON.stringify(section)] as const,
  );
}
