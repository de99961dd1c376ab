import { fitsEveryScreen, isAccessible, worksForEverybody } from "./support/accessible.ts";
import { setsUp } from "./support/first-evening.ts";
import { Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

const ROSA = { name: "Rosa Lindqvist", email: "rosa@north.example", password: "seven purple ladders", organisation: "Northern Rivers Health", clinic: "Cardiology" };

/** Stopped also when a step fails. */
let product: Product;
test.afterEach(() => product?.stop());

test("whoever starts a new installation sets it up within two minutes, and a patient waits in its first clinic", async ({ allowing, patient }) => {
  test.setTimeout(120_000);
  product = await Product.startEmpty();
  const context = await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const [page, late] = [await context.newPage(), await context.newPage()];
  // Whatever is opened first leads there.
  await page.goto(product.url);
  await expect(page.getByRole("heading", { name: "Set up Anteroom" })).toBeVisible();
  await worksForEverybody(page, "set-up");

  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await expect(page.getByText("Please fill this in.").first()).toBeVisible();
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await isAccessible(page, "set-up with mistakes");

  await setsUp(page, { ...ROSA, code: "abcd-efgh-jkmn-pqrs" });
  await expect(page.getByText("This is not the code that was printed.")).toBeVisible();
  await expect(page.getByLabel("Link of the clinic")).toHaveValue("cardiology");
  await setsUp(page, { ...ROSA, code: product.setUpCode, password: "passwordpassword" });
  await expect(page.getByText(/too easy to guess/)).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();

  // Somebody else has the page open too; the code is worth nothing once it was used.
  await late.goto(`${product.url}/setup`);
  await fitsEveryScreen(late, "set-up");
  const mirrored = await (await allowing.newContext({ locale: "ar" })).newPage();
  await mirrored.goto(`${product.url}/setup`);
  await mirrored.getByRole("heading", { level: 1 }).waitFor();
  await expect(mirrored.locator("html")).toHaveAttribute("dir", "rtl");
  await fitsEveryScreen(mirrored, "set-up, mirrored");
  await mirrored.context().close();
  await setsUp(page, { ...ROSA, code: product.setUpCode.toUpperCase() });
  await expect(page).toHaveURL(/\/clinics\/cardiology$/);
  await expect(page.getByRole("heading", { name: "Waiting area" })).toBeVisible();
  await setsUp(late, { ...ROSA, email: "late@north.example", code: product.setUpCode });
  await expect(late.getByText("This installation is set up already.")).toBeVisible();
  await isAccessible(late, "set up already");

  await page.getByRole("button", { name: /Rosa Lindqvist/ }).click();
  await page.getByRole("menuitem", { name: "Platform" }).click();
  await expect(page.getByRole("link", { name: "Northern Rivers Health" })).toBeVisible();
  await isAccessible(page, "organisations");
  await page.getByRole("link", { name: "Health", exact: true }).click();
  await expect(page.getByText(/^PostgreSQL/)).toBeVisible();
  await isAccessible(page, "health");

  const ada = await patient("Ada");
  await ada.enters(`${product.url}/c/cardiology`);
  await page.goto(`${product.url}/clinics/cardiology`);
  await expect(page.getByRole("row", { name: ada.name })).toBeVisible();

  await context.close();
});
