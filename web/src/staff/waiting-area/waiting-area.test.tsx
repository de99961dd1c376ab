import type { RowView } from "@anteroom/core/protocol";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { AHMED, caller, CARDIOLOGY_PAGE, DOROTHY, ELENI, idOf, LEILA, MARGARET, NAIR, NOW, WEI } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { givePageASize, rowOf, show } from "../../../test/staff/show.tsx";

beforeAll(() => givePageASize());

const everybody = [DOROTHY, AHMED, LEILA, ELENI, MARGARET, WEI] as const;
const open = (options: NonNullable<Parameters<typeof show>[1]> = {}, ...rows: readonly RowView[]) =>
  show("/clinics/cardiology", { ...options, before: (fakes) => fakes.showCallers(...(rows.length > 0 ? rows : everybody)) });

const names = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.querySelector(".nm")?.textContent);

describe("the list of callers", () => {
  it("shows who waits longest first, then who is on hold, seen and offline", async () => {
    open();
    await rowOf("Dorothy Finch");
    expect(names()).toEqual(["Dorothy Finch", "Ahmed Yusuf", "Leila Haddad", "Eleni Papadakis", "Margaret Ellison", "Wei Zhang"]);
  });

  it("tells status, waiting time, answers, readiness and colleague in words", async () => {
    open();
    const ahmed = within(await rowOf("Ahmed Yusuf"));
    expect(ahmed.getByText("Waiting")).toBeTruthy();
    expect(ahmed.getByText("34 min")).toBeTruthy();
    expect(ahmed.getByText("Chest pain, follow-up")).toBeTruthy();
    expect(ahmed.getByText("Aug 19, 1968")).toBeTruthy();
    expect(ahmed.getByText("Somali · interpreter")).toBeTruthy();
    expect(ahmed.getByText("Dr Helen Marsh")).toBeTruthy();
    expect(within(await rowOf("Leila Haddad")).getByText("Mic blocked")).toBeTruthy();
    expect(within(await rowOf("Eleni Papadakis")).getByText("On hold")).toBeTruthy();
    expect(within(await rowOf("Eleni Papadakis")).getByText("6 min")).toBeTruthy();
    expect(within(await rowOf("Margaret Ellison")).getByText("Being seen")).toBeTruthy();
  });

  it("says who has not agreed to the clinic's text yet, and lets them be joined", async () => {
    open({}, { ...AHMED, owesConsent: true });
    const ahmed = within(await rowOf("Ahmed Yusuf"));
    expect(ahmed.getByText("Has not agreed yet")).toBeTruthy();
    expect(ahmed.getByRole("button", { name: "Join Ahmed Yusuf" })).toBeTruthy();
  });

  it("reads out what a colleague wrote with the transfer, without a pointer resting on it", async () => {
    const handed = { clinicName: "Kidney Clinic", byName: "Dr Samuel Osei", note: "Needs an ECG first", at: NOW };
    open({}, { ...AHMED, transferredFrom: handed }, { ...LEILA, transferredFrom: { ...handed, note: "" } });
    const ahmed = within(await rowOf("Ahmed Yusuf"));
    expect(ahmed.getByText("From Kidney Clinic")).toBeTruthy();
    expect(ahmed.getByText("Needs an ECG first").closest("[role=cell]")?.textContent).toBe("Note from Dr Samuel Osei: Needs an ECG first");
    expect(within(await rowOf("Leila Haddad")).queryByText(/Note from/)).toBeNull();
  });

  it("is darker after thirty minutes, not before", async () => {
    open({}, caller(1, "Late", "Caller", 30), caller(2, "Early", "Caller", 29));
    expect((await rowOf("Late Caller")).className).toContain("is-late");
    expect((await rowOf("Early Caller")).className).toContain("is-waiting");
  });

  it("has one solid Join, for the next caller who is there", async () => {
    open({}, caller(1, "Gone", "First", 50, { presence: "lost" }), DOROTHY, AHMED);
    await rowOf("Dorothy Finch");
    const solid = screen.getAllByRole("button", { name: /^Join/ }).filter((button) => button.className.includes("btn-primary"));
    expect(solid.map((button) => button.getAttribute("aria-label"))).toEqual(["Join Dorothy Finch"]);
  });

  it("offers Recall to somebody offline, and says why a locked call cannot be joined", async () => {
    open({}, { ...WEI, recallEndsAt: NOW + 15 * 60_000 }, { ...MARGARET, locked: true });
    const offline = within(await rowOf("Wei Zhang"));
    expect(offline.getByRole("button", { name: "Recall Wei Zhang" })).toBeTruthy();
    expect(offline.getByText(/^Texted, until 9:45\sAM$/)).toBeTruthy();
    const locked = within(await rowOf("Margaret Ellison")).getByRole("button", { name: "Locked" });
    expect(locked.getAttribute("aria-disabled")).toBe("true");
    expect(locked.getAttribute("title")).toContain("Dr Helen Marsh");
  });

  it("tells me of somebody whom nobody has looked at, and stops telling once I open the row", async () => {
    const { sent } = open(
      { answers: { "GET /api/clinics/{slug}": () => ({ ...CARDIOLOGY_PAGE, escalates: true }) } },
      { ...LEILA, escalatedTo: NAIR.id },
      { ...AHMED, escalatedTo: idOf(51) },
    );
    const told = await screen.findByText(/^Leila Haddad has waited .*, and nobody has opened the row yet\.$/);
    expect(screen.queryByText(/^Ahmed .* nobody has opened/)).toBeNull();
    await userEvent.click(within(told.closest(".banner") as HTMLElement).getByRole("button", { name: "Open" }));
    expect(sent.filter(({ key }) => key.endsWith("/opened")).map(({ params }) => params)).toEqual([{ visitId: LEILA.id }]);
    expect(await screen.findByRole("heading", { name: /Leila Haddad/ })).toBeTruthy();
  });

  it("is filtered by status with counts, and searched over all fields", async () => {
    open();
    await rowOf("Dorothy Finch");
    await userEvent.click(screen.getByRole("button", { name: "On hold 1" }));
    expect(names()).toEqual(["Eleni Papadakis"]);
    await userEvent.click(screen.getByRole("button", { name: "All 6" }));
    await userEvent.type(screen.getByRole("searchbox", { name: "Search all fields" }), "chest yusuf");
    expect(names()).toEqual(["Ahmed Yusuf"]);
    await userEvent.clear(screen.getByRole("searchbox", { name: "Search all fields" }));
    await userEvent.type(screen.getByRole("searchbox", { name: "Search all fields" }), "nobody of that name");
    expect(screen.getByText("Nobody found")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Show all callers" }));
    expect(names()).toHaveLength(6);
  });

  it("is sorted by a column, and turned round by a second press", async () => {
    open({}, DOROTHY, AHMED, LEILA);
    await rowOf("Dorothy Finch");
    await userEvent.click(screen.getByRole("button", { name: "Caller" }));
    expect(names()).toEqual(["Ahmed Yusuf", "Dorothy Finch", "Leila Haddad"]);
    expect(screen.getByRole("columnheader", { name: /Caller/ }).getAttribute("aria-sort")).toBe("ascending");
    await userEvent.click(screen.getByRole("button", { name: /Caller/ }));
    expect(names()).toEqual(["Leila Haddad", "Dorothy Finch", "Ahmed Yusuf"]);
  });

  it("says how many rows there are, and draws only those in sight, with a thousand callers", async () => {
    const crowd = Array.from({ length: 1_000 }, (_, at) => caller(at, "Caller", `Number ${at}`, 1_000 - at));
    open({}, ...crowd);
    await rowOf("Caller Number 0");
    const table = screen.getByRole("table", { name: "Callers" });
    expect(table.getAttribute("aria-rowcount")).toBe("1001");
    const drawn = within(table).getAllByRole("row");
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.length).toBeLessThan(60);
    expect(drawn[1]?.getAttribute("aria-rowindex")).toBe("2");
  });

  it("keeps rows still while the pointer is on them, and shows the new order on a press", async () => {
    const { changeCaller } = open({}, DOROTHY, LEILA, ELENI);
    await rowOf("Dorothy Finch");
    await userEvent.hover(screen.getByRole("table"));
    act(() => changeCaller(AHMED, 100));
    expect(names()).toEqual(["Dorothy Finch", "Leila Haddad", "Eleni Papadakis"]);
    await userEvent.click(screen.getByRole("button", { name: "1 new, show" }));
    expect(names()).toEqual(["Dorothy Finch", "Ahmed Yusuf", "Leila Haddad", "Eleni Papadakis"]);
  });

  it("says that nobody waits, and offers the link", async () => {
    show("/clinics/cardiology", { before: (fakes) => fakes.stream.simulateTopic(`clinic:${idOf(1)}`, {}) });
    expect(await screen.findByText("Nobody is waiting")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Send the clinic link" }));
    expect(await screen.findByRole("img", { name: /QR code/ })).toBeTruthy();
  });

  it("is refused as soon as the right is lost, with nothing of it left on the page", async () => {
    const { stream } = open();
    await rowOf("Dorothy Finch");
    act(() => stream.simulate({ t: "refused", topic: `clinic:${idOf(1)}` }));
    expect(await screen.findByText("You no longer have this waiting area")).toBeTruthy();
    expect(screen.queryByText("Dorothy Finch")).toBeNull();
  });

  it("says so too where the person's other rights are told before the clinic's stream ends", async () => {
    const { answer, changePerson } = open();
    await rowOf("Dorothy Finch");
    answer("GET /api/clinics/{slug}", () => refusal("notFound"));
    changePerson({ clinics: [] });
    expect(await screen.findByText("You no longer have this waiting area")).toBeTruthy();
    expect(screen.queryByText("Dorothy Finch")).toBeNull();
  });

  it("says that the connection is lost, and keeps the rows", async () => {
    const { stream } = open();
    await rowOf("Dorothy Finch");
    act(() => stream.simulateConnection("reconnecting"));
    expect(await screen.findByText(/Not connected. Trying again./, undefined, { timeout: 3_000 })).toBeTruthy();
    expect(await rowOf("Dorothy Finch")).toBeTruthy();
  });
});

describe("the keyboard", () => {
  it("moves between rows, opens, writes and joins", async () => {
    const { commands } = open();
    const first = await rowOf("Dorothy Finch");
    first.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Leila Haddad"));
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByRole("tab", { name: "Details", selected: true })).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("tab", { name: "Details" })).toBeNull());
    (await rowOf("Leila Haddad")).focus();
    await userEvent.keyboard("m");
    expect(await screen.findByRole("tab", { name: "Messages", selected: true })).toBeTruthy();
    // Whoever pressed M goes on typing.
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Message to Leila Haddad" })));
    await userEvent.keyboard("{Escape}");
    (await rowOf("Leila Haddad")).focus();
    await userEvent.keyboard("j");
    await waitFor(() => expect(commands().map(({ key, params }) => [key, params.visitId])).toContainEqual(["POST /api/visits/{visitId}/join", LEILA.id]));
  });

  it("skips to the row that is next, and opens its other actions with A", async () => {
    open();
    await rowOf("Dorothy Finch");
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe("Skip to callers");
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(await rowOf("Dorothy Finch"));
    await userEvent.keyboard("a");
    expect(await screen.findByRole("menu", { name: "More actions for Dorothy Finch" })).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    const first = await rowOf("Dorothy Finch");
    await waitFor(() => expect(document.activeElement).toBe(first));
  });

  it("comes back to the row from a drawer that its menu opened", async () => {
    open();
    await rowOf("Dorothy Finch");
    await userEvent.tab();
    await userEvent.keyboard("{Enter}a");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Message" }));
    expect(await screen.findByRole("tab", { name: "Messages", selected: true })).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("tab", { name: "Messages" })).toBeNull());
    expect((document.activeElement as HTMLElement).closest("[data-visit]")).toBe(await rowOf("Dorothy Finch"));
  });

  it("goes to the search with /, lists its keys with ?, and can be switched off", async () => {
    open();
    await rowOf("Dorothy Finch");
    await userEvent.keyboard("/");
    expect(document.activeElement).toBe(screen.getByRole("searchbox", { name: "Search all fields" }));
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard("?");
    const dialog = within(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }));
    await userEvent.click(dialog.getByRole("switch", { name: /Single-key shortcuts/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Done" }));
    (await rowOf("Dorothy Finch")).focus();
    await userEvent.keyboard("?");
    expect(screen.queryByRole("dialog")).toBeNull();
    localStorage.clear();
  });
});

