import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showSettings } from "../../../test/staff/clinic-settings.ts";

async function open(changed: Parameters<typeof showSettings>[1] = {}) {
  const shown = showSettings("waiting-area", changed);
  return { ...shown, times: within(await screen.findByRole("form", { name: "Times kept" })) };
}

it("offers minutes in which a place is kept and details are destroyed, and saves what was chosen", async () => {
  const { times, sent } = await open();
  const place = times.getByLabelText<HTMLSelectElement>("Keep a lost caller’s place for");
  expect([...place.options].map(({ text }) => text)).toEqual(["2 minutes", "3 minutes", "5 minutes", "10 minutes", "15 minutes", "30 minutes", "60 minutes"]);
  await userEvent.selectOptions(place, "10 minutes");
  await userEvent.click(times.getByRole("button", { name: "Save" }));
  expect(sent.at(-1)).toMatchObject({ params: { section: "times" }, body: { values: { graceMs: 600_000 }, reset: [] } });
});

it("keeps a time in sight that is none of the choices, and goes back from it", async () => {
  const { times, sent } = await open({ purgeAfterMs: 1_200_000 });
  const details = times.getByLabelText<HTMLSelectElement>("Destroy details after");
  expect(details.selectedOptions[0]?.text).toBe("20 minutes");
  await userEvent.click(times.getByRole("button", { name: "Reset Destroy details after" }));
  expect(details.selectedOptions[0]?.text).toBe("60 minutes");
  await userEvent.click(times.getByRole("button", { name: "Save" }));
  expect(sent.at(-1)?.body).toMatchObject({ values: {}, reset: ["purgeAfterMs"] });
});
