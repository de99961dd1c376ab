import { expect, type Page } from "@playwright/test";

export type SetUp = { code: string; name: string; email: string; password: string; organisation: string; clinic: string };

/** The page of a new installation, filled in and sent. */
export async function setsUp(page: Page, { code, name, email, password, organisation, clinic }: SetUp): Promise<void> {
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Name of the organisation").fill(organisation);
  await page.getByLabel("Name of the first clinic").fill(clinic);
  await page.getByRole("button", { name: "Set up and sign in" }).click();
}

/** Without a mail server the platform's administrator passes links on. */
export async function linkFromOutbox(page: Page, url: string, address: string): Promise<string> {
  await page.goto(`${url}/platform/outbox`);
  const search = page.getByLabel("Search by address or word");
  await search.fill(address);
  await search.press("Enter");
  await page.getByRole("button", { name: address }).first().click();
  const link = /https?:\/\/\S+/.exec(
    (await page
      .getByRole("dialog")
      .getByText(/https?:\/\/\S+/)
      .textContent()) ?? "",
  )?.[0];
  await page.keyboard.press("Escape");
  return link ?? "";
}

/** Somebody without an account follows the link of an invitation. */
export async function acceptsInvitation(page: Page, link: string, name: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Choose a password").fill(password);
  await page.getByRole("button", { name: "Make my account" }).click();
  await expect(page).toHaveURL(/\/clinics/);
}

/** The clinics of an organisation, pasted as a list. */
export async function createsClinics(page: Page, clinics: readonly { name: string; administrator: string }[]): Promise<void> {
  await page.getByRole("button", { name: "Several clinics" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Clinics", { exact: true }).fill(clinics.map(({ name, administrator }) => `${name}\t${administrator}`).join("\n"));
  await dialog.getByRole("button", { name: `Create ${clinics.length} clinics` }).click();
  await expect(dialog).toBeHidden();
}

/** A file of people, looked at and confirmed. */
export async function importsPeople(page: Page, lines: readonly string[]): Promise<void> {
  await page.getByRole("link", { name: "Bulk import" }).click();
  const heading = "organisation,clinic link,e-mail,role,waiting area,meeting rooms,user room";
  await page.getByLabel("CSV file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from([heading, ...lines].join("\n")) });
  await page.getByRole("button", { name: new RegExp(`^Import ${lines.length} rows`) }).click();
  await expect(page.getByText(`${lines.length} rows are imported`)).toBeVisible({ timeout: 30_000 });
}
