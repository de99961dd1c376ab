import type { BrowserContextOptions, Page } from "@playwright/test";
import { startIdentityProvider } from "../server/test/identity-provider.ts";
import { isAccessible } from "./support/accessible.ts";
import { startMailbox } from "./support/mailbox.ts";
import { type DemoPerson, Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

const CLIENT = { clientId: "anteroom", clientSecret: "a secret of the client" };
const NEW_PASSWORD = "eleven green kettles";

let product: Product;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
test.beforeAll(async () => {
  mailbox = await startMailbox();
  product = await Product.start({ SSO_NETWORK: "private", SMTP_URL: mailbox.url, MAIL_FROM: "Video visits <no-reply@marlow.example>" });
});
test.afterAll(async () => {
  await product.stop();
  await mailbox.stop();
});

test("a hospital signs its people in itself, and they have passwords again when its provider is down", async ({ allowing }) => {
  test.setTimeout(150_000);
  const person = (name: string) => product.demo.people.find((each) => each.name === name)!;
  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await allowing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB", baseURL: product.url, ...options });
    // The provider's own pages ask for a font of elsewhere.
    await context.route(
      ({ hostname }) => hostname !== "127.0.0.1",
      (route) => route.abort(),
    );
    return context.newPage();
  }
  const domain = person("Grace Ellison").email.split("@")[1]!;
  const [NORA, STRANGER] = [`nora.new@${domain}`, `stranger@${domain}`];
  const [grace, leo, priya] = [person("Grace Ellison"), person("Leo Brandt"), person("Dr Priya Nair")];

  // Somebody works with a password while the administrator sets it up.
  const leos = await open();
  await leos.goto("/account/profile");
  await signsIn(leos, leo);
  await leos.getByRole("heading", { name: "Profile" }).waitFor();

  const graces = await open({ viewport: { width: 1440, height: 900 } });
  await graces.goto("/clinics?all");
  await signsIn(graces, grace);
  await graces.waitForURL(/\/clinics/);
  await graces.getByRole("heading").first().waitFor();
  const organisation = await graces.evaluate(async () => ((await (await fetch("/api/me")).json()) as { organisations: { id: string }[] }).organisations[0]?.id);
  const idp = await startIdentityProvider({ ...CLIENT, redirect: `${product.url}/api/auth/sso/callback/${organisation}`, hasPages: true });
  const knows = (email: string, name: string) => idp.knows({ sub: email, email, email_verified: true, name });
  for (const { email, name } of [grace, leo, priya]) knows(email, name);
  knows(NORA, "Nora New");
  knows(STRANGER, "Somebody Else");

  await graces.goto(`/organisations/${organisation}/sign-in`);
  const form = graces.getByRole("form", { name: /Own sign-in/ });
  await form.getByLabel("E-mail domains").fill(domain);
  await form.getByLabel("Issuer").fill(idp.issuer);
  await form.getByLabel("Client ID").fill(CLIENT.clientId);
  await form.getByLabel("Client secret").fill("not the secret");
  await form.getByRole("button", { name: "Test" }).click();
  await form.getByText("does not know this client ID with this secret").waitFor();
  await form.getByLabel("Client secret").fill(CLIENT.clientSecret);
  await form.getByRole("button", { name: "Test" }).click();
  await form.getByText("The provider answers and knows this client.").waitFor();
  await form.getByRole("switch", { name: /People sign in at our provider/ }).click();
  await form.getByText("You stay signed in here.").waitFor();
  await looks(graces, "setting it up");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("Last changed by Grace Ellison").waitFor();
  await leos.getByText("You were signed out.").waitFor({ timeout: 10_000 });
  await graces.reload();
  await form.getByText("One is kept").waitFor();

  // Back without having been there, and there as somebody else.
  const page = await open({ colorScheme: "dark" });
  await page.goto("/clinics/cardiology");
  await page.getByLabel("E-mail").fill(priya.email);
  await page.getByLabel("E-mail").press("Tab");
  await page.getByText("People of Marlow Valley Health").waitFor();
  await looks(page, "offered");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByText("You turned back").waitFor();
  await page.getByText("People of Marlow Valley Health").waitFor();
  await expect(page.getByLabel("E-mail")).toHaveValue(priya.email);
  await looks(page, "turned back");
  await page.getByRole("button", { name: "Go on" }).click();
  await atTheProvider(page, STRANGER);
  await page.getByText("opens nothing here").waitFor();
  await looks(page, "somebody else");
  await page.getByText("People of Marlow Valley Health").waitFor();
  await page.getByRole("button", { name: "Go on" }).click();
  await atTheProvider(page, priya.email);
  await page.waitForURL(/\/clinics\/cardiology$/);
  await page.getByRole("heading", { name: "Waiting area" }).first().waitFor();
  await page.goto("/account/security");
  await page.getByText("Marlow Valley Health signs you in. Your password is kept there.").waitFor();
  await expect(page.getByLabel("New password")).toHaveCount(0);
  await looks(page, "security");
  await page.goto("/account/profile");
  await page.getByText("so it is not changed here").waitFor();
  await looks(page, "profile");

  // Her password is closed; whoever runs the installation has one all the same.
  const others = await open();
  await others.goto("/sign-in");
  await others.getByLabel("E-mail").fill(priya.email);
  await others.getByLabel("E-mail").press("Tab");
  await others.getByRole("button", { name: "Use a password instead" }).click();
  await others.getByLabel("Password", { exact: true }).fill(priya.password);
  await others.getByRole("button", { name: "Sign in", exact: true }).click();
  await others.getByText("This password is wrong. Or Marlow Valley Health signs you in").waitFor();
  await looks(others, "closed to a password");
  const ingrid = person("Ingrid Solheim");
  await others.getByLabel("E-mail").fill(ingrid.email);
  await others.getByLabel("E-mail").press("Tab");
  await others.getByRole("button", { name: "Use a password instead" }).click();
  await others.getByLabel("Password", { exact: true }).fill(ingrid.password);
  await others.getByRole("button", { name: "Sign in", exact: true }).click();
  await others.waitForURL(/\/(clinics|platform)/);

  // Somebody new accepts at the provider, and is never asked for a password.
  const invited = await graces.evaluate(
    async (email) =>
      (
        await fetch("/api/clinics/cardiology/team/invite", {
          method: "POST",
          headers: { "content-type": "application/json", "idempotency-key": "invite-nora-new" },
          body: JSON.stringify({ addresses: [email], role: "teamMember", permissions: ["waitingArea"] }),
        })
      ).status,
    NORA,
  );
  expect(invited).toBe(200);
  const noras = await open();
  await noras.goto(await mailbox.linkTo(NORA));
  await noras.getByText("You accept by signing in there as").waitFor();
  await expect(noras.getByLabel("Choose a password")).toHaveCount(0);
  await looks(noras, "invited");
  await noras.getByRole("button", { name: "Accept and sign in" }).click();
  await noras.getByRole("link", { name: "Cancel" }).click();
  await noras.getByText("Nothing was accepted yet.").waitFor();
  await noras.getByRole("button", { name: "Accept and sign in" }).click();
  await atTheProvider(noras, STRANGER);
  await noras.getByText(`is not that of ${NORA}`).waitFor();
  await looks(noras, "invited and somebody else");
  await noras.getByRole("button", { name: "Accept and sign in" }).click();
  await atTheProvider(noras, NORA);
  await noras.waitForURL(/\/clinics/);
  await noras.goto("/clinics/cardiology");
  await noras.getByRole("heading", { name: "Waiting area" }).first().waitFor();

  // The provider is down: the administrator, who is in, switches it off, and everybody has passwords.
  await idp.stop();
  const helens = await open();
  await helens.goto("/sign-in");
  await helens.getByLabel("E-mail").fill(person("Dr Helen Marsh").email);
  await helens.getByLabel("E-mail").press("Tab");
  await helens.getByRole("button", { name: "Go on" }).click();
  await helens.getByText("The sign-in of Marlow Valley Health does not answer.").waitFor();
  await looks(helens, "down");
  await form.getByRole("switch", { name: /People sign in at our provider/ }).click();
  await form.getByText("came in through your provider is signed out").waitFor();
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("unsaved", { exact: false }).waitFor({ state: "hidden" });
  await noras.getByText("You were signed out.").waitFor({ timeout: 10_000 });
  await noras.getByRole("link", { name: "Forgot your password?" }).click();
  await noras.getByLabel("E-mail").fill(NORA);
  await noras.getByRole("button", { name: "Send me the link" }).click();
  await noras.getByText(`If ${NORA} has an account here`).waitFor();
  await expect.poll(() => mailbox.linkTo(NORA), { timeout: 15_000 }).toContain("new-password");
  await noras.goto(await mailbox.linkTo(NORA));
  await noras.getByLabel("New password").fill(NEW_PASSWORD);
  await noras.getByRole("button", { name: "Save password" }).click();
  await noras.getByRole("link", { name: "Sign in" }).click();
  await signsIn(noras, { email: NORA, password: NEW_PASSWORD });
  await noras.waitForURL(/\/clinics/);
  await noras.goto("/clinics/cardiology");
  await noras.getByRole("heading", { name: "Waiting area" }).first().waitFor();
});

async function atTheProvider(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("what this provider asks for");
  await page.getByRole("button", { name: "Sign-in" }).click();
  // Asked the first time only.
  const consent = page.getByRole("button", { name: "Continue" });
  await consent.or(page.locator("#page")).first().waitFor();
  if (await consent.isVisible()) await consent.click();
}

async function signsIn(page: Page, { email, password }: Pick<DemoPerson, "email" | "password">): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function looks(page: Page, where: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/sso-${where.replaceAll(" ", "-")}.png`, fullPage: true });
  await isAccessible(page, where);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}
