import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showSettings } from "../../../test/staff/clinic-settings.ts";

it("lets a clinic choose whether callers may put the phone down, and who texts them", async () => {
  const { sent } = showSettings("waiting-area");
  const section = within(await screen.findByRole("form", { name: "Callers who put the phone down" }));
  const choice = section.getByLabelText<HTMLSelectElement>("Text me when it is my turn");
  expect(choice.selectedOptions[0]?.text).toMatch(/^Not offered/);
  await userEvent.selectOptions(choice, "Offered: also texted by itself when next in line");
  await userEvent.click(section.getByRole("button", { name: "Save" }));
  expect(sent.at(-1)).toMatchObject({ params: { section: "offline" }, body: { values: { offlineQueue: "textNext" } } });
});
