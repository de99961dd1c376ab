import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { test } from "./support/test.ts";

test("a clinic's administrator changes its settings, and callers meet them", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const administrator = await staff(clinic.slug, 1);
  const { page } = administrator;
  await page.getByRole("link", { name: "Configure" }).click();
  const waitingArea = page.getByRole("form", { name: "Waiting area" });
  await expect(waitingArea.getByText("Never changed")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await waitingArea.getByRole("switch", { name: /Waiting area is on/ }).click();
  await expect(waitingArea.getByText("1 change not saved")).toBeVisible();
  await waitingArea.getByRole("button", { name: "Save" }).click();
  await expect(waitingArea.getByText(/Last changed by/)).toBeVisible();
  const ada = await patient("Ada");
  await ada.page.goto(clinic.link);
  await expect(ada.page.getByRole("button", { name: "Start video call" })).toHaveCount(0);
  await waitingArea.getByRole("button", { name: "Reset Waiting area is on" }).click();
  await expect(waitingArea.getByRole("switch", { name: /Waiting area is on/ })).toBeChecked();

  // Hours that end before they begin are refused with the reason, and nothing is lost.
  const hours = page.getByRole("form", { name: "Hours" });
  await hours.getByRole("switch", { name: /Always open/ }).click();
  await hours.getByLabel("Monday: open until").fill("08:00");
  await hours.getByRole("button", { name: "Save" }).click();
  await expect(hours.getByText(/end \(08:00\) before they begin \(09:00\)/)).toBeVisible();
  await hours.getByRole("button", { name: "Undo" }).click();

  // By keyboard alone: a new field goes before the others, and callers are asked for it.
  await page.getByRole("link", { name: "Entry fields" }).click();
  const fields = page.getByRole("form", { name: "Entry fields" });
  await fields.getByRole("button", { name: "Add a field" }).press("Enter");
  await fields.getByRole("group", { name: "New field" }).getByLabel("Asks for, in English").fill("Medicare number");
  await fields.getByRole("button", { name: "Move Medicare number up" }).press("Enter");
  await fields.getByRole("button", { name: "Save" }).press("Enter");
  await expect(fields.getByText(/Last changed by/)).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await ada.opens(clinic.link);
  await expect(ada.page.getByLabel(/Medicare number/)).toBeVisible();

  await fields.getByRole("button", { name: "Remove Medicare number" }).click();
  await fields.getByRole("button", { name: "Save" }).click();
  await expect(fields.getByText("1 change not saved")).toHaveCount(0);
});
