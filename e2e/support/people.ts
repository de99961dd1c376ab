import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { expectMovingPicture, expectNoMovingPicture } from "./moving-picture.ts";
import type { DemoPerson } from "./product.ts";

/** A caller with a browser of their own. Every selector of the patient's pages lives here. */
export class Patient {
  readonly page: Page;
  readonly firstName: string;
  readonly lastName: string;

  constructor(page: Page, firstName: string, lastName = "Lindgren") {
    this.page = page;
    this.firstName = firstName;
    this.lastName = lastName;
  }

  get name(): string {
    return `${this.firstName} ${this.lastName}`;
  }
  get waiting(): Locator {
    return this.page.getByTestId("waiting");
  }
  get goodbye(): Locator {
    return this.page.getByTestId("goodbye");
  }
  get ownPicture(): Locator {
    return this.page.locator('video[data-self="true"], [data-self="true"] video').first();
  }

  async opens(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page
      .getByRole("button", { name: "Start video call" })
      .or(this.page.getByRole("link", { name: "Start video call" }))
      .click();
  }

  async tellsWhoTheyAre(): Promise<void> {
    await this.page.getByLabel("First name").fill(this.firstName);
    await this.page.getByLabel("Last name").fill(this.lastName);
    await this.page.getByLabel("Phone").first().fill("0355501420");
    await this.page.getByRole("button", { name: "Continue" }).click();
  }

  /** From the link to the waiting screen; the important information page is accepted where a clinic has one. */
  async enters(link: string): Promise<void> {
    await this.opens(link);
    await this.tellsWhoTheyAre();
    await expect(this.waiting).toBeVisible({ timeout: 15_000 });
  }

  /** Before the first page: from now on what the devices gave can be looked at and taken away. */
  async canUnplug(): Promise<void> {
    await this.page.addInitScript(() => {
      const page = window as unknown as { deviceTracks: MediaStreamTrack[] };
      page.deviceTracks = [];
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (wish) => {
        const stream = await ask(wish);
        page.deviceTracks.push(...stream.getTracks());
        return stream;
      };
    });
  }
  /** As the browser tells it when a plug is pulled. */
  async unplugs(kind: "audio" | "video"): Promise<void> {
    await this.page.evaluate((gone) => {
      for (const track of (window as unknown as { deviceTracks: MediaStreamTrack[] }).deviceTracks)
        if (track.kind === gone && track.readyState === "live") {
          track.stop();
          track.dispatchEvent(new Event("ended"));
        }
    }, kind);
  }
  /** Pictures before voices. */
  liveTracks(): Promise<{ kind: string; enabled: boolean }[]> {
    return this.page.evaluate(() =>
      (window as unknown as { deviceTracks: MediaStreamTrack[] }).deviceTracks
        .filter(({ readyState }) => readyState === "live")
        .map(({ kind, enabled }) => ({ kind, enabled }))
        .sort((one, other) => other.kind.localeCompare(one.kind)),
    );
  }

  videoOf(name: string): Locator {
    return this.page.locator(`video[aria-label*="${name}"]`).first();
  }
  async seesVideoOf(name: string): Promise<void> {
    await expectMovingPicture(this.videoOf(name));
  }
  async seesNoVideoOf(name: string): Promise<void> {
    await expectNoMovingPicture(this.videoOf(name));
  }
  async seesOwnPicture(): Promise<void> {
    await expectMovingPicture(this.ownPicture);
  }
  async seesText(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).first()).toBeVisible();
  }
}

/** A signed-in member. Every selector of the staff's pages lives here. */
export class Staff {
  readonly page: Page;
  readonly person: DemoPerson;

  constructor(page: Page, person: DemoPerson) {
    this.page = page;
    this.person = person;
  }

  get name(): string {
    return this.person.name;
  }

  async signsIn(url: string): Promise<void> {
    await this.page.goto(`${url}/sign-in`);
    await this.page.getByLabel("E-mail").fill(this.person.email);
    await this.page.getByLabel("Password", { exact: true }).fill(this.person.password);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(this.page).not.toHaveURL(/sign-in/);
  }

  async opensWaitingArea(url: string, slug: string): Promise<void> {
    await this.page.goto(`${url}/clinics/${slug}`);
    await expect(this.page.getByRole("heading", { name: "Waiting area" }).first()).toBeVisible();
  }

  /** A row of the table, or a card of the list. */
  row(callerName: string): Locator {
    return this.page
      .getByRole("row", { name: callerName })
      .or(this.page.getByRole("listitem", { name: callerName }))
      .first();
  }
  async seesRow(callerName: string, status?: string): Promise<void> {
    await expect(this.row(callerName)).toBeVisible();
    if (status) await expect(this.row(callerName)).toContainText(status);
  }
  async seesNoRow(callerName: string): Promise<void> {
    await expect(this.row(callerName)).toBeHidden();
  }
  async joins(callerName: string): Promise<void> {
    await this.row(callerName).getByRole("button", { name: /^Join/ }).click();
  }
  async adds(callerName: string): Promise<void> {
    await this.row(callerName).getByRole("button", { name: /^Add/ }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  }
  /** The button that opens what the team writes to each other, and closes it where it stands beside the list. */
  channel(unread = ""): Locator {
    return this.page.getByRole("button", { name: unread ? `Team channel, ${unread}` : "Team channel", exact: true });
  }
  async writesToTheTeam(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Message to the team" }).fill(text);
    await this.page.keyboard.press("Enter");
  }
  async readsFromTheTeam(text: string): Promise<void> {
    await expect(this.page.getByRole("log", { name: "Team channel" }).getByText(text)).toBeVisible();
  }
  videoOf(name: string): Locator {
    return this.page.locator(`video[aria-label*="${name}"]`).first();
  }
  async seesVideoOf(name: string): Promise<void> {
    await expectMovingPicture(this.videoOf(name));
  }
  async seesNoVideoOf(name: string): Promise<void> {
    await expectNoMovingPicture(this.videoOf(name));
  }
  async holds(): Promise<void> {
    await this.page.getByRole("button", { name: /^Hold/ }).first().click();
  }
  /** Opens the menu of leaving where there is one. */
  async endsForAll(): Promise<void> {
    const end = this.page.getByRole("button", { name: "End call for all" }).or(this.page.getByRole("menuitem", { name: "End call for all" }));
    if (!(await end.first().isVisible())) await this.page.getByRole("button", { name: "Leave call" }).first().click();
    await end.first().click();
  }
  async seesText(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).first()).toBeVisible();
  }
}

export type Opened = { context: BrowserContext; page: Page };
