import { readFile } from "node:fs/promises";
import { isAccessible } from "./support/accessible.ts";
import { Administrator } from "./support/administrator.ts";
import { expect, test } from "./support/test.ts";

test("people are imported from the template: wrong rows are mended in place, and the report says what came of it", async ({ product, allowing }) => {
  test.setTimeout(120_000);
  const { url } = product;
  const context = await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const grace = new Administrator(await context.newPage(), product.demo.people.find(({ name }) => name === "Grace Ellison")!);
  await grace.signsIn(url);
  const { page } = grace;
  await page.goto(`${url}/organisations/${await grace.organisationId(url)}/import`);
  await isAccessible(page, "import");

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download the template" }).click()]);
  expect(download.suggestedFilename()).toBe("people.csv");
  const [heading = ""] = (await readFile(await download.path(), "utf8")).split("\r\n");
  const choose = (name: string, content: string | Buffer) =>
    page.getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer: typeof content === "string" ? Buffer.from(content) : content });

  await choose("latin.csv", Buffer.from(`${heading}\nMarlow Valley Health,,m\u00fcller@example.org,reporter,,,`, "latin1"));
  await expect(page.getByText(/This file is not UTF-8/)).toBeVisible();
  await choose("columns.csv", "name,mail\na,b\n");
  await expect(page.getByText(/^These columns are missing: /)).toBeVisible();
  await isAccessible(page, "a file that is wrong");

  const rows = [
    "Marlow Valley Health,/c/cardiology,one@example.org,team member,TRUE,FALSE,FALSE",
    "Bridge Street Practice,/c/bridge-street,two@example.org,team member,TRUE,FALSE,FALSE",
    "Marlow Valley Health,/c/cardiology,=1+1,team member,TRUE,FALSE,FALSE",
    "Marlow Valley Health,/c/cardiology,one@example.org,team member,TRUE,FALSE,FALSE",
    "Marlow Valley Health,,three@example.org,reporter,,,",
  ];
  await choose("people.csv", [heading, ...rows].join("\n"));
  await expect(page.getByText(/rows have faults/)).toBeVisible();
  await expect(page.getByText("E-mail: begins like a formula of a spreadsheet")).toBeVisible();
  await expect(page.getByText(/stands in line 2 already/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Import / })).toHaveCount(0);
  await isAccessible(page, "rows with faults");

  // By keyboard: the cell, and the row that is too much; the rest is checked by itself.
  await page.getByLabel("Organisation, line 3").fill("Marlow Valley Health");
  await page.getByLabel("Clinic link, line 3").fill("/c/cardiology");
  await page.getByLabel("E-mail, line 4").fill("four@example.org");
  await expect(page.getByText(/^Something was changed since the last check/)).toBeVisible();
  await page.getByRole("button", { name: "Leave out line 5" }).press("Enter");
  await expect(page.getByText(/Will be invited: 4/)).toBeVisible();
  await expect(page.getByLabel("E-mail, line 6")).toHaveValue("three@example.org");
  await isAccessible(page, "rows that are right");
  await page.getByRole("button", { name: "Import 4 rows" }).press("Enter");
  await expect(page.getByText("4 rows are imported")).toBeVisible();
  await expect(page.getByText(/Invited: 4/)).toBeVisible();
  await isAccessible(page, "report");

  await page.getByRole("main").getByRole("link", { name: "People" }).click();
  await page.getByRole("button", { name: /^Invited/ }).click();
  await expect(page.getByRole("row", { name: /two@example.org/ })).toContainText("Cardiology Outpatients");
  await expect(page.getByRole("row", { name: /three@example.org/ })).toContainText("Reporter");
  await context.close();
});
