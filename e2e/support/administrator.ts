import { expect, type Locator } from "@playwright/test";
import { Staff } from "./people.ts";

type Writing = { title: string; body: string; to: "everyone" | { person: string } };

/** Somebody who administers an organisation, on the pages of the message hub and of the changes. */
export class Administrator extends Staff {
  async organisationId(url: string): Promise<string> {
    const me = (await (await this.page.request.get(`${url}/api/me`)).json()) as { organisations: { id: string }[] };
    return me.organisations[0]?.id ?? "";
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  async beginsAMessage(): Promise<void> {
    await this.page.getByRole("button", { name: "New message" }).click();
    await expect(this.dialog).toBeVisible();
  }

  async writes({ title, body, to }: Writing): Promise<void> {
    if (to !== "everyone") {
      await this.dialog.getByLabel("To", { exact: true }).selectOption("people");
      await this.dialog.getByLabel("Find by name").fill(to.person);
      await this.dialog.getByRole("checkbox", { name: to.person }).check();
    }
    await this.dialog.getByLabel("Title").fill(title);
    await this.dialog.getByLabel("Message", { exact: true }).fill(body);
    await this.dialog.getByRole("button", { name: "Send" }).click();
    await expect(this.dialog).toBeHidden();
  }

  async opensReadersOf(title: string): Promise<void> {
    await this.page
      .getByRole("listitem")
      .filter({ hasText: title })
      .getByRole("button", { name: /^Read by/ })
      .click();
  }
}
