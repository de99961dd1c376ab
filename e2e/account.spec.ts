import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import type { BrowserContextOptions, Page } from "@playwright/test";
import { isAccessible } from "./support/accessible.ts";
import { expect, test } from "./support/test.ts";

const NEW_PASSWORD = "eleven green kettles";

test("a forgotten password is chosen anew on the first evening, and a second factor protects the account", async ({ product, allowing }) => {
  test.setTimeout(120_000);
  const person = (name: string) => product.demo.people.find((each) => each.name === name)!;
  const open = async (options: BrowserContextOptions = {}) =>
    (await allowing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB", baseURL: product.url, ...options })).newPage();
  const leo = person("Leo Brandt");
  const page = await open({ colorScheme: "dark" });

  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("E-mail").fill(leo.email);
  await isAccessible(page, "forgot");
  await page.getByRole("button", { name: "Send me the link" }).click();
  await page.getByText(`If ${leo.email} has an account here`).waitFor();

  const ingrid = await open({ viewport: { width: 1440, height: 900 } });
  await ingrid.goto("/platform/outbox");
  await signsIn(ingrid, person("Ingrid Solheim"));
  await ingrid.getByText("No mail server is set up").waitFor();
  await isAccessible(ingrid, "outbox");
  await ingrid.getByLabel("Search by address or word").fill(leo.email);
  await ingrid.getByLabel("Search by address or word").press("Enter");
  await ingrid.getByRole("button", { name: /Choose a new password/ }).click();
  const text = await ingrid.getByRole("dialog").getByText("Choose a new password:").textContent();
  await isAccessible(ingrid, "message of the outbox");
  const link = /http\S+/.exec(text ?? "")?.[0] ?? "";
  await ingrid.goto("/platform/audit");
  await ingrid.getByRole("table").getByText("Outgoing mail read").waitFor();

  await page.goto(link);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await isAccessible(page, "new password");
  await page.getByRole("button", { name: "Save password" }).click();
  await page.getByRole("link", { name: "Sign in" }).click();
  await signsIn(page, { ...leo, password: NEW_PASSWORD });
  await page.waitForURL(/clinics/);

  await page.goto("/account");
  await page.getByLabel("Mobile").fill("0412 555 010");
  await isAccessible(page, "profile");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Last changed by Leo Brandt").waitFor();

  await page.goto("/account/security");
  await page.getByRole("button", { name: "Set up an app" }).click();
  await page.getByRole("dialog").getByLabel("Your password now").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Next" }).click();
  const secret = (await page.getByLabel("Or type this into the app").inputValue()).replaceAll(" ", "");
  const otp = createOTP(base32.decode(secret));
  await isAccessible(page, "setting up the second factor");
  await page.getByLabel("Code", { exact: true }).fill(await otp.totp());
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("button", { name: "I have kept them" }).waitFor();
  const codes = await page.getByRole("list", { name: "Your recovery codes" }).getByRole("listitem").allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("On. 10 recovery codes are left.").waitFor();
  await isAccessible(page, "security");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  const phone = await open({ viewport: { width: 320, height: 640 } });
  await phone.goto("/sign-in");
  await signsIn(phone, { ...leo, password: NEW_PASSWORD });
  await phone.getByRole("heading", { name: "One more step" }).waitFor();
  await isAccessible(phone, "code");
  await phone.getByRole("button", { name: "I do not have my phone" }).click();
  await phone.getByLabel("Recovery code").fill(codes[0] ?? "");
  await phone.getByRole("button", { name: "Sign in", exact: true }).click();
  await phone.waitForURL(/clinics/);

  await page.reload();
  await page.getByText("On. 9 recovery codes are left.").waitFor();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL(/sign-in/);
  await phone.waitForURL(/sign-in/, { timeout: 10_000 });
});

async function signsIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