describe("a refused join", () => {
  it("says who was faster, and offers to join them", async () => {
    let tries = 0;
    const { commands } = open({
      answers: {
        "POST /api/visits/{visitId}/join": () =>
          ++tries === 1 ? refusal("takenBy", { names: ["Dr Marsh"], callId: AHMED.callId }) : { ok: true, callId: AHMED.callId, seatId: idOf(7) },
      },
    });
    await userEvent.click(within(await rowOf("Ahmed Yusuf")).getByRole("button", { name: "Join Ahmed Yusuf" }));
    expect(await screen.findByText("Dr Marsh joined Ahmed Yusuf first. You can join their call or pick the next caller.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Join them" }));
    await waitFor(() => expect(commands()).toHaveLength(2));
    expect(commands()[1]?.body).toMatchObject({ expect: { state: "seen", callId: AHMED.callId } });
  });

  it("asks before a lock is taken over", async () => {
    const bodies: unknown[] = [];
    open({
      answers: {
        "POST /api/visits/{visitId}/join": ({ body }) => {
          bodies.push(body);
          return bodies.length === 1 ? refusal("confirmUnlock") : { ok: true, callId: AHMED.callId, seatId: idOf(7) };
        },
      },
    });
    await userEvent.click(within(await rowOf("Ahmed Yusuf")).getByRole("button", { name: "Join Ahmed Yusuf" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Open the locked call of Ahmed Yusuf?" }));
    await userEvent.click(dialog.getByRole("button", { name: "Join Ahmed Yusuf" }));
    await waitFor(() => expect(bodies).toHaveLength(2));
    expect(bodies).toMatchObject([{ confirmedUnlock: false }, { confirmedUnlock: true }]);
  });

  it("asks for the lock also where the clinic has every entry confirmed", async () => {
    const bodies: unknown[] = [];
    open({
      answers: {
        "GET /api/clinics/{slug}": () => ({ ...CARDIOLOGY_PAGE, confirmCallEntry: true }),
        "POST /api/visits/{visitId}/join": ({ body }) => {
          bodies.push(body);
          return bodies.length === 1 ? refusal("confirmUnlock") : { ok: true, callId: AHMED.callId, seatId: idOf(7) };
        },
      },
    });
    await userEvent.click(within(await rowOf("Ahmed Yusuf")).getByRole("button", { name: "Join Ahmed Yusuf" }));
    for (const name of ["Join Ahmed Yusuf?", "Open the locked call of Ahmed Yusuf?"])
      await userEvent.click(within(await screen.findByRole("dialog", { name })).getByRole("button", { name: "Join Ahmed Yusuf" }));
    await waitFor(() => expect(bodies).toHaveLength(2));
    expect(bodies).toMatchObject([{ confirmedUnlock: false }, { confirmedUnlock: true }]);
  });
});
