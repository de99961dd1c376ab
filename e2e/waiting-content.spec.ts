import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";
import { makesAFilm } from "./support/film.ts";
import { jumpsOf } from "./support/jumps.ts";
import { test } from "./support/test.ts";

const isAccessible = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
const form = (page: Page, name: string) => page.getByRole("form", { name });
async function saves(section: Locator): Promise<void> {
  await section.getByRole("button", { name: "Save" }).click();
  await expect(section.getByText("not saved")).toHaveCount(0);
}
const playing = (video: Locator) => video.evaluate((film: HTMLVideoElement) => !film.paused && film.currentTime > 0.3 && film.getVideoPlaybackQuality().totalVideoFrames > 3);
const isPaused = (video: Locator) => video.evaluate((film: HTMLVideoElement) => film.paused);
const scrollsSideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test("whoever waits sees the clinic's picture and plays its video, in place of the music", async ({ product, patient, staff }) => {
  test.setTimeout(120_000);
  const clinic = product.demo.clinics[0]!;
  const { page } = await staff(clinic.slug, 1);
  await page.goto(`${product.url}/clinics/${clinic.slug}/configure/waiting`);
  const { film, picture } = await makesAFilm(page);
  const section = form(page, "Pictures and a video");
  const english = section.getByRole("group", { name: "In English" });
  const [pictures, videos] = [english.locator("input[type=file]").first(), english.locator("input[type=file]").last()];

  await videos.setInputFiles({ name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.from("<!doctype html><script>alert(1)</script>") });
  await expect(english.getByRole("alert")).toContainText("This browser cannot play film.mp4");
  await pictures.setInputFiles({ name: "way.png", mimeType: "image/png", buffer: picture });
  await english.getByLabel("In words").fill("The door to the waiting room is green.");

  // On a slow line it is seen how far it is, and it can be called off.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const slow = (bytesPerSecond: number) =>
    devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond });
  await slow(20_000);
  await videos.setInputFiles({ name: "welcome.webm", mimeType: "video/webm", buffer: film });
  const bar = english.getByRole("progressbar", { name: "Sending welcome.webm" });
  await expect.poll(() => bar.evaluate((one: HTMLProgressElement) => one.value)).toBeGreaterThan(0);
  await isAccessible(page);
  await english.getByRole("button", { name: "Cancel" }).click();
  await expect(bar).toHaveCount(0);
  await expect(english.getByText("1 of 8")).toBeVisible();
  await slow(-1);
  await videos.setInputFiles({ name: "welcome.webm", mimeType: "video/webm", buffer: film });
  await expect(english.getByText("2 of 8")).toBeVisible();
  await section.getByRole("button", { name: "Save" }).click();
  await expect(english.getByLabel("In words").last()).toHaveAccessibleDescription(/cannot see it/);
  await english.getByLabel("In words").last().fill("Dr Marsh says what happens in the call.");
  await english.getByRole("button", { name: "Video 2: up" }).click();
  await saves(section);
  await isAccessible(page);

  const ada = await patient("Ada");
  const jumps = await jumpsOf(ada.page);
  const asked: string[] = [];
  ada.page.on("request", (request) => void (/\/(images|videos)\/[0-9a-f]{64}/.test(request.url()) && asked.push(request.url())));
  await ada.opens(clinic.link);
  expect(asked, "nothing is fetched on the way in").toEqual([]);
  await ada.tellsWhoTheyAre();
  await expect(ada.waiting).toBeVisible();
  const shown = ada.page.getByRole("region", { name: "From the clinic, while you wait" });
  const image = shown.getByRole("img", { name: "The door to the waiting room is green." });
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth)).toBeGreaterThan(0);
  const video = shown.getByLabel("Dr Marsh says what happens in the call.");
  await expect(shown.getByText("Dr Marsh says what happens in the call.")).toBeVisible();
  expect(await isPaused(video)).toBe(true);
  expect(asked.filter((url) => url.includes("/videos/"))).toEqual([]);

  const play = ada.page.getByRole("button", { name: "Play music" });
  const pause = ada.page.getByRole("button", { name: "Pause music" });
  if (await play.isVisible()) await play.click();
  await expect(pause).toBeVisible();
  const part = ada.page.waitForResponse(/\/videos\/[0-9a-f]{64}\.webm/);
  await video.focus();
  await ada.page.keyboard.press("Space");
  expect((await part).status()).toBe(206);
  await expect.poll(() => playing(video)).toBe(true);
  await expect(play).toBeVisible();
  // Heard in the file that came: it has a track of sound.
  expect(await video.evaluate((one) => (one as HTMLVideoElement & { webkitAudioDecodedByteCount: number }).webkitAudioDecodedByteCount)).toBeGreaterThan(0);
  await play.click();
  await expect.poll(() => isPaused(video)).toBe(true);
  await pause.click();

  expect(await jumps()).toBeLessThan(0.1);
  await isAccessible(ada.page);
  await ada.page.setViewportSize({ width: 320, height: 700 });
  expect(await scrollsSideways(ada.page)).toBe(false);
  await ada.page.emulateMedia({ colorScheme: "dark" });
  await isAccessible(ada.page);
  await ada.page.getByRole("combobox", { name: /Language|اللغة/ }).selectOption("ar");
  const mirrored = ada.page.getByRole("region", { name: "من العيادة، أثناء انتظارك" });
  await expect(mirrored.locator("li").first()).toHaveAttribute("lang", "en");
  expect(await scrollsSideways(ada.page)).toBe(false);
  await isAccessible(ada.page);

  await section.getByRole("button", { name: /^Reset/ }).click();
  await section.getByRole("button", { name: "Save" }).click();
  await expect(english.getByText("0 of 8")).toBeVisible();
  await expect(mirrored).toHaveCount(0);
});

