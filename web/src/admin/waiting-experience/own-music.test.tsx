import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { showSettings } from "../../../test/staff/clinic-settings.ts";
import { idOf } from "../../../test/staff/fake-people.ts";

it("is chosen by a button in the page's language, where the keyboard stays when the piece is removed", async () => {
  showSettings("waiting", { ownMusic: { id: idOf(90), title: "Harp" } });
  const own = within(await screen.findByRole("group", { name: "A piece of your own" }));
  const chooser = own.getByRole("button", { name: "Upload another" });
  const opens = vi.spyOn(HTMLInputElement.prototype, "click");
  await userEvent.click(chooser);
  expect(opens).toHaveBeenCalledOnce();
  await userEvent.click(screen.getByRole("button", { name: /^Remove.*Harp/ }));
  expect(chooser.textContent).toBe("Upload a piece");
  expect(document.activeElement).toBe(chooser);
});
