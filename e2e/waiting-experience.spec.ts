import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { jumpsOf } from "./support/jumps.ts";
import { test } from "./support/test.ts";

/** Two channels at another rate than the product keeps: what a recorder writes. */
function waveFile(seconds: number): Buffer {
  const hertz = 22_050;
  const samples = Buffer.alloc(seconds * hertz * 4);
  for (let at = 0; at < seconds * hertz; at += 1)
    for (const channel of [0, 1]) samples.writeInt16LE(Math.round(9_000 * Math.sin((2 * Math.PI * 220 * at) / hertz)), at * 4 + channel * 2);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(hertz, 24);
  header.writeUInt32LE(hertz * 4, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

const isAccessible = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
const form = (page: Page, name: string) => page.getByRole("form", { name });
async function saves(page: Page, name: string): Promise<void> {
  await form(page, name).getByRole("button", { name: "Save" }).click();
  await expect(form(page, name).getByText("not saved")).toHaveCount(0);
}

test("a clinic makes waiting its own: a piece of music, and words after some minutes", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const { page } = await staff(clinic.slug, 1);
  await page.goto(`${product.url}/clinics/${clinic.slug}/configure/waiting`);
  const music = form(page, "Music");
  await music.locator("input[type=file]").setInputFiles({ name: "junk.mp3", mimeType: "audio/mpeg", buffer: Buffer.from("ID3<script>alert(1)</script>") });
  await expect(music.getByText("This browser hears no music in junk.mp3.")).toBeVisible();
  await music.locator("input[type=file]").setInputFiles({ name: "Harp.wav", mimeType: "audio/wav", buffer: waveFile(8) });
  await expect(music.getByText("Your piece:")).toBeVisible();
  await music.getByLabel("What plays first").selectOption({ label: "Harp" });
  await saves(page, "Music");
  await form(page, "Messages by waiting time").getByRole("button", { name: "Add a message" }).click();
  await form(page, "Messages by waiting time").getByLabel("After minutes").fill("1");
  await form(page, "Messages by waiting time").getByLabel("English").fill("Somebody is on the way.");
  await saves(page, "Messages by waiting time");
  await isAccessible(page);

  const ada = await patient("Ada");
  const jumps = await jumpsOf(ada.page);
  await ada.page.clock.install();
  // It may begin by itself: the browser has seen this person press something.
  const recording = ada.page.waitForResponse(/\/music\//, { timeout: 30_000 });
  await ada.enters(clinic.link);
  await expect(ada.page.getByText("Harp")).toBeVisible();
  const play = ada.page.getByRole("button", { name: "Play music" });
  if (await play.isVisible()) await play.click();
  expect((await recording).status()).toBe(200);
  await expect(ada.page.getByRole("button", { name: "Pause music" })).toBeVisible();
  await ada.page.getByRole("button", { name: "Choose music" }).click();
  await ada.page.getByLabel("Volume").fill("0.2");
  await ada.page.getByRole("button", { name: "Pause music" }).click();
  await isAccessible(ada.page);

  // Silence and loudness are remembered.
  await ada.page.reload();
  await expect(ada.waiting).toBeVisible();
  await expect(ada.page.getByRole("button", { name: "Play music" })).toBeVisible();
  await expect(ada.page.getByText("Keep this page open")).toBeVisible();
  // What the server says comes after the page: nothing that could be read or pressed moves away for it, wide or narrow.
  expect(await jumps()).toBeLessThan(0.1);
  await ada.page.setViewportSize({ width: 390, height: 760 });
  await ada.page.reload();
  await expect(ada.page.getByText("Keep this page open")).toBeVisible();
  await expect(ada.page.getByRole("button", { name: "Play music" })).toBeVisible();
  expect(await jumps()).toBeLessThan(0.1);
  await ada.page.getByRole("button", { name: "Choose music" }).click();
  await expect(ada.page.getByLabel("Volume")).toHaveValue("0.2");

  // The words come by themselves after a minute, for which only the clock of the page waits.
  await expect(ada.page.getByText("Somebody is on the way.")).toHaveCount(0);
  const before = await jumps();
  await ada.page.clock.fastForward("01:00");
  await expect(ada.page.getByText("Somebody is on the way.")).toBeVisible();
  expect((await jumps()) - before).toBeLessThan(0.1);

  // Nothing is gone before the save.
  await music.getByRole("button", { name: "Reset What plays first" }).click();
  await music.getByRole("button", { name: "Remove Harp" }).click();
  await music.getByRole("button", { name: "Take back the change of A piece of your own" }).click();
  await expect(music.getByText("Your piece:")).toBeVisible();
  await music.getByRole("button", { name: "Remove Harp" }).click();
  await saves(page, "Music");
  await expect(music.getByText("Your piece:")).toHaveCount(0);
  await form(page, "Messages by waiting time")
    .getByRole("button", { name: /^Reset/ })
    .click();
  await saves(page, "Messages by waiting time");
  await expect(form(page, "Messages by waiting time").getByText("No messages yet.")).toBeVisible();
});

test("a holiday closes the clinic, and says when it opens", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const { page } = await staff(clinic.slug, 1);
  await page.goto(`${product.url}/clinics/${clinic.slug}/configure/waiting-area`);
  const hours = form(page, "Hours");
  // Yesterday, today and tomorrow: whatever the date is where the clinic is.
  for (const offset of [-1, 0, 1]) {
    await hours.getByRole("button", { name: "Add a day" }).click();
    await hours
      .getByLabel("Date", { exact: true })
      .last()
      .fill(new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10));
    await hours.getByLabel("Name", { exact: true }).last().fill("Bank holiday");
  }
  await saves(page, "Hours");
  await isAccessible(page);
  const ada = await patient("Ada");
  await ada.page.goto(clinic.link);
  await expect(ada.page.getByRole("button", { name: "Start video call" })).toHaveCount(0);
  await expect(ada.page.getByText(/opens|open again/i).first()).toBeVisible();
  await isAccessible(ada.page);
  await hours.getByRole("button", { name: "Reset Holidays and special days" }).click();
  await saves(page, "Hours");
  await expect(hours.getByLabel("Date", { exact: true })).toHaveCount(0);
  await ada.page.reload();
  await expect(ada.page.getByRole("button", { name: "Start video call" })).toBeVisible();
});

test("two things must agree before anybody joins a waiting caller", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const administrator = await staff(clinic.slug, 1);
  const { page } = administrator;
  await page.goto(`${product.url}/clinics/${clinic.slug}/configure/waiting-area`);
  const area = form(page, "Waiting area");
  await area.getByRole("switch", { name: /Check two identifiers/ }).click();
  await saves(page, "Waiting area");
  const edith = await patient("Edith");
  await edith.enters(clinic.link);
  const clinician = await staff(clinic.slug, 0);
  await clinician.joins(edith.name);
  const dialog = clinician.page.getByRole("dialog");
  await isAccessible(clinician.page);
  await dialog.getByRole("checkbox", { name: /Edith/ }).check();
  await dialog.getByRole("button", { name: /^Join/ }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByRole("checkbox", { name: /5550 ?1420|0355501420/ }).check();
  await dialog.getByRole("button", { name: /^Join/ }).click();
  await edith.seesVideoOf(clinician.name);
  await clinician.endsForAll();
  await expect(edith.goodbye).toBeVisible();
  await area.getByRole("button", { name: "Reset Check two identifiers" }).click();
  await area.getByRole("button", { name: "Save" }).click();
  await expect(area.getByText(/not saved/)).toHaveCount(0);
});
