import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const organisation = { id: "00000000-0000-7000-8000-000000000001", name: "Northside Health", role: "administrator" as const };

it("own sign-in says what is wrong while it is typed, and sends nothing that is known to be refused", async () => {
  const lastChange = null;
  const { commands } = showAdmin(`/organisations/${organisation.id}/sign-in`, {
    person: { organisations: [organisation] },
    answers: {
      "GET /api/organisations/{organisationId}/settings/{section}": () => ({ values: { sessionHours: 12, secondFactorRequired: false }, version: 0, lastChange }),
      "GET /api/organisations/{organisationId}/single-sign-on": () => ({
        values: { isOn: false, domains: "", issuer: "", clientId: "", clientSecret: "" },
        hasSecret: false,
        callbackUrl: "https://anteroom.example/callback",
        version: 0,
        lastChange,
      }),
    },
  });
  const domains = await screen.findByLabelText(/domains/i);
  const form = within(domains.closest("form") as HTMLElement);
  await userEvent.type(domains, "gmail.com");
  expect(form.queryByText(/Anybody may have/)).toBeNull();
  await userEvent.tab();
  expect(form.getByText(/^Anybody may have an address at \u2068gmail\.com\u2069\.$/)).toBeVisible();
  await userEvent.clear(domains);
  await userEvent.type(domains, "northside.example");
  expect(form.queryByText(/Anybody may have/)).toBeNull();
  await userEvent.click(form.getByRole("switch"));
  await userEvent.click(form.getByRole("button", { name: "Save" }));
  expect(form.getByText("Type the client ID that the provider gave you.")).toBeVisible();
  expect(commands()).toEqual([]);
});
