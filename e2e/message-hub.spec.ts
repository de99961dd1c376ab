import { readFileSync } from "node:fs";
import { fitsTheScreen, isAccessible } from "./support/accessible.ts";
import { Administrator } from "./support/administrator.ts";
import { expect, test } from "./support/test.ts";

test("an administrator writes to everybody, the bell rings at once, and who has read it is seen", async ({ product, allowing, staff }) => {
  test.setTimeout(120_000);
  const context = await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const grace = new Administrator(await context.newPage(), product.demo.people.find(({ name }) => name === "Grace Ellison")!);
  await grace.signsIn(product.url);
  const organisation = `${product.url}/organisations/${await grace.organisationId(product.url)}`;
  const clinician = await staff("cardiology");
  const bell = clinician.page.getByRole("link", { name: /^Messages/ });
  await expect(bell).toHaveAccessibleName("Messages");

  await grace.page.goto(`${organisation}/messages`);
  await expect(grace.page.getByText("Nothing was sent yet")).toBeVisible();
  await isAccessible(grace.page, "empty hub");
  await grace.beginsAMessage();
  await grace.dialog.getByRole("button", { name: "Send" }).click();
  await expect(grace.dialog.getByText("Write a title.")).toBeVisible();
  await isAccessible(grace.page, "message with errors");
  await grace.writes({ title: "Maintenance on Sunday", body: "From two to a quarter past.", to: "everyone" });
  await grace.beginsAMessage();
  await grace.writes({ title: "Only for you", body: "Please call me.", to: { person: clinician.name } });

  await expect(bell).toHaveAccessibleName("Messages 2 not read");
  await bell.click();
  await expect(clinician.page.getByText("2 messages are not read")).toBeVisible();
  await isAccessible(clinician.page, "inbox");
  // By keyboard alone.
  await clinician.page.locator("summary", { hasText: "Only for you" }).focus();
  await clinician.page.keyboard.press("Enter");
  await expect(clinician.page.getByText("Please call me.")).toBeVisible();
  await expect(clinician.page.getByText("1 message is not read")).toBeVisible();
  await fitsTheScreen(clinician.page, 320);

  await grace.opensReadersOf("Only for you");
  await expect(grace.dialog.getByRole("heading", { name: "Read by 1 of 1" })).toBeVisible();
  await isAccessible(grace.page, "readers");
  await grace.dialog.getByRole("button", { name: "Done" }).click();
  await fitsTheScreen(grace.page, 320);
  await context.close();
});

test("every change stands in the log, is found by its filters and saved as a table", async ({ product, allowing }) => {
  const context = await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", colorScheme: "dark" });
  const grace = new Administrator(await context.newPage(), product.demo.people.find(({ name }) => name === "Grace Ellison")!);
  await grace.signsIn(product.url);
  const organisation = `${product.url}/organisations/${await grace.organisationId(product.url)}`;
  await grace.page.goto(`${organisation}/messages`);
  await grace.beginsAMessage();
  await grace.writes({ title: "A change", body: "To be found.", to: "everyone" });

  await grace.page.goto(`${organisation}/audit`);
  const rows = grace.page.getByRole("row");
  await expect(rows.filter({ hasText: "A change" })).toHaveCount(1);
  await isAccessible(grace.page, "changes");
  await grace.page.getByLabel("What", { exact: true }).selectOption("message.sent");
  await expect(rows.filter({ hasText: "Message sent" }).first()).toContainText("Grace Ellison");
  const [saved] = await Promise.all([grace.page.waitForEvent("download"), grace.page.getByRole("link", { name: "Save as CSV" }).click()]);
  expect(readFileSync(await saved.path(), "utf8")).toContain("A change");
  await grace.page.getByLabel("From", { exact: true }).fill("2099-01-01");
  await expect(grace.page.getByText("Nothing fits these filters")).toBeVisible();
  await grace.page.getByRole("button", { name: "Show everything" }).click();
  await expect(rows.filter({ hasText: "A change" })).toHaveCount(1);
  await fitsTheScreen(grace.page, 320);
  await isAccessible(grace.page, "changes on a narrow screen");
  await context.close();
});
