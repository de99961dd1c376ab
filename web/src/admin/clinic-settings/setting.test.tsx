import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showSettings } from "../../../test/staff/clinic-settings.ts";

it("takes back one change alone, of the clinic's own value too, and leaves the others", async () => {
  const { commands } = showSettings("waiting-area", { showPosition: false });
  const form = within(await screen.findByRole("form", { name: "Waiting area" }));
  const position = form.getByRole("switch", { name: /Show the place in line/ });
  await userEvent.click(position);
  await userEvent.click(form.getByRole("switch", { name: /Calls can be locked/ }));
  expect(form.getByText("2 changes not saved")).toBeVisible();
  await userEvent.click(form.getByRole("button", { name: "Take back the change of Show the place in line" }));
  expect(position).not.toBeChecked();
  expect(form.getByText("1 change not saved")).toBeVisible();
  await userEvent.click(form.getByRole("button", { name: "Reset Show the place in line" }));
  expect(position).toBeChecked();
  await userEvent.click(form.getByRole("button", { name: "Save" }));
  expect(commands()).toMatchObject([{ body: { values: { callLock: false }, reset: ["showPosition"] } }]);
});
