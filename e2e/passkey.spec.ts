import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, CDPSession, Page } from "@playwright/test";
import { Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

let product: Product;
// A passkey belongs to a name: at 127.0.0.1 there are none.
test.beforeAll(async () => {
  product = await Product.start({}, "localhost");
});
test.afterAll(() => product.stop());

/** A device that has a finger on it, or has none. */
async function giveDevice(page: Page, { isUserVerified = true } = {}): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified, automaticPresenceSimulation: true } as const;
  return { cdp, ...(await cdp.send("WebAuthn.addVirtualAuthenticator", { options })) };
}

test("a passkey is the second factor that an organisation asks for, and opens the account without a password", async ({ allowing }) => {
  test.setTimeout(120_000);
  const person = (name: string) => product.demo.people.find((each) => each.name === name)!;
  const open = async (options: BrowserContextOptions = {}) =>
    (await allowing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB", baseURL: product.url, ...options })).newPage();
  const leo = person("Leo Brandt");

  // The administrator protects their own account first, then asks everybody.
  const grace = await open({ viewport: { width: 1440, height: 900 } });
  await giveDevice(grace);
  await grace.goto("/account/security");
  await signsIn(grace, person("Grace Ellison"));
  await addsPasskey(grace, "Office desk", person("Grace Ellison").password);
  await grace.getByRole("button", { name: "I have kept them" }).click();
  await grace.getByText("Office desk").waitFor();
  await isAccessible(grace, "security with a passkey");
  await grace.goto("/clinics?all");
  const organisation = await grace.evaluate(async () => ((await (await fetch("/api/me")).json()) as { organisations: { id: string }[] }).organisations[0]?.id);

  const page = await open({ colorScheme: "dark" });
  const device = await giveDevice(page);
  await page.goto("/clinics");
  await signsIn(page, leo);
  await page.waitForURL(/clinics\/cardiology|clinics$/);

  await grace.goto(`/organisations/${organisation}/sign-in`);
  await grace.getByRole("switch", { name: /Second factor required/ }).click();
  await isAccessible(grace, "rules for signing in");
  await grace.getByRole("form", { name: "Rules" }).getByRole("button", { name: "Save" }).click();

  // Leo's open page leads him there of itself.
  await page.getByRole("heading", { name: "Protect your account" }).waitFor({ timeout: 10_000 });
  await isAccessible(page, "protect");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.goto("/account/profile");
  await page.getByRole("heading", { name: "Protect your account" }).waitFor();
  await addsPasskey(page, "Ward laptop", leo.password);
  await page.getByRole("button", { name: "I have kept them" }).waitFor();
  const codes = await page.getByRole("list", { name: "Your recovery codes" }).getByRole("listitem").allTextContents();
  expect(codes).toHaveLength(10);
  await isAccessible(page, "recovery codes");
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByRole("heading", { name: "Profile" }).waitFor();

  await page.goto("/account/security");
  await page.getByText("Ward laptop").waitFor();
  await expect(page.getByRole("button", { name: "Remove Ward laptop" })).toHaveCount(0);
  await isAccessible(page, "security");
  await page.getByRole("button", { name: "Rename Ward laptop" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Ward laptop 2");
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByText("Ward laptop 2").waitFor();
  const touches = (enabled: boolean) => device.cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: device.authenticatorId, enabled });
  await touches(false);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL(/sign-in/);

  // The browser offers it where the e-mail is typed; whoever picks nothing there types as ever.
  await isAccessible(page, "sign-in");
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
  await page.getByLabel("E-mail").fill(leo.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("E-mail and password do not match.").waitFor();
  await expect(page.getByLabel("E-mail")).toHaveValue(leo.email);
  await touches(true);
  await page.reload();
  await page.waitForURL(/\/(clinics|account)/);

  // The passkey alone, by the button of a browser that offers none.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL(/\/clinics/);
  const cookies = (await page.context().cookies()).filter(({ name }) => name.includes("session_token"));
  expect(cookies.map(({ expires }) => expires)).toEqual([-1]);
  await page.goto("/account/profile");
  await page.getByRole("heading", { name: "Profile" }).waitFor();

  // The password alone is no longer enough; on a device without the passkey a recovery code helps.
  const phone = await open({ viewport: { width: 320, height: 640 } });
  await phone.goto("/sign-in");
  await signsIn(phone, leo);
  await phone.getByRole("heading", { name: "One more step" }).waitFor();
  await isAccessible(phone, "second step");
  await phone.getByLabel("Recovery code").fill(codes[0] ?? "");
  await phone.getByRole("button", { name: "Sign in", exact: true }).click();
  await phone.waitForURL(/clinics/);

  // A device that did not ask who holds it is refused.
  await page.context().clearCookies();
  await device.cdp.send("WebAuthn.setUserVerified", { authenticatorId: device.authenticatorId, isUserVerified: false });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("No passkey was given.").waitFor();

  // Leo lost the laptop and the codes: his administrator takes it all away, and he begins anew with the password.
  await grace.goto(`/organisations/${organisation}/people`);
  await grace.getByRole("button", { name: "Remove the lost second factor of Leo Brandt" }).click();
  const dialog = grace.getByRole("dialog");
  await dialog.getByLabel("Your password, or the code of your app").fill("not the password");
  await isAccessible(grace, "removing a second factor");
  await dialog.getByRole("button", { name: "Remove second factor" }).click();
  await dialog.getByText("This is neither your password nor the code").waitFor();
  await dialog.getByLabel("Your password, or the code of your app").fill(person("Grace Ellison").password);
  await dialog.getByRole("button", { name: "Remove second factor" }).click();
  await grace.getByText("The second factor of Leo Brandt is removed.").waitFor();
  await expect(grace.getByRole("button", { name: "Remove the lost second factor of Leo Brandt" })).toHaveCount(0);
  await phone.getByText("You were signed out.").waitFor({ timeout: 10_000 });
  await signsIn(phone, leo);
  await phone.getByRole("heading", { name: "Protect your account" }).waitFor();

  // At an address that passkeys cannot belong to, none are offered and the page says why.
  const numbers = await open({ baseURL: `http://127.0.0.1:${product.port}` });
  await numbers.goto("/sign-in");
  await numbers.getByLabel("E-mail").waitFor();
  await expect(numbers.getByRole("button", { name: "Use a passkey" })).toHaveCount(0);
});

async function addsPasskey(page: Page, name: string, password: string): Promise<void> {
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Your password now").fill("not the password");
  await dialog.getByRole("button", { name: "Next" }).click();
  await dialog.getByText("This is not your password.").waitFor();
  await dialog.getByLabel("Your password now").fill(password);
  await isAccessible(page, "adding a passkey");
  await dialog.getByRole("button", { name: "Next" }).click();
}

async function signsIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function isAccessible(page: Page, where: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${where.replaceAll(" ", "-")}.png`, fullPage: true });
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`)).toEqual([]);
}
