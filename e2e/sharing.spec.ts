import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isAccessible } from "./support/accessible.ts";
import { expectMovingPicture } from "./support/moving-picture.ts";
import { expect, test } from "./support/test.ts";

/** Somebody's web site, as another site than the product to every browser. */
async function webSite(markup: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((_request, response) => response.setHeader("content-type", "text/html").end(`<!doctype html><html lang="en"><title>Our site</title>${markup}`));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => new Promise((closed) => server.close(() => closed())) };
}

test("a clinic stands in a frame of a web site that it names: a caller waits there, is joined and is seen", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const administrator = await staff(clinic.slug, 1);
  const { page } = administrator;
  await page.goto(`${product.url}/clinics/${clinic.slug}/configure/sharing`);
  const frames = page.getByRole("form", { name: "Inside your web site" });
  const site = await webSite("");
  await frames.getByLabel("Sites").fill("http://www.example.org");
  await frames.getByRole("button", { name: "Save" }).click();
  await expect(frames.getByText(/http:\/\/www\.example\.org.* must be a web site/)).toBeVisible();
  await isAccessible(page, "sharing");
  await frames.getByLabel("Sites").fill(site.url);
  await frames.getByRole("button", { name: "Save" }).click();
  await expect(frames.getByText(/Last changed by/)).toBeVisible();
  const code = await frames.getByLabel("Code of the frame").inputValue();
  await site.close();

  const named = await webSite(code);
  // The port is part of what a browser compares.
  await frames.getByLabel("Sites").fill(named.url);
  await frames.getByRole("button", { name: "Save" }).click();
  await expect(frames.getByText("1 change not saved")).toHaveCount(0);

  const visitor = await patient("Framed");
  const refused: string[] = [];
  visitor.page.on("console", (line) => line.type() === "error" && refused.push(line.text()));
  const stranger = await webSite(code);
  await visitor.page.goto(stranger.url);
  await expect.poll(() => refused.join("\n")).toMatch(/frame-ancestors/);
  await stranger.close();

  await visitor.page.goto(named.url);
  const frame = visitor.page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Start video call" }).click();
  await frame.getByLabel("First name").fill("Framed");
  await frame.getByLabel("Last name").fill("Lindgren");
  await frame.getByLabel("Phone").first().fill("0355501420");
  await frame.getByRole("button", { name: "Continue" }).click();
  await expect(frame.getByTestId("waiting")).toBeVisible();

  await administrator.opensWaitingArea(product.url, clinic.slug);
  await administrator.joins("Framed Lindgren");
  await administrator.seesVideoOf("Framed Lindgren");
  await expectMovingPicture(frame.locator(`video[aria-label*="${administrator.name}"]`).first());
  await administrator.endsForAll();
  await expect(frame.getByTestId("goodbye")).toBeVisible();
  await named.close();
});

test("a clinic gets another link and a short one, and hangs up a poster; who has the old link still comes", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const administrator = await staff(clinic.slug, 1);
  const { page } = administrator;
  const colleague = await staff(clinic.slug, 0);
  const waiting = await patient("Early");
  await waiting.enters(clinic.link);
  await page.goto(`${product.url}/clinics/${clinic.slug}/configure/clinic`);
  const address = page.getByRole("form", { name: "Name and link" });
  await address.getByLabel("Link", { exact: true }).fill("api");
  await address.getByRole("button", { name: "Save" }).click();
  await expect(address.getByText(/kept for the product/)).toBeVisible();
  await address.getByLabel("Link", { exact: true }).fill(`${clinic.slug}-outpatients`);
  await address.getByLabel("Short link").fill("kidneys");
  await address.getByRole("button", { name: "Save" }).click();
  await expect(address.getByText(/Last changed by/)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/clinics/${clinic.slug}-outpatients/configure/clinic`));
  await isAccessible(page, "clinic tab");
  // The page of a colleague follows, without a reload.
  await expect(colleague.page).toHaveURL(new RegExp(`/clinics/${clinic.slug}-outpatients`));
  await expect(colleague.page.getByRole("heading", { name: "Waiting area" }).first()).toBeVisible();

  // Who waits already is back in their place after a reload, and asked nothing.
  await waiting.page.reload();
  await expect(waiting.page).toHaveURL(new RegExp(`/c/${clinic.slug}-outpatients`));
  await expect(waiting.page.getByTestId("waiting")).toBeVisible();
  await colleague.seesRow(waiting.name, "Waiting");

  const caller = await patient("Oldlink");
  await caller.enters(clinic.link);
  await colleague.seesRow(caller.name, "Waiting");
  await caller.page.goto(`${product.url}/s/kidneys`);
  await expect(caller.page).toHaveURL(new RegExp(`/c/${clinic.slug}-outpatients`));

  await page.goto(`${product.url}/clinics/${clinic.slug}-outpatients/configure/poster`);
  await expect(page.getByText(/\/s\/kidneys$/)).toBeVisible();
  await isAccessible(page, "poster");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await page.emulateMedia({ media: null });

  await page.goto(`${product.url}/clinics/${clinic.slug}-outpatients/configure/clinic`);
  await address.getByLabel("Link", { exact: true }).fill(clinic.slug);
  await address.getByLabel("Short link").fill("");
  await address.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(new RegExp(`/clinics/${clinic.slug}/configure/clinic`));
  await expect(address.getByText(`/c/${clinic.slug}-outpatients`)).toBeVisible();
  await address.getByRole("button", { name: "Give up" }).click();
  await page.getByRole("dialog").getByLabel("Type the name to confirm").fill(`${clinic.slug}-outpatients`);
  await page.getByRole("dialog").getByRole("button", { name: "Give up" }).click();
  await expect(page.getByText(`/c/${clinic.slug}-outpatients`)).toHaveCount(0);
});
