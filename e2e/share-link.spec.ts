import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./support/test.ts";

test("a clinic's link is sent as a text message, and waits in the outbox where nobody carries texts", async ({ product, allowing }) => {
  const person = (name: string) => product.demo.people.find((each) => each.name === name)!;
  const opens = async (path: string, { email, password }: { email: string; password: string }, viewport: { width: number; height: number }) => {
    const page = await (await allowing.newContext({ locale: "en-GB", baseURL: product.url, viewport })).newPage();
    await page.goto(path);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    return page;
  };

  const page = await opens("/clinics/cardiology", person("Dr Helen Marsh"), { width: 1440, height: 900 });
  // Of the clinic's tools, which stand there whoever waits already.
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  const phone = page.getByLabel("Or to this mobile number");
  await phone.fill("0412 555 010");
  await phone.press("Enter");
  await page.getByText("Write the number with its country’s code").waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/share-link.png` });
  await phone.fill("+61 412 555 010");
  await page.getByRole("button", { name: "Send from here" }).click();
  await page.getByText("No provider of texts is set up").waitFor();

  const outbox = await opens("/platform/outbox", person("Ingrid Solheim"), { width: 1440, height: 900 });
  // The whole number is seen only by opening the message, which is logged.
  await outbox.getByText("…010").click();
  const message = outbox.getByRole("dialog");
  await message.getByText("/c/cardiology").first().waitFor();
  await message.getByText("+61412555010").waitFor();
});
