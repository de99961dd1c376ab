import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { CARDIOLOGY, idOf } from "../../../test/staff/fake-people.ts";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const MARLOW = { id: idOf(900), name: "Marlow Valley Health", role: "administrator" as const };
const HEADED = { ...CARDIOLOGY, role: "clinicAdministrator", managesTeam: true } as const;
const SECRET = "Dr Helen Marsh";
const member = { personId: idOf(51), name: SECRET, email: "helen@marlow.example", mayEdit: true };
const paged = (row: object) => ({ rows: [row], total: 1, page: 1, pending: 0 });

const answers = {
  "GET /api/organisations/{organisationId}/people": () => ({ mayGive: ["reporter"], ...paged({ ...member, role: "reporter", clinics: [] }) }),
  "GET /api/organisations/{organisationId}/people/pending": () => ({ rows: [], total: 0, page: 1 }),
  "GET /api/organisations/{organisationId}/settings/{section}": () => ({ values: { sessionHours: 8, secondFactorRequired: false }, version: 0, lastChange: { by: SECRET, at: 0 } }),
  "GET /api/organisations/{organisationId}/single-sign-on": () => ({ values: null, version: 0, lastChange: null }),
  "GET /api/organisations/{organisationId}/clinics": () => ({
    name: MARLOW.name,
    clinics: [{ id: HEADED.id, slug: "x", name: SECRET, consultationName: "", specialty: "", tags: [], logoIcon: "", live: null, pendingAdministrator: null }],
  }),
  "GET /api/clinics/{slug}/team": () => ({ clinic: CARDIOLOGY, mayGive: ["teamMember"], ...paged({ ...member, role: "teamMember", permissions: [] }) }),
  "GET /api/clinics/{slug}/team/pending": () => ({ rows: [], total: 0, page: 1 }),
  "GET /api/clinics/{slug}/address": () => ({
    publicUrl: "https://x.example",
    values: { name: SECRET, slug: "cardiology", shortCode: "" },
    version: 0,
    lastChange: null,
    oldSlugs: [],
  }),
};

it.each([
  [`/organisations/${MARLOW.id}/people`, "an administrator of the organisation"],
  [`/organisations/${MARLOW.id}/clinics`, "an administrator of the organisation"],
  ["/clinics/cardiology/configure/team", "a clinic's administrator"],
  ["/clinics/cardiology/configure/poster", "a clinic's administrator"],
])("%s closes under the hands of %s whose role is taken, and offers the way on", async (path) => {
  const { changePerson, location } = showAdmin(path, { person: { organisations: [MARLOW], clinics: [HEADED] }, answers });
  expect((await screen.findAllByText(new RegExp(SECRET)))[0]).toBeTruthy();
  changePerson({ organisations: [], clinics: [CARDIOLOGY] });
  const main = within(screen.getByRole("main"));
  expect(within(main.getByRole("alert")).getByText("This page is no longer yours")).toBeTruthy();
  expect(screen.queryByText(new RegExp(SECRET))).toBeNull();
  await userEvent.click(screen.getByRole("link", { name: "My clinics" }));
  expect(location.history.at(-1)).toBe("/clinics?all");
});

it("a page that never was theirs is not called lost", async () => {
  showAdmin("/clinics/cardiology/configure/team", { answers });
  expect(await screen.findByRole("heading", { level: 1, name: "This page does not exist, or is not yours" })).toBeTruthy();
});