test("a caller agrees to the clinic's own text, and uses the tools that the clinic leaves to callers", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const { page } = await staff(clinic.slug, 1);
  await page.goto(`${product.url}/clinics/${clinic.slug}/configure/apps`);
  const [tools, consent] = [form(page, "Tools of the call"), form(page, "Consent")];
  await consent.getByLabel("In English").fill("I agree to be seen by video.");
  await saves(consent);
  await tools.getByLabel("Chat").selectOption({ label: "Only the clinic" });
  await tools.getByLabel("Screen sharing").selectOption({ label: "Nobody" });
  await tools.getByRole("switch", { name: /Others can be invited/ }).click();
  await saves(tools);
  await isAccessible(page);

  // Another name than above: whoever leaves the page keeps their place for a while.
  const noor = await patient("Noor");
  await noor.opens(clinic.link);
  await noor.tellsWhoTheyAre();
  const tick = noor.page.getByRole("checkbox", { name: "I agree to be seen by video." });
  await expect(tick).toBeFocused();
  await isAccessible(noor.page);
  await tick.press("Space");
  await noor.page.getByRole("button", { name: "Continue" }).click();
  await expect(noor.waiting).toBeVisible({ timeout: 15_000 });

  const clinician = await staff(clinic.slug, 0);
  await clinician.joins(noor.name);
  await noor.seesVideoOf(clinician.name);
  await expect(clinician.page.getByRole("button", { name: "Share screen" })).toHaveCount(0);
  await clinician.page.getByRole("button", { name: "People", exact: true }).click();
  await expect(clinician.page.getByRole("complementary", { name: /^People/ })).toBeVisible();
  await expect(clinician.page.getByRole("button", { name: "Invite" })).toHaveCount(0);
  await clinician.page.getByRole("button", { name: "Chat", exact: true }).click();
  await clinician.page.getByLabel("Write a message").fill("Take it with food.");
  await clinician.page.keyboard.press("Enter");
  await noor.page.getByRole("button", { name: /^Chat/ }).click();
  await expect(noor.page.getByText("Take it with food.")).toBeVisible();
  await expect(noor.page.getByText("Only the clinic writes here.")).toBeVisible();
  await expect(noor.page.getByRole("textbox")).toHaveCount(0);
  await isAccessible(noor.page);
  // Allowed in the middle of the call.
  await tools.getByRole("button", { name: "Reset Chat" }).click();
  await tools.getByRole("button", { name: "Save" }).click();
  await expect(noor.page.getByRole("textbox")).toBeVisible();
  await noor.page.getByRole("textbox").fill("Thank you.");
  await noor.page.keyboard.press("Enter");
  await expect(clinician.page.getByText("Thank you.")).toBeVisible();
  await clinician.endsForAll();
  await expect(noor.goodbye).toBeVisible();

  await tools.getByRole("button", { name: "Reset Screen sharing" }).click();
  await tools.getByRole("button", { name: /^Reset Others can be invited/ }).click();
  await tools.getByRole("button", { name: "Save" }).click();
  await consent.getByRole("button", { name: "Reset What callers agree to" }).click();
  await consent.getByRole("button", { name: "Save" }).click();
  await expect(consent.getByLabel("In English")).toHaveValue("");
  await expect(page.getByText(/not saved/)).toHaveCount(0);
});
