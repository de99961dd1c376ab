import type { CountsView } from "@anteroom/core/protocol";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { CARDIOLOGY, idOf, NAIR, NOW, RENAL } from "../../../test/staff/fake-people.ts";
import { givePageASize, show } from "../../../test/staff/show.tsx";

beforeAll(() => givePageASize());

const counts = (waiting: number, waitedMinutes: number | null): CountsView => ({
  waiting,
  held: 0,
  seen: 1,
  longestWaitSince: waitedMinutes === null ? null : NOW - waitedMinutes * 60_000,
});

describe("My clinics", () => {
  it("counts live who waits in each, and how long", async () => {
    const { stream } = show("/clinics");
    const card = await screen.findByRole("link", { name: /Cardiology Outpatients/ });
    expect(within(card).getByText("–")).toBeTruthy();
    act(() => stream.simulateTopic(`counts:${CARDIOLOGY.id}`, counts(8, 41)));
    await waitFor(() => expect(card.textContent).toContain("8 waiting"));
    expect(card.textContent).toContain("41 min longest wait");
    act(() => stream.simulateTopic(`counts:${RENAL.id}`, counts(2, 9)));
    expect(screen.getByText("10 people are waiting in 2 clinics.")).toBeTruthy();
    expect(document.title).toBe("(10) My clinics · Anteroom");
  });

  it("leads straight to the only clinic", async () => {
    const { location } = show("/clinics", { before: ({ state }) => (state.person = { ...NAIR, clinics: [CARDIOLOGY] }) });
    await waitFor(() => expect(location.history.at(-1)).toBe("/clinics/cardiology"));
  });

  const only = (clinic: Partial<typeof CARDIOLOGY>) =>
    show("/clinics", { before: ({ state }) => (state.person = { ...NAIR, clinics: [{ ...CARDIOLOGY, waitingArea: false, ...clinic }] }) });

  it("shows a referrer how many wait, and does not lead them into the waiting area", async () => {
    const { stream } = only({ role: "serviceReferrer" });
    expect(await screen.findByText(/You can transfer callers to this clinic/)).toBeTruthy();
    act(() => stream.simulateTopic(`counts:${CARDIOLOGY.id}`, counts(3, 12)));
    expect(screen.getByText("waiting").parentElement?.textContent).toBe("3 waiting");
    expect(screen.queryByRole("link", { name: /Cardiology/ })).toBeNull();
  });

  it("shows a reporter the name alone", async () => {
    const { stream } = only({ role: "reporter", seesCounts: false, transfersInto: false });
    expect(await screen.findByRole("heading", { name: "Cardiology Outpatients" })).toBeTruthy();
    expect(screen.queryByText("waiting")).toBeNull();
    expect(screen.queryByText(/You can transfer/)).toBeNull();
    expect(stream.topic(`counts:${CARDIOLOGY.id}`).getSnapshot()).toEqual({ state: "loading" });
  });

  it("leads an administrator who sees no callers to settings and team", async () => {
    only({ role: "clinicAdministrator", transfersInto: false, configures: true, managesTeam: true });
    expect((await screen.findByRole("link", { name: "Configure" })).getAttribute("href")).toBe("/clinics/cardiology/configure");
    expect(screen.getByRole("link", { name: "Team members" }).getAttribute("href")).toBe("/clinics/cardiology/configure/team");
    expect(screen.queryByText(/You can transfer/)).toBeNull();
  });

  it("finds a clinic among many", async () => {
    const many = Array.from({ length: 6 }, (_, at) => ({ ...CARDIOLOGY, id: idOf(100 + at), slug: `clinic-${at}`, name: `Clinic ${at}` }));
    show("/clinics", { before: ({ state }) => (state.person = { ...NAIR, clinics: many }) });
    await userEvent.type(await screen.findByRole("searchbox", { name: "Find a clinic" }), "clinic 4");
    expect(screen.getAllByRole("link", { name: /Clinic/ }).map((link) => link.getAttribute("href"))).toContain("/clinics/clinic-4");
    expect(screen.queryByRole("link", { name: /Clinic 3/ })).toBeNull();
  });

  it("tells somebody without a clinic what to do", async () => {
    show("/clinics", { before: ({ state }) => (state.person = { ...NAIR, clinics: [] }) });
    expect(await screen.findByText("You have no clinic yet")).toBeTruthy();
  });

  it("leads whoever runs the platform alone there, and stays when it was chosen", async () => {
    const alone = { person: { clinics: [], platformAdministrator: true } };
    const { location } = show("/clinics", alone);
    await waitFor(() => expect(location.history.at(-1)).toBe("/platform"));
    show("/clinics?all", alone);
    expect(await screen.findByText("You have no clinic yet")).toBeTruthy();
  });

  it("is reached from the only clinic, and leads on to the organisation that the person runs", async () => {
    show("/clinics/cardiology", { person: { clinics: [CARDIOLOGY], organisations: [{ id: CARDIOLOGY.organisationId, name: "Marlow Valley Health", role: "coordinator" }] } });
    await userEvent.click(await screen.findByRole("link", { name: "My clinics" }));
    const ways = within(await screen.findByRole("navigation", { name: "Administration" }));
    expect(ways.getByRole("link", { name: "Marlow Valley Health" }).getAttribute("href")).toBe(`/organisations/${CARDIOLOGY.organisationId}/clinics`);
  });

  it("shows nobody a way to what they do not run", async () => {
    show("/clinics");
    await screen.findByRole("link", { name: /Cardiology Outpatients/ });
    expect(screen.queryByRole("navigation", { name: "Administration" })).toBeNull();
  });

  it("says kindly that a clinic is not among one's own", async () => {
    show("/clinics/unknown");
    expect(await screen.findByText("This clinic is not among yours")).toBeTruthy();
  });
});
