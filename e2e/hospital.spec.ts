import type { Browser, Page } from "@playwright/test";
import { isAccessible } from "./support/accessible.ts";
import { acceptsInvitation, createsClinics, importsPeople, linkFromOutbox, setsUp } from "./support/first-evening.ts";
import { Patient, Staff } from "./support/people.ts";
import { Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

const PASSWORD = "seven purple ladders";
const NORTH = { name: "Northern Rivers Health", domain: "north.example", people: 380 };
const SOUTH = { name: "Southern Coast Health", domain: "south.example", people: 220 };
const SPECIALTIES =
  "Antenatal,Audiology,Cardiac rehabilitation,Chronic pain,Dermatology,Diabetes,Dietetics,Endocrinology,Fracture,Gastroenterology,Genetics,Geriatrics,Haematology,Immunology,Kidney,Lung function,Memory,Neonatal,Oncology,Paediatrics,Rheumatology,Sleep,Urology".split(
    ",",
  );

/** Stopped also when a step fails. */
let product: Product;
test.afterEach(() => product?.stop());

test("two organisations with forty clinics and six hundred people are set up in one evening, and everybody sees what is theirs", async ({ allowing }) => {
  test.setTimeout(180_000);
  product = await Product.startEmpty();
  const { url } = product;
  const desk = { viewport: { width: 1440, height: 900 }, locale: "en-GB" };
  const open = async (browser: Browser = allowing) => (await browser.newContext(desk)).newPage();

  const rosa = await open();
  await rosa.goto(url);
  await setsUp(rosa, { code: product.setUpCode, name: "Rosa Lindqvist", email: "rosa@north.example", password: PASSWORD, organisation: NORTH.name, clinic: "Cardiology" });
  await expect(rosa).toHaveURL(/\/clinics\/cardiology$/);
  await rosa.getByRole("button", { name: /Rosa Lindqvist/ }).click();
  await rosa.getByRole("menuitem", { name: "Platform" }).click();
  await createsOrganisation(rosa, SOUTH.name, "sam@south.example");
  await isAccessible(rosa, "organisations");

  // Sam runs the other organisation: nothing is in it but what he makes.
  const sam = await open();
  await acceptsInvitation(sam, await linkFromOutbox(rosa, url, "sam@south.example"), "Sam Okoro", PASSWORD);
  await sam.getByRole("link", { name: SOUTH.name }).click();
  await expect(sam.getByText("No clinic yet")).toBeVisible();
  await isAccessible(sam, "no clinic yet");

  const north = await clinicsPage(rosa, url, NORTH.name);
  await createsClinic(rosa, "Neurology", "neuro@north.example");
  await createsClinics(
    rosa,
    SPECIALTIES.map((name) => ({ name, administrator: `lead-${name.toLowerCase().replaceAll(" ", "-")}@north.example` })),
  );
  await expect(rosa.getByText("25 clinics, nobody waiting now")).toBeVisible();
  await createsClinic(sam, "Southern Cardiology", "heart@south.example");
  await createsClinics(
    sam,
    SPECIALTIES.slice(0, 14).map((name) => ({ name: `Southern ${name}`, administrator: `lead-${name.toLowerCase().replaceAll(" ", "-")}@south.example` })),
  );
  await expect(sam.getByText("15 clinics, nobody waiting now")).toBeVisible();
  await isAccessible(sam, "fifteen clinics");

  await importsPeople(rosa, [
    ...peopleOf(NORTH, ["cardiology", "neurology", ...SPECIALTIES.map(slugged)]),
    `${NORTH.name},neurology,person0@north.example,team member,TRUE,FALSE,FALSE`,
    `${NORTH.name},,cora@north.example,coordinator,,,`,
  ]);
  await importsPeople(sam, [
    ...peopleOf(
      SOUTH,
      SPECIALTIES.slice(0, 14).map((name) => `southern-${slugged(name)}`),
    ),
    `${SOUTH.name},,rita@south.example,reporter,,,`,
  ]);
  await isAccessible(sam, "import report");

  // A member of two clinics sees two.
  const nora = await open();
  await acceptsInvitation(nora, await linkFromOutbox(rosa, url, "person0@north.example"), "Nora Berg", PASSWORD);
  await nora.goto(`${url}/clinics`);
  await expect(nora.getByRole("heading", { level: 2 })).toHaveText(["Cardiology", "Neurology"]);
  await isAccessible(nora, "my clinics");
  for (const path of ["/clinics/antenatal", "/clinics/southern-antenatal", `/organisations/${north}/clinics`, `/organisations/${north}/people`, "/platform/organisations"])
    await seesNothingAt(nora, url + path);

  // A coordinator sees the clinics of her organisation, and a reporter of the other one the names alone.
  const cora = await open();
  await acceptsInvitation(cora, await linkFromOutbox(rosa, url, "cora@north.example"), "Cora Lund", PASSWORD);
  await cora.goto(`${url}/organisations/${north}/clinics`);
  await expect(cora.getByText("25 clinics, nobody waiting now")).toBeVisible();
  await expect(cora.getByRole("link", { name: "Bulk import" })).toHaveCount(0);
  await seesNothingAt(cora, `${url}/organisations/${north}/import`);
  await cora.goto(`${url}/organisations/${north}/clinics`);
  const south = await idOf(sam, SOUTH.name);
  const rita = await open();
  await acceptsInvitation(rita, await linkFromOutbox(rosa, url, "rita@south.example"), "Rita Moss", PASSWORD);
  await rita.goto(`${url}/organisations/${south}/clinics`);
  await expect(rita.getByText("15 clinics", { exact: true })).toBeVisible();
  await expect(rita.getByRole("columnheader", { name: "Waiting" })).toHaveCount(0);

  // An administrator of one organisation finds nothing of the other, and sees everybody of their own.
  for (const path of [`/organisations/${north}/clinics`, `/organisations/${north}/people`, `/organisations/${north}/audit`, "/clinics/cardiology", "/clinics/neurology/configure"])
    await seesNothingAt(sam, url + path);
  await sam.goto(`${url}/clinics?all`);
  await expect(sam.getByRole("heading", { level: 2 })).toHaveCount(15);
  await expect(sam.getByText(NORTH.name)).toHaveCount(0);
  await sam.goto(`${url}/organisations/${south}/people`);
  await sam.getByRole("button", { name: /^Invited/ }).click();
  // Fifteen who lead clinics and everybody of the file, but for Rita, who came.
  await expect(sam.getByRole("button", { name: /^Invited/ })).toContainText(String(SOUTH.people + 15));
  await isAccessible(sam, "invited");

  // A link that came out of all this works.
  const guest = await allowing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
  const ada = new Patient(await guest.newPage(), "Ada");
  await ada.enters(`${url}/c/neurology`);
  await expect(cora.getByText("25 clinics, 1 person waiting now")).toBeVisible();
  const staff = new Staff(nora, { name: "Nora Berg", email: "person0@north.example", password: PASSWORD, role: "teamMember", clinics: ["cardiology", "neurology"] });
  await staff.opensWaitingArea(url, "neurology");
  await staff.joins(ada.name);
  await ada.seesVideoOf(staff.name);
  await expect(cora.getByRole("row", { name: "Neurology" })).toContainText("1");
  for (const context of allowing.contexts()) await context.close();
});

async function createsOrganisation(page: Page, name: string, administrator: string): Promise<void> {
  await page.getByRole("button", { name: "New organisation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel(/first administrator/i).fill(administrator);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

async function createsClinic(page: Page, name: string, administrator: string): Promise<void> {
  await page.getByRole("button", { name: "New clinic" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await expect(dialog.getByLabel("Link for callers")).toHaveValue(slugged(name));
  await dialog.getByLabel(/first administrator/i).fill(administrator);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("row", { name })).toBeVisible();
}

async function clinicsPage(page: Page, url: string, organisation: string): Promise<string> {
  const id = await idOf(page, organisation);
  await page.goto(`${url}/organisations/${id}/clinics`);
  return id;
}

async function idOf(page: Page, organisation: string): Promise<string> {
  const me = (await (await page.request.get(new URL("/api/me", page.url()).href)).json()) as { organisations: { id: string; name: string }[] };
  return me.organisations.find(({ name }) => name === organisation)?.id ?? "";
}

async function seesNothingAt(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { name: /is not yours|not among yours/ }).first()).toBeVisible();
}

/** A row for each, spread over the clinics; every role and every permission is among them. */
function peopleOf({ name, domain, people }: typeof NORTH, clinics: readonly string[]): string[] {
  const roles = ["team member", "clinic clerk", "team member", "service referrer", "clinic administrator"];
  return Array.from({ length: people }, (_, number) => {
    const role = number === 0 ? "team member" : roles[number % roles.length];
    const tick = (every: number) => (number % every === 0 ? "TRUE" : "FALSE");
    const permissions = role === "service referrer" ? "FALSE,FALSE,FALSE" : `TRUE,${tick(2)},${tick(3)}`;
    return `${name},/c/${clinics[number % clinics.length]},person${number}@${domain},${role},${permissions}`;
  });
}

function slugged(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}
