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
  await waitingArea.getByRole("button", { name: "Save" }).click();
  await expect(waitingArea.getByText(/not saved/)).toHaveCount(0);
  await expect(waitingArea.getByRole("switch", { name: /Waiting area is on/ })).toBeChecked();

  // What is typed and not saved is not lost by a link, nor by the browser's own way back.
  await waitingArea.getByRole("switch", { name: /Calls can be locked/ }).click();
  await page.getByRole("link", { name: "Entry fields" }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay" }).click();
  await page.goBack();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay" }).click();
  await expect(waitingArea.getByText("1 change not saved")).toBeVisible();
  await waitingArea.getByRole("button", { name: "Undo" }).click();

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

  // A choice in both languages: the caller chooses by the words of the language they read.
  await fields.getByRole("button", { name: "Add a field" }).click();
  const choice = fields.getByRole("group", { name: "New field" });
  await choice.getByLabel("Asks for, in English").fill("Transport");
  const transport = fields.getByRole("group", { name: "Transport" });
  await transport.getByLabel("Kind").selectOption("choice");
  await fields.getByRole("button", { name: "Save" }).click();
  await expect(fields.getByText("Add what can be chosen.")).toBeVisible();
  await transport.getByRole("button", { name: "Add an option" }).click();
  await transport.getByLabel("Option 1, in English").fill("By bus");
  await transport.getByLabel(/Option 1, in العربية/).fill("بالحافلة");
  // By mouse, too.
  await transport.locator(".grip").dragTo(fields.getByRole("group", { name: "Medicare number" }));
  await expect(fields.getByRole("group").filter({ hasText: "Kind" }).first()).toContainText("Transport");
  await fields.getByRole("button", { name: "Save" }).click();
  await expect(fields.getByText(/not saved/)).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await ada.opens(clinic.link);
  await ada.page.getByLabel(/Transport/).selectOption({ label: "By bus" });
  await ada.page.getByRole("combobox", { name: "Language" }).selectOption("ar");
  await expect(ada.page.getByText("بالحافلة")).toBeAttached();
  await ada.page.getByRole("combobox", { name: "اللغة" }).selectOption("en");
  await fields.getByRole("button", { name: "Remove Transport" }).click();

  await fields.getByRole("button", { name: "Remove Medicare number" }).click();
  await fields.getByRole("button", { name: "Save" }).click();
  await expect(fields.getByText("1 change not saved")).toHaveCount(0);
});

test("an open waiting area learns at once what the clinic has changed", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug, 0);
  const caller = await patient("Settled");
  await caller.enters(clinic.link);
  await clinician.seesRow(caller.name);
  const administrator = await staff(clinic.slug, 1);
  await administrator.page.goto(`${product.url}/clinics/${clinic.slug}/configure/waiting-area`);
  const waitingArea = administrator.page.getByRole("form", { name: "Waiting area" });
  await waitingArea.getByRole("switch", { name: /Check two identifiers/ }).click();
  await waitingArea.getByRole("button", { name: "Save" }).click();
  await expect(waitingArea.getByText(/not saved/)).toHaveCount(0);

  await clinician.row(caller.name).getByRole("button", { name: /^Join/ }).click();
  const question = clinician.page.getByRole("dialog", { name: `Is this ${caller.name}?` });
  await question.getByRole("checkbox", { name: /Name/ }).check();
  await question.getByRole("button", { name: /^Join/ }).press("Enter");
  await expect(question.getByText("Tick at least two.")).toBeVisible();
  expect((await new AxeBuilder({ page: clinician.page }).analyze()).violations).toEqual([]);
  await question.getByRole("checkbox", { name: /Phone/ }).check();
  await question.getByRole("button", { name: /^Join/ }).click();
  await clinician.seesVideoOf(caller.name);
  await clinician.endsForAll();

  await waitingArea.getByRole("button", { name: "Reset Check two identifiers" }).click();
  await waitingArea.getByRole("button", { name: "Save" }).click();
  await expect(waitingArea.getByText(/not saved/)).toHaveCount(0);
  await expect(waitingArea.getByRole("switch", { name: /Check two identifiers/ })).not.toBeChecked();
});
