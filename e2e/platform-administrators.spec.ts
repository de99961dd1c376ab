import type { BrowserContextOptions, Page } from "@playwright/test";
import { fitsTheScreen, isAccessible } from "./support/accessible.ts";
import { startMailbox } from "./support/mailbox.ts";
import { type DemoPerson, Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

let product: Product;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
test.beforeAll(async () => {
  mailbox = await startMailbox();
  product = await Product.start({ SMTP_URL: mailbox.url, MAIL_FROM: "Video visits <no-reply@marlow.example>" });
});
test.afterAll(async () => {
  await product.stop();
  await mailbox.stop();
});

test("whoever runs the installation alone asks somebody to join, and leaves it to them", async ({ allowing }) => {
  const ingrid = product.demo.people.find(({ name }) => name === "Ingrid Solheim")!;
  const open = async (options: BrowserContextOptions = {}) =>
    (await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", baseURL: product.url, ...options })).newPage();
  const page = await open();
  await page.goto("/platform/administrators");
  await signsIn(page, ingrid);
  await page.getByText("You are the only one.").waitFor();
  await page.getByText("The last one cannot be removed").waitFor();
  await looks(page, "alone");

  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByRole("dialog").getByLabel("E-mail addresses").fill("olga@operator.example");
  await looks(page, "inviting");
  await page.getByRole("dialog").getByRole("button", { name: "Invite 1 person" }).click();
  await page.getByRole("button", { name: /^Invited/ }).click();
  await page
    .getByRole("row", { name: /olga@operator.example/ })
    .getByText("Platform administrator")
    .waitFor();
  await looks(page, "pending");

  const olga = await open({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await olga.goto(await mailbox.linkTo("olga@operator.example"));
  await olga.getByText("Platform administrator").waitFor();
  await looks(olga, "invited");
  await olga.getByLabel("Your name").fill("Olga Operator");
  await olga.getByLabel("Choose a password").fill("four words of nonsense");
  await olga.getByRole("button", { name: "Make my account" }).click();
  await olga.waitForURL(/\/platform\/organisations/);
  await olga.goto("/platform/administrators");
  await olga.getByRole("row", { name: /Ingrid Solheim/ }).waitFor();
  await looks(olga, "two");
  await fitsTheScreen(olga, 320);

  await page.reload();
  await page
    .getByRole("row", { name: /Ingrid Solheim/ })
    .getByRole("button", { name: "Leave" })
    .click();
  await page.getByText("You lose these pages at once").waitFor();
  await looks(page, "leaving");
  await page.getByLabel("Type the name to confirm").fill("Ingrid Solheim");
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await page.getByRole("heading", { name: "This page is no longer yours" }).first().waitFor();
  await olga.reload();
  await olga.getByText("You are the only one.").waitFor();

  const arabic = await open({ viewport: { width: 390, height: 844 }, locale: "ar" });
  await arabic.goto("/platform/administrators");
  await arabic.locator("input[name=email]").fill("olga@operator.example");
  await arabic.locator("input[name=password]").fill("four words of nonsense");
  await arabic.locator("button[type=submit]").click();
  await arabic.getByRole("table").waitFor();
  await looks(arabic, "arabic");
});

async function signsIn(page: Page, { email, password }: Pick<DemoPerson, "email" | "password">): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function looks(page: Page, where: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/platform-${where.replaceAll(" ", "-")}.png`, fullPage: true });
  await isAccessible(page, where);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}
