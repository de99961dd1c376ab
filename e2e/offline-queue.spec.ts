import type { Page } from "@playwright/test";
import { fitsTheScreen, isAccessible } from "./support/accessible.ts";
import type { Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";
import { minutesPass } from "./support/time.ts";

type OutboxText = { id: string; kind: string; to: string; text: string };

/** Whoever runs the platform opens them one by one where nobody carries texts. Newest first. */
async function textsTo(outbox: Page, number: string): Promise<string[]> {
  const { messages } = (await (await outbox.request.get("/api/platform/outbox")).json()) as { messages: OutboxText[] };
  const texts = messages.filter(({ kind }) => kind === "text").map(async ({ id }) => (await (await outbox.request.get(`/api/platform/outbox/${id}`)).json()) as OutboxText);
  return (await Promise.all(texts)).flatMap(({ to, text }) => (to === number ? [text] : []));
}

async function signsIn(page: Page, product: Product, name: string): Promise<Page> {
  const { email, password } = product.demo.people.find((each) => each.name === name)!;
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  return page;
}

test("a clinician is told that nobody looked, the caller puts the phone down, is texted when next, and comes back to the place by the link", async ({
  product,
  patient,
  staff,
  allowing,
}) => {
  test.setTimeout(120_000);
  const clinic = product.demo.clinics[0]!;
  const number = "+61412555777";
  const outbox = await signsIn(await (await allowing.newContext({ baseURL: product.url })).newPage(), product, "Ingrid Solheim");
  const administrator = await staff(clinic.slug, 1);
  await administrator.page.goto(`${product.url}/clinics/${clinic.slug}/configure/waiting-area`);
  const section = administrator.page.getByRole("form", { name: "Callers who put the phone down" });
  await section.getByLabel("Text me when it is my turn").selectOption("Offered: also texted by itself when next in line");
  await section.getByRole("button", { name: "Save" }).click();
  await expect(section.getByText(/Last changed by/)).toBeVisible();
  const escalation = administrator.page.getByRole("form", { name: "When nobody looks" });
  await escalation.getByRole("switch", { name: /Alert somebody/ }).click();
  await escalation.getByRole("combobox", { name: "After", exact: true }).selectOption("2 minutes");
  await escalation.getByRole("combobox", { name: "People to alert" }).selectOption("Dr Priya Nair");
  await escalation.getByRole("button", { name: "Save" }).click();
  await expect(escalation.getByText(/Last changed by/)).toBeVisible();
  await isAccessible(administrator.page, "settings");

  const clinician = await staff(clinic.slug, 0);
  const ada = await patient("Adriana");
  await ada.enters(clinic.link);
  const { page } = ada;
  await page.getByRole("button", { name: "Text me when it is my turn" }).click();
  const dialog = page.getByRole("dialog", { name: "Text me when it is my turn" });
  await expect(dialog.getByLabel("Your mobile number")).toHaveValue("0355501420");
  await dialog.getByRole("button", { name: "Text me a code" }).click();
  await expect(dialog.getByText(/^Please start with \+/)).toBeVisible();
  await isAccessible(page, "number to text");
  await dialog.getByLabel("Your mobile number").fill(number);
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Code from the text message")).toBeFocused();
  const [said = ""] = await textsTo(outbox, number);
  const [, code = ""] = /(\d{6}) is your code for/.exec(said)!;
  await page.keyboard.type(code === "111111" ? "222222" : "111111");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("This is not the code. You can try 4 more times.")).toBeVisible();
  await isAccessible(page, "code");
  await fitsTheScreen(page, 320);
  await page.setViewportSize({ width: 390, height: 844 });
  await dialog.getByLabel("Code from the text message").fill(code);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await ada.seesText("You can put the phone down. We will text you when it is your turn, on the number ending in 777.");
  await isAccessible(page, "waiting, to be texted");

  // Nobody opened the row for two minutes: the first of the list reads it, and opens it.
  await minutesPass(product, 2);
  await expect(clinician.page.getByText(/^Adriana Lindgren has waited \d min, and nobody has opened the row yet\.$/)).toBeVisible();
  await isAccessible(clinician.page, "waiting area, nobody looked");
  await clinician.page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(clinician.page.getByText(/nobody has opened the row yet/)).toHaveCount(0);

  // A lost place is kept for two minutes. Nobody is before them: the rule texts as soon as they are offline.
  await page.close();
  await expect(clinician.row(ada.name)).toContainText("Connection lost");
  await minutesPass(product, 2);
  await expect(clinician.row(ada.name)).toContainText("Offline");
  await expect(clinician.row(ada.name)).toContainText(/Texted, until/);
  await expect(clinician.row(ada.name).getByRole("button", { name: `Recall ${ada.name}` })).toBeVisible();
  await isAccessible(clinician.page, "waiting area with somebody offline");
  const [wayBack = ""] = await textsTo(outbox, number);
  const [link = ""] = /http\S+\/back#\S+/.exec(wayBack)!;

  const other = await patient("Adriana");
  // A scanner of links only looks, however often.
  for (let look = 0; look < 2; look++) await other.page.goto(link);
  await expect(other.page.getByRole("heading", { name: "Go back to your place?" })).toBeVisible();
  await isAccessible(other.page, "way back");
  await expect(clinician.row(ada.name)).toContainText("Offline");
  await other.page.getByRole("button", { name: "Go back to my place" }).click();
  await expect(other.waiting).toBeVisible({ timeout: 15_000 });
  await expect(clinician.row(ada.name)).not.toContainText("Offline");
  await clinician.joins(ada.name);
  await clinician.seesVideoOf(ada.name);
  await clinician.endsForAll();

  await escalation.getByRole("switch", { name: /Alert somebody/ }).click();
  await escalation.getByRole("button", { name: "Save" }).click();
  await expect(escalation.getByText(/not saved/)).toHaveCount(0);
  await section.getByRole("button", { name: "Reset Text me when it is my turn" }).click();
  await expect(section.getByRole("combobox")).toHaveValue("off");
});
