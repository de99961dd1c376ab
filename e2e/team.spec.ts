import { isAccessible } from "./support/accessible.ts";
import { startMailbox } from "./support/mailbox.ts";
import { Staff } from "./support/people.ts";
import { Product } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

/** Stopped also when a step fails. */
let product: Product;
test.afterEach(() => product?.stop());

test("somebody is invited to a clinic, makes an account, works there and writes with the team; the clerk takes it back", async ({ allowing }) => {
  test.setTimeout(120_000);
  const mailbox = await startMailbox();
  product = await Product.start({ SMTP_URL: mailbox.url, MAIL_FROM: "anteroom@example.org" });
  const desk = await allowing.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const clerk = new Staff(await desk.newPage(), product.demo.people.find(({ role }) => role === "clinicClerk")!);
  const { page } = clerk;
  await clerk.signsIn(product.url);
  await clerk.opensWaitingArea(product.url, "cardiology");
  await page.getByRole("link", { name: "Team members" }).click();
  await expect(page.getByRole("row", { name: /Dr Priya Nair/ })).toBeVisible();
  await isAccessible(page, "team");

  // By keyboard alone.
  await page.getByRole("button", { name: "Invite", exact: true }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail addresses").fill("Nadia <nadia@example.org>, tariq@example.org");
  await isAccessible(page, "invite");
  await expect(dialog.getByRole("radio", { name: /Clinic administrator/ })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Invite 2 people" }).press("Enter");
  await expect(page.getByText(/Invited: 2/)).toBeVisible();
  await page.getByRole("button", { name: /^Invited/ }).click();
  await expect(page.getByRole("row", { name: /nadia@example.org/ })).toBeVisible();
  await isAccessible(page, "invited");

  const link = await mailbox.linkTo("nadia@example.org");
  const invited = await allowing.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
  const newcomer = await invited.newPage();
  await newcomer.goto(link);
  await expect(newcomer.getByText("Cardiology Outpatients")).toBeVisible();
  await isAccessible(newcomer, "invitation");
  await newcomer.getByLabel("Your name").fill("Nadia Nurse");
  await newcomer.getByLabel("Choose a password").fill("password");
  await newcomer.getByRole("button", { name: "Make my account" }).click();
  await expect(newcomer.getByText("A password has at least 13 characters.")).toBeVisible();
  await newcomer.getByLabel("Choose a password").fill("a kettle on the roof");
  await newcomer.getByRole("button", { name: "Make my account" }).click();
  await expect(newcomer).toHaveURL(/\/clinics\/cardiology$/);
  await expect(newcomer.getByRole("heading", { name: "Waiting area" })).toBeVisible();

  // The two write to each other, each sees it at once, and the list stays in sight.
  const nadia = new Staff(newcomer, { ...clerk.person, name: "Nadia Nurse" });
  await clerk.opensWaitingArea(product.url, "cardiology");
  await clerk.channel().click();
  await expect(page.getByText("Nothing written yet")).toBeVisible();
  await isAccessible(page, "empty channel");
  await nadia.channel().click();
  await clerk.writesToTheTeam("Welcome, Nadia. Room 3 is yours.");
  await nadia.readsFromTheTeam("Welcome, Nadia. Room 3 is yours.");
  await nadia.writesToTheTeam("Thank you!");
  await clerk.readsFromTheTeam("Thank you!");
  await isAccessible(page, "channel");
  await isAccessible(newcomer, "channel on a phone");
  await page.keyboard.press("Escape");
  await nadia.writesToTheTeam("Who takes the next one?");
  await expect(clerk.channel("1 new message")).toBeVisible();
  await clerk.channel("1 new message").press("Enter");
  await clerk.readsFromTheTeam("Who takes the next one?");
  await expect(clerk.channel()).toBeVisible();
  await page.getByRole("link", { name: "Team members" }).click();

  await page.getByRole("button", { name: /^Members/ }).click();
  await expect(page.getByRole("row", { name: /Nadia Nurse/ })).toContainText("Team member");
  await page.getByRole("button", { name: "Remove Nadia Nurse" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove Nadia Nurse" }).click();
  await expect(page.getByText("Nadia Nurse was removed")).toBeVisible();
  // Her open page is closed within two seconds, without a press, with what the team wrote.
  await expect(newcomer.getByText("You no longer have this waiting area")).toBeVisible({ timeout: 2_500 });
  await expect(newcomer.getByText("Room 3 is yours")).toBeHidden();
  await newcomer.goto(link);
  // Her own invitation has nothing more to offer her; everybody else reads why.
  await expect(newcomer.getByText("You have no clinic yet")).toBeVisible();
  await page.goto(link);
  await expect(page.getByText("This invitation was accepted already.")).toBeVisible();
  await invited.close();
  await desk.close();
  await mailbox.stop();
});
