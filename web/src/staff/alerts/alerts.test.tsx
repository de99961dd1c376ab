import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AHMED, caller, CARDIOLOGY, DOROTHY, ELENI, LEILA, MARSH, NAIR } from "../../../test/staff/fake-people.ts";
import { givePageASize, rowOf, show } from "../../../test/staff/show.tsx";

beforeAll(() => givePageASize());
beforeEach(() => localStorage.clear());
afterEach(() => vi.useRealTimers());

const open = () => show("/clinics/cardiology", { before: (fakes) => fakes.showCallers(DOROTHY) });

describe("somebody begins to wait", () => {
  it("rings, is counted in the title, and is said to a screen reader", async () => {
    const { chimes, changeCaller } = open();
    await rowOf("Dorothy Finch");
    expect(chimes).toEqual([]);
    expect(document.title).toBe("(1) Waiting area · Cardiology Outpatients · Anteroom");
    act(() => changeCaller(LEILA, 100));
    expect(chimes).toEqual(["chime"]);
    expect(document.title).toMatch(/^\(2\)/);
    expect(await screen.findByText("Leila Haddad is waiting.")).toBeTruthy();
  });

  it("rings once for several who come together, and says them together", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { chimes, showCallers, changeCaller } = open();
    await rowOf("Dorothy Finch");
    act(() => changeCaller(caller(20, "First", "One", 0), 100));
    expect(await screen.findByText("First One is waiting.")).toBeTruthy();
    act(() => {
      showCallers(DOROTHY, caller(20, "First", "One", 0), LEILA);
      showCallers(DOROTHY, caller(20, "First", "One", 0), LEILA, AHMED);
    });
    expect(chimes).toEqual(["chime"]);
    expect(screen.queryByText(/Ahmed Yusuf/, { selector: "[role=status]" })).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.getByText("Leila Haddad and Ahmed Yusuf are waiting.", { selector: "[role=status]" })).toBeTruthy();
  });

  it("is quiet for callers who were there, who are only changed, or who are put on hold", async () => {
    const { chimes, changeCaller } = open();
    await rowOf("Dorothy Finch");
    act(() => changeCaller({ ...DOROTHY, unread: 1 }, 100));
    act(() => changeCaller(ELENI, 101));
    act(() => changeCaller({ ...DOROTHY, state: "held" }, 102));
    act(() => changeCaller(DOROTHY, 103));
    expect(chimes).toEqual([]);
  });

  it("rings when I am told of somebody whom nobody has looked at, and not when a colleague is", async () => {
    const { chimes, changeCaller } = open();
    await rowOf("Dorothy Finch");
    act(() => changeCaller({ ...DOROTHY, escalatedTo: MARSH.personId }, 100));
    expect(chimes).toEqual([]);
    act(() => changeCaller({ ...DOROTHY, escalatedTo: NAIR.id }, 101));
    act(() => changeCaller({ ...DOROTHY, escalatedTo: NAIR.id, unread: 1 }, 102));
    expect(chimes).toEqual(["chime"]);
  });

  it("rings for a colleague who wants to hand a caller over, and shows nothing of the caller", async () => {
    const { chimes, stream } = open();
    await rowOf("Dorothy Finch");
    act(() =>
      stream.simulate({
        t: "change",
        topic: `clinic:${CARDIOLOGY.id}`,
        seq: 100,
        key: `handover/${LEILA.id}`,
        value: { visitId: LEILA.id, fromClinicName: "Renal Outpatients", byName: "Dr Osei", note: "Palpitations", since: DOROTHY.enteredAt },
      }),
    );
    expect(chimes).toEqual(["chime"]);
    expect(screen.getByText("Dr Osei of Renal Outpatients wants to hand a caller over to you.")).toBeTruthy();
  });
});

describe("my alerts", () => {
  it("can be silenced, for this person and clinic", async () => {
    const { chimes, changeCaller } = open();
    await rowOf("Dorothy Finch");
    await userEvent.click(screen.getByRole("switch", { name: /Sound/ }));
    act(() => changeCaller(LEILA, 100));
    expect(chimes).toEqual([]);
  });

  it("ask the browser for notices only when switched on, and name no patient", async () => {
    const { chimes, changeCaller } = open();
    await rowOf("Dorothy Finch");
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    act(() => changeCaller(LEILA, 100));
    expect(chimes).toEqual(["chime"]);
    await userEvent.click(screen.getByRole("switch", { name: /Desktop notice/ }));
    await waitFor(() => expect(localStorage.getItem(`anteroom.alerts.00000000-0000-7000-8000-000000000050.${CARDIOLOGY.id}`)).toContain('"notice":true'));
    vi.useFakeTimers({ toFake: ["performance"] });
    vi.setSystemTime(0);
    vi.advanceTimersByTime(60_000);
    act(() => changeCaller(AHMED, 101));
    expect(chimes).toContain("Somebody is waiting: Cardiology Outpatients");
    expect(chimes.join()).not.toContain("Ahmed");
    vi.restoreAllMocks();
  });

  it("show who of the team is here", async () => {
    open();
    await rowOf("Dorothy Finch");
    expect(screen.getByText(MARSH.name)).toBeTruthy();
    expect(screen.getByText("In a call")).toBeTruthy();
  });
});
