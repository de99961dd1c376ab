import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { CARDIOLOGY, NAIR } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const REMOVE = "POST /api/clinics/{slug}/team/{personId}/remove";
const RESTORE = "POST /api/clinics/{slug}/team/{personId}/restore";
const ORGANISATION = "99990a1a-0000-7000-8000-000000000001";
const someone = (personId: string, name: string) => ({ personId, name, email: `${personId}@example.org`, picture: null, mayEdit: true, removableSecondFactor: false });
const member = (personId: string, name: string) => ({ ...someone(personId, name), role: "teamMember", permissions: ["waitingArea"], alias: "" });
const clinic = { ...CARDIOLOGY, organisationId: ORGANISATION, logoIcon: null };

function openTeam(answers: Parameters<typeof showAdmin>[1] = {}) {
  return showAdmin("/clinics/cardiology/configure/team", {
    person: { clinics: [{ ...NAIR.clinics[0]!, role: "clinicAdministrator" }] },
    answers: {
      "GET /api/clinics/{slug}/team": () => ({ clinic, mayGive: ["teamMember"], pending: 0, rows: [member("lind", "Ana Lind"), member(NAIR.id, NAIR.name)], total: 2, page: 1 }),
      "GET /api/clinics/{slug}/team/pending": () => ({ rows: [], total: 0, page: 1 }),
      ...answers.answers,
    },
  });
}
async function remove(name: string): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole("button", { name: `Remove ${name}` }));
  const dialog = screen.getByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: `Remove ${name}` }));
  return dialog;
}

describe("removing somebody from a clinic", () => {
  it("is done at once, and undone by one press", async () => {
    const { commands } = openTeam();
    await remove("Ana Lind");
    expect(await screen.findByText("Ana Lind was removed from Cardiology Outpatients")).toBeTruthy();
    expect(commands().map(({ key }) => key)).toEqual([REMOVE]);
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByText("Ana Lind is back as before")).toBeTruthy();
    expect(commands().map(({ key, params }) => [key, params])).toEqual([
      [REMOVE, { slug: "cardiology", personId: "lind" }],
      [RESTORE, { slug: "cardiology", personId: "lind" }],
    ]);
  });
  it("says when it can be undone no more", async () => {
    openTeam({ answers: { [RESTORE]: () => refusal("nothingToUndo") } });
    await remove("Ana Lind");
    await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText(/This cannot be undone any more/)).toBeTruthy();
  });
  it("asks whoever removes themselves for the name, since they cannot undo it", async () => {
    const { commands } = openTeam();
    const dialog = await remove(NAIR.name);
    expect(commands()).toEqual([]);
    await userEvent.type(within(dialog).getByLabelText("Type the name to confirm"), `${NAIR.name}{Enter}`);
    await expect.poll(() => commands().map(({ key }) => key)).toEqual([REMOVE]);
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });
});

describe("taking somebody's role in an organisation", () => {
  const PEOPLE = "POST /api/organisations/{organisationId}/people/{personId}/remove";
  function openPeople() {
    const lind = { ...someone("lind", "Ana Lind"), role: "reporter", clinics: [{ slug: "cardiology", name: "Cardiology", role: "teamMember" }] };
    return showAdmin(`/organisations/${ORGANISATION}/people`, {
      person: { organisations: [{ id: ORGANISATION, name: "Marlow Valley Health", role: "administrator" }] },
      answers: {
        "GET /api/organisations/{organisationId}/people": () => ({ mayGive: ["reporter"], pending: 0, rows: [lind], total: 1, page: 1 }),
        "GET /api/organisations/{organisationId}/people/pending": () => ({ rows: [], total: 0, page: 1 }),
      },
    });
  }
  it("can be undone", async () => {
    const { commands } = openPeople();
    await remove("Ana Lind");
    await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await expect.poll(() => commands().at(-1)?.key).toBe("POST /api/organisations/{organisationId}/people/{personId}/restore");
  });
  it("and all those in clinics asks for the name, and says that it cannot", async () => {
    const { commands } = openPeople();
    await userEvent.click(await screen.findByRole("button", { name: "Remove Ana Lind" }));
    const dialog = screen.getByRole("dialog");
    expect(within(dialog).queryByLabelText("Type the name to confirm")).toBeNull();
    await userEvent.click(within(dialog).getByLabelText("Also from the clinic they are in"));
    expect(within(dialog).getByText(/This cannot be undone/)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "Remove Ana Lind" }));
    expect(commands()).toEqual([]);
    await userEvent.type(within(dialog).getByLabelText("Type the name to confirm"), "Ana Lind{Enter}");
    await expect.poll(() => commands()).toMatchObject([{ key: PEOPLE, body: { everywhere: true } }]);
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });
});
