import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { settingsOf, showSettings } from "../../../test/staff/clinic-settings.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const meanwhile = (now: unknown) => refusal("changedMeanwhile", { by: "Dr Helen Marsh", at: 0, now } as object);

const rows = (form: { getAllByRole: (role: string) => HTMLElement[] }) => form.getAllByRole("row").map((row) => [...row.children].map(({ textContent }) => textContent));

it("shows the second of two administrators what the first has changed beside their own, in words", async () => {
  const theirs = settingsOf({ showPosition: false, callLock: false }).sections["waiting-area"];
  showSettings("waiting-area", {}, { "POST /api/clinics/{slug}/settings/{section}": () => meanwhile(theirs) });
  const form = within(await screen.findByRole("form", { name: "Waiting area" }));
  await userEvent.click(form.getByRole("switch", { name: /Show the likely wait/ }));
  await userEvent.click(form.getByRole("button", { name: "Save" }));
  expect(await form.findByText(/Dr Helen Marsh saved this section/)).toBeVisible();
  expect(rows(form)).toEqual([
    ["Setting", "Theirs", "Yours"],
    ["Show the place in line", "Off", "Not changed by you"],
    ["Show the likely wait", "On", "Off"],
    ["Calls can be locked", "Off", "Not changed by you"],
  ]);
});

it("shows hours as people write them", async () => {
  const hours = [[{ from: "08:00", to: "12:00" }], [], [], [], [], [], []];
  showSettings("waiting-area", {}, { "POST /api/clinics/{slug}/settings/{section}": () => meanwhile(settingsOf({ hours }).sections.hours) });
  const form = within(await screen.findByRole("form", { name: "Hours" }));
  await userEvent.click(form.getByRole("switch", { name: /Always open/ }));
  await userEvent.click(form.getByRole("button", { name: "Save" }));
  await form.findByText(/Dr Helen Marsh saved/);
  expect(rows(form)[1]).toEqual([
    "Opening hours",
    "Mon 08:00–12:00; Tue Closed; Wed Closed; Thu Closed; Fri Closed; Sat Closed; Sun Closed",
    "Mon 09:00–17:00; Tue 09:00–17:00; Wed 09:00–17:00; Thu 09:00–17:00; Fri 09:00–17:00; Sat Closed; Sun Closed",
  ]);
});

it("shows the pictures themselves where a logo differs", async () => {
  const theirs = "a".repeat(64);
  showSettings("interface", { logo: "b".repeat(64) }, { "POST /api/clinics/{slug}/settings/{section}": () => meanwhile(settingsOf({ logo: theirs }).sections.logo) });
  const form = within(await screen.findByRole("form", { name: "Logo" }));
  await userEvent.click(form.getByRole("button", { name: /Remove/ }));
  await userEvent.click(form.getByRole("button", { name: "Save" }));
  await form.findByText(/Dr Helen Marsh saved/);
  const table = within(form.getByRole("table"));
  expect(table.getByRole("img", { name: "A picture" })).toHaveAttribute("src", `/images/${theirs}/96.webp`);
  expect(table.getByText("Empty")).toBeVisible();
  expect(table.queryByText(/aaaaaa/)).toBeNull();
});

it("does the same for an organisation", async () => {
  const organisation = { id: "00000000-0000-7000-8000-000000000001", name: "Northside Health", role: "administrator" as const };
  const sectionOf = (change: object, version: number) => ({
    values: { name: "Northside Health", timeZone: "UTC", supportPhone: "", supportEmail: "", supportMessage: "", privacyUrl: "", termsUrl: "", troubleshootingUrl: "", ...change },
    version,
    lastChange: null,
  });
  showAdmin(`/organisations/${organisation.id}/information`, {
    person: { organisations: [organisation] },
    answers: {
      "GET /api/organisations/{organisationId}/settings/{section}": () => sectionOf({}, 0),
      "POST /api/organisations/{organisationId}/settings/{section}": () => meanwhile(sectionOf({ supportPhone: "555 0100" }, 1)),
    },
  });
  const form = within(await screen.findByRole("form", { name: /Information/ }));
  await userEvent.type(form.getByLabelText(/Support e-mail/), "help@example.org");
  await userEvent.click(form.getByRole("button", { name: "Save" }));
  await form.findByText(/Dr Helen Marsh saved/);
  expect(rows(form).slice(1)).toEqual([
    ["Phone", "555 0100", "Not changed by you"],
    ["E-mail", "Empty", "help@example.org"],
  ]);
});
