import type { Page } from "@playwright/test";
import { isAccessible } from "./support/accessible.ts";
import { Patient, Staff } from "./support/people.ts";
import { Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

/** A red square of 8 × 8. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEklEQVQImWM4w8CAFWEXHbQSACD0MwEDk/f8AAAAAElFTkSuQmCC", "base64");
const width = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((image: HTMLImageElement) => image.naturalWidth);

/** Everything that a page is sent from now on, over HTTP and over its sockets. */
function listenTo(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = [];
  const frames: string[] = [];
  page.on("response", (response) => void bodies.push(response.text().catch(() => "")));
  page.on("websocket", (socket) => void socket.on("framereceived", ({ payload }) => void frames.push(payload.toString())));
  return async () => [...(await Promise.all(bodies)), ...frames].join("\n");
}

/** Stopped also when a step fails. */
let product: Product;
test.afterEach(() => product?.stop());

test("a clinician has a picture, and in a high-risk clinic another name for callers, who never learn the real one", async ({ allowing }) => {
  test.setTimeout(120_000);
  product = await Product.start();
  const clinic = product.demo.clinics.find(({ slug }) => slug === "cardiology")!;
  const somebody = async (name: string) => {
    const context = await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", baseURL: product.url });
    const staff = new Staff(await context.newPage(), product.demo.people.find((each) => each.name === name)!);
    await staff.signsIn(product.url);
    return staff;
  };
  const nair = await somebody("Dr Priya Nair");
  const { page } = nair;

  // The picture: nothing to save, and in the corner at once.
  await page.goto("/account");
  const file = page.locator("input[type=file]");
  await file.setInputFiles({ name: "me.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>") });
  await expect(page.getByRole("region", { name: "Picture" }).getByRole("alert")).toContainText("Save it as PNG");
  await file.setInputFiles({ name: "me.png", mimeType: "image/png", buffer: PNG });
  await expect(page.getByText("Your picture is shown from now on")).toBeVisible();
  await expect.poll(() => width(page, ".me .face")).toBe(96);
  const face = /[0-9a-f]{64}/.exec((await page.locator(".me .face").getAttribute("src")) ?? "")?.[0] ?? "no picture";
  await isAccessible(page, "profile");

  // The name for callers, by keyboard alone.
  await page.goto("/account/roles");
  await page.getByRole("button", { name: `Change your name for callers of ${clinic.name}` }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name for callers").fill("Guest");
  await expect(dialog.getByText("This would look like the mark of a guest.")).toBeVisible();
  await isAccessible(page, "name for callers");
  await dialog.getByLabel("Name for callers").fill("Dr Heart");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: new RegExp(clinic.name) })).toContainText("Dr Heart");
  await isAccessible(page, "My roles");

  // Whoever manages the team sees both names, the face, and may change it.
  const clerk = await somebody("Ana Lind");
  await clerk.page.goto("/clinics/cardiology/configure/team");
  const row = clerk.page.getByRole("row", { name: /Dr Priya Nair/ });
  await expect(row).toContainText("Callers see Dr Heart");
  await expect.poll(() => row.locator(".face").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(96);
  await isAccessible(clerk.page, "team");
  await row.getByRole("button", { name: "Edit Dr Priya Nair" }).click();
  await expect(clerk.page.getByRole("dialog").getByLabel("Name for callers")).toHaveValue("Dr Heart");
  await isAccessible(clerk.page, "edit");
  await clerk.page.keyboard.press("Escape");
  await clerk.opensWaitingArea(product.url, "cardiology");

  // A caller: not one byte of the name behind it, nor of the face.
  const ada = new Patient(await (await allowing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" })).newPage(), "Ada");
  const everything = listenTo(ada.page);
  await nair.opensWaitingArea(product.url, "cardiology");
  await ada.enters(clinic.link);
  await nair.joins(ada.name);
  await ada.seesVideoOf("Dr Heart");
  await expect(page.locator("[data-self=true]")).toContainText("as Dr Heart");
  await page.getByRole("button", { name: "Turn camera off" }).click();
  await expect(ada.page.locator(".tile .initials").first()).toHaveText("H");
  await isAccessible(ada.page, "the caller's call");
  await isAccessible(page, "the clinician's call");
  await nair.holds();
  await ada.seesText("Dr Heart will come back to you.");
  const sent = await everything();
  expect(sent.includes("Dr Heart")).toBe(true);
  expect(["Priya", "Nair", nair.person.email, face].filter((trace) => sent.includes(trace))).toEqual([]);

  // Without it the caller of the next call sees person and picture.
  await page.goto("/account/roles");
  await page.getByRole("button", { name: `Change your name for callers of ${clinic.name}` }).click();
  await dialog.getByLabel("Name for callers").fill("");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: new RegExp(clinic.name) })).toContainText("Your own name");
  await ada.seesText("Dr Priya Nair will come back to you.");
  await nair.opensWaitingArea(product.url, "cardiology");
  await nair.joins(ada.name);
  await ada.seesVideoOf("Dr Priya Nair");
  await page.getByRole("button", { name: "Turn camera off" }).click();
  await expect.poll(() => width(ada.page, ".tile .face")).toBe(384);
  await isAccessible(ada.page, "the caller's call with a picture");
  await nair.endsForAll();
  await expect(ada.goodbye).toBeVisible();
});
