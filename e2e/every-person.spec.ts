import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";

test("a caller who refuses camera and microphone waits, writes, and is told how to mend it", async ({ product, patientWithoutDevices, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const mia = await patientWithoutDevices("Mia");
  await mia.enters(clinic.link);
  await mia.seesText(/blocking|blocked/i);
  await clinician.seesRow(mia.name, "Waiting");

  await mia.page.getByRole("button", { name: /Write/ }).first().click();
  await mia.page.getByRole("textbox").last().fill("My camera does not work");
  await mia.page.getByRole("button", { name: /^Send/ }).click();
  await clinician
    .row(mia.name)
    .getByRole("button", { name: /Message/ })
    .click();
  await clinician.seesText("My camera does not work");
  await clinician.page
    .getByRole("button", { name: /^Close/ })
    .first()
    .click();

  await clinician.joins(mia.name);
  await mia.seesVideoOf(clinician.name);
  await clinician.endsForAll();
  await expect(mia.goodbye).toBeVisible();
});

test("in Arabic the pages are mirrored and the visit works", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const nour = await patient("Nour", { locale: "ar" });
  await nour.page.goto(clinic.link);
  await expect(nour.page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(nour.page.locator("html")).toHaveAttribute("lang", /^ar/);
  await nour.page.getByRole("button").or(nour.page.getByRole("link")).filter({ hasText: "ابدأ" }).first().click();
  const fields = nour.page.getByRole("textbox");
  await fields.nth(0).fill("نور");
  await fields.nth(1).fill("حداد");
  await fields.nth(2).fill("0355501420");
  await nour.page.locator("form button[type=submit]").click();
  await expect(nour.waiting).toBeVisible({ timeout: 15_000 });
  await clinician.seesRow("نور حداد", "Waiting");
  await clinician.joins("نور حداد");
  await nour.seesVideoOf(clinician.name);
  await expect(nour.page.locator("html")).toHaveAttribute("dir", "rtl");
  await clinician.endsForAll();
  await expect(nour.goodbye).toBeVisible();
});

test("by keyboard alone: from the link to the call, on both sides", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const oda = await patient("Oda");
  await oda.page.goto(clinic.link);
  await tabTo(oda.page, /Start video call/);
  await oda.page.keyboard.press("Enter");
  await tabTo(oda.page, /First name/);
  await oda.page.keyboard.type("Oda");
  await tabTo(oda.page, /Last name/);
  await oda.page.keyboard.type("Lindgren");
  await tabTo(oda.page, /Phone/);
  await oda.page.keyboard.type("0355501420");
  await oda.page.keyboard.press("Enter");
  await expect(oda.waiting).toBeVisible({ timeout: 15_000 });

  await clinician.seesRow(oda.name);
  await tabTo(clinician.page, new RegExp(`^Join.*${oda.name}|^Join$`));
  await clinician.page.keyboard.press("Enter");
  await clinician.seesVideoOf(oda.name);
  await oda.seesVideoOf(clinician.name);

  await tabTo(oda.page, /Mute microphone/);
  await oda.page.keyboard.press("Enter");
  await expect(oda.page.getByRole("button", { name: "Unmute microphone" })).toBeFocused();
  await clinician.endsForAll();
  await expect(oda.goodbye).toBeVisible();
});

/** Presses Tab until the focused thing has this name; a hundred presses without it is a trap. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 100; i++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element) return "";
      const labels = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent ?? "") : [];
      return (element.getAttribute("aria-label") ?? labels[0] ?? element.textContent ?? "").trim();
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

test("at 320 px nothing scrolls sideways on the patient's way", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug, 0, { viewport: { width: 320, height: 640 } });
  const pia = await patient("Pia", { viewport: { width: 320, height: 568 } });
  const fits = async (page: Page) => expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);

  await pia.page.goto(clinic.link);
  await fits(pia.page);
  await pia.enters(clinic.link);
  await fits(pia.page);
  await fits(clinician.page);
  await clinician.joins(pia.name);
  await pia.seesVideoOf(clinician.name);
  await fits(pia.page);
  await fits(clinician.page);
  await clinician.endsForAll();
  await expect(pia.goodbye).toBeVisible();
  await fits(pia.page);
});
