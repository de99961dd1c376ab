import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./support/test.ts";

/** A red square of 8 × 8. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEklEQVQImWM4w8CAFWEXHbQSACD0MwEDk/f8AAAAAElFTkSuQmCC", "base64");
const groundOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor);
const poor = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

test("a clinic's colours and logo are on its callers' pages, by day and by night", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const { page } = await staff(clinic.slug, 1);
  await page.goto(`${product.url}/clinics/${clinic.slug}/configure/interface`);
  const colours = page.getByRole("form", { name: "Colours and own picture" });

  // What cannot be read is told as it is typed, with the nearest that can.
  await colours.getByLabel("Primary colour", { exact: true }).fill("#ffcc00");
  await colours.getByRole("button", { name: "Use #9e6d00" }).press("Enter");
  await expect(colours.getByLabel("Primary colour", { exact: true })).toHaveValue("#9e6d00");
  await colours.getByLabel("Background", { exact: true }).fill("#fff4e5");
  expect(await poor(page)).toEqual([]);
  await colours.getByRole("button", { name: "Save" }).click();
  await expect(colours.getByText(/Last changed by/)).toBeVisible();

  const ada = await patient("Ada");
  await ada.page.goto(clinic.link);
  await expect.poll(() => groundOf(ada.page, ".btn-primary")).toBe("rgb(158, 109, 0)");
  expect(await groundOf(ada.page, "body")).toBe("rgb(255, 244, 229)");
  expect(await poor(ada.page)).toEqual([]);
  await ada.page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => groundOf(ada.page, "body")).toBe("rgb(15, 22, 25)");
  expect(await poor(ada.page)).toEqual([]);
  await ada.page.emulateMedia({ colorScheme: "light" });

  // A logo that is no picture is refused with a sentence; a good one is on every page after the save.
  const logo = page.getByRole("form", { name: "Logo" });
  const file = logo.locator("input[type=file]");
  await file.setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>") });
  await expect(logo.getByRole("alert")).toContainText("Save it as PNG");
  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: PNG });
  await expect(logo.getByRole("img", { name: `Logo of ${clinic.name}` })).toBeVisible();
  await logo.getByRole("button", { name: "Save" }).click();
  await expect(logo.getByText(/Last changed by/)).toBeVisible();
  expect(await poor(page)).toEqual([]);
  await ada.page.goto(clinic.link);
  await expect.poll(() => ada.page.locator(".p-head img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await ada.enters(clinic.link);
  await expect(ada.page.getByTestId("waiting").locator(".p-head img")).toBeVisible();
  await page.goto(`${product.url}/clinics/${clinic.slug}`);
  await expect(page.locator(".switcher .logo img")).toBeVisible();

  // Back to where they came from: the product's own.
  await page.goto(`${product.url}/clinics/${clinic.slug}/configure/interface`);
  await logo.getByRole("button", { name: "Reset Picture" }).click();
  await logo.getByRole("button", { name: "Save" }).click();
  await colours.getByRole("button", { name: "Reset Background" }).click();
  await colours.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => groundOf(ada.page, "body")).toBe("rgb(246, 244, 240)");
  await expect(ada.page.locator(".p-head img")).toHaveCount(0);
});
