import { faultAt } from "@anteroom/core/faults";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showSettings } from "../../../test/staff/clinic-settings.ts";
import { CARDIOLOGY_PAGE, idOf } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";

const [first, second] = CARDIOLOGY_PAGE.team as [(typeof CARDIOLOGY_PAGE.team)[0], (typeof CARDIOLOGY_PAGE.team)[0]];

async function open(...more: Parameters<typeof showSettings> extends [string, ...infer Rest] ? Rest : never) {
  const shown = showSettings("waiting-area", ...more);
  return { ...shown, section: within(await screen.findByRole("form", { name: "When nobody looks" })) };
}
const order = () =>
  within(screen.getByRole("list", { name: "Order of the alerts" }))
    .getAllByRole("listitem")
    .map((each) => each.textContent);

it("alerts members in an order that the keyboard changes, and then a number", async () => {
  const { section, sent } = await open();
  await userEvent.click(section.getByRole("switch", { name: /Alert somebody/ }));
  const add = section.getByLabelText("People to alert");
  for (const { name } of [first, second]) await userEvent.selectOptions(add, name);
  expect(order()).toEqual([`1. ${first.name}`, `2. ${second.name}`]);
  await userEvent.click(section.getByRole("button", { name: `Move ${second.name} up` }));
  await userEvent.type(section.getByLabelText("Then text this number"), "+61 412 555 010");
  await userEvent.click(section.getByRole("button", { name: "Save" }));
  expect(sent.at(-1)).toMatchObject({
    params: { section: "escalation" },
    body: { values: { escalationOn: true, escalationPeople: [second.personId, first.personId], escalationPhone: "+61 412 555 010" } },
  });
  await userEvent.click(section.getByRole("button", { name: `Remove ${first.name}` }));
  expect(order()).toEqual([`1. ${second.name}`]);
});

it("shows somebody who left the team, so that they can be taken out, and says at the field what is wrong", async () => {
  const { section } = await open(
    { escalationPeople: [idOf(778), idOf(777)] },
    {
      "POST /api/clinics/{slug}/settings/{section}": () => refusal("badRequest", { fields: [faultAt("escalationPeople", "nobody")] }),
    },
  );
  const notTold = "Does not see this waiting area any more, and is not told: the next one is told instead.";
  expect(order()).toEqual([`1. Ana Lind${notTold}`, `2. Somebody who left the team${notTold}`]);
  await userEvent.click(section.getByRole("button", { name: "Remove Somebody who left the team" }));
  await userEvent.click(section.getByRole("button", { name: "Save" }));
  expect(section.getByLabelText("People to alert").getAttribute("aria-invalid")).toBe("true");
  expect(section.getByText("Choose somebody to alert, or write a phone number.")).toBeTruthy();
});
