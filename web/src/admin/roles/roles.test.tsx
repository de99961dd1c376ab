import { faultAt } from "@anteroom/core/faults";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const clinic = (id: string, name: string, alias: string) => ({
  id,
  slug: id,
  name,
  organisationName: "Marlow Valley Health",
  role: "teamMember",
  permissions: ["waitingArea"],
  alias,
  managesTeam: false,
});
const roles = { organisations: [], clinics: [clinic("heart", "Cardiology", "Dr Heart"), clinic("kidney", "Renal", "")] };
const ALIAS = "POST /api/me/clinics/{clinicId}/alias";

function open(answer: () => unknown = () => ({ ok: true })) {
  return showAdmin("/account/roles", { answers: { "GET /api/me/roles": () => roles, [ALIAS]: answer } });
}
async function change(name: string, alias: string): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole("button", { name: `Change your name for callers of ${name}` }));
  const dialog = screen.getByRole("dialog");
  await write(dialog, alias);
  return dialog;
}
async function write(dialog: HTMLElement, alias: string): Promise<void> {
  const field = within(dialog).getByLabelText(/Name for callers/);
  await userEvent.clear(field);
  if (alias) await userEvent.type(field, alias);
}

it("names the role of whoever runs the platform, which is no clinic's and no organisation's", async () => {
  showAdmin("/account/roles", { platformAdministrator: true, person: { clinics: [] }, answers: { "GET /api/me/roles": () => ({ organisations: [], clinics: [] }) } });
  const table = await screen.findByRole("table", { name: "Platform" });
  expect(within(table).getByText("Platform administrator")).toBeTruthy();
  expect(within(table).getByRole("link", { name: "People of This installation" }).getAttribute("href")).toBe("/platform/administrators");
  expect(within(table).queryByRole("button")).toBeNull();
  expect(screen.queryByText("You have no role yet")).toBeNull();
});

describe("My roles", () => {
  it("are found by place, role and the name for callers", async () => {
    open();
    const find = await screen.findByRole("searchbox", { name: "Find a place or role" });
    const shown = () => screen.queryAllByRole("rowheader").map(({ textContent }) => textContent);
    await userEvent.type(find, "marlow heart");
    expect(shown()).toEqual([expect.stringContaining("Cardiology")]);
    await userEvent.type(find, " kidney");
    expect(shown()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Show all" }));
    expect(shown()).toHaveLength(2);
  });
  it("are given up by typing the name: oneself nobody can take it back", async () => {
    const { commands } = open();
    await userEvent.click(await screen.findByRole("button", { name: "Leave Renal" }));
    const dialog = screen.getByRole("dialog");
    expect(within(dialog).getByText(/This cannot be undone/)).toBeTruthy();
    await userEvent.type(within(dialog).getByLabelText("Type the name to confirm"), "Cardiology{Enter}");
    expect(within(dialog).getByText("This is not the name.")).toBeTruthy();
    expect(commands()).toEqual([]);
    await userEvent.clear(within(dialog).getByLabelText("Type the name to confirm"));
    await userEvent.type(within(dialog).getByLabelText("Type the name to confirm"), "renal{Enter}");
    expect(await screen.findByText("You left Renal")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
    expect(commands().map(({ key, params }) => [key, params])).toEqual([["POST /api/me/clinics/{clinicId}/leave", { clinicId: "kidney" }]]);
  });
});

describe("the name for callers in My roles", () => {
  it("stands beside each clinic, or says that it is one's own", async () => {
    open();
    const row = (name: string) => screen.getByRole("rowheader", { name: new RegExp(name) }).closest("tr") as HTMLElement;
    await screen.findByText("Dr Heart");
    expect(within(row("Cardiology")).getByText("Dr Heart")).toBeTruthy();
    expect(within(row("Renal")).getByText("Your own name")).toBeTruthy();
  });
  it("is changed, and taken away by leaving it empty", async () => {
    const { sent } = open();
    await change("Renal", "Dr Kidney");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Your name for callers of Renal is saved")).toBeTruthy();
    await change("Cardiology", "");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(sent.filter(({ key }) => key === ALIAS).map(({ params, body }) => [params, body])).toEqual([
      [{ clinicId: "kidney" }, { alias: "Dr Kidney" }],
      [{ clinicId: "heart" }, { alias: "" }],
    ]);
  });
  it("says what is wrong while it is typed, and keeps what was typed when it is refused", async () => {
    open(() => refusal("badRequest", { fields: [faultAt("alias", "aliasMixedScripts")] }));
    const dialog = await change("Renal", "Dr Kidney (guest)");
    expect(within(dialog).getByText("This would look like the mark of a guest. Please choose another name.")).toBeTruthy();
    await write(dialog, "Dr Kidney");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await within(dialog).findByText(/letters of different alphabets that look alike/)).toBeTruthy();
    expect(within(dialog).getByLabelText<HTMLInputElement>(/Name for callers/).value).toBe("Dr Kidney");
  });
});
