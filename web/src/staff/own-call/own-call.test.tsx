import type { CallView, RowView } from "@anteroom/core/protocol";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { CARDIOLOGY, DOROTHY, ELENI, idOf, LEILA, MARGARET, NAIR, NOW } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import type { FakeLocalMedia } from "../../media/fake/fake-local-media.ts";
import { givePageASize, rowOf, show } from "../../../test/staff/show.tsx";

beforeAll(() => givePageASize());

const SEAT = idOf(70);
const callOf = (...guests: readonly RowView[]): CallView => ({
  id: LEILA.callId,
  clinicId: CARDIOLOGY.id,
  clinicName: CARDIOLOGY.name,
  kind: "visit",
  capacity: 6,
  route: "direct",
  epoch: 0,
  locked: false,
  lockOffered: true,
  ownPictureSize: "medium",
  relayOnly: false,
  tools: { host: { mayWrite: true, mayShare: true }, guest: { mayWrite: true, mayShare: true }, invitations: true },
  videoQuality: "sharp",
  openedAt: NOW,
  talkingSince: NOW,
  you: SEAT,
  closed: false,
  invitations: [],
  seats: [
    { id: SEAT, name: NAIR.name, role: "host", kind: "member", state: "in", presence: "here", since: NOW, visitId: null, knownAs: [], picture: null },
    ...guests.map(
      (row, at) =>
        ({
          id: idOf(80 + at),
          name: `${row.firstName} ${row.lastName}`,
          role: "guest",
          kind: "caller",
          state: "in",
          presence: "here",
          since: NOW,
          visitId: row.id,
          knownAs: [],
          picture: null,
        }) as const,
    ),
  ],
});
const seen: RowView = { ...LEILA, state: "seen", since: NOW, with: [{ personId: NAIR.id, name: NAIR.name }] };

/** Leila was joined, and the server has said so. */
async function inCall(options: NonNullable<Parameters<typeof show>[1]> = {}) {
  const page = show("/clinics/cardiology", {
    answers: { "POST /api/visits/{visitId}/join": () => ({ ok: true, callId: LEILA.callId, seatId: SEAT }), ...options.answers },
    before: (fakes) => fakes.showCallers(DOROTHY, LEILA, ELENI, MARGARET),
  });
  await userEvent.click(within(await rowOf("Leila Haddad")).getByRole("button", { name: "Join Leila Haddad" }));
  act(() => {
    page.stream.simulateTopic(`call:${LEILA.callId}`, callOf(LEILA));
    page.showCallers(DOROTHY, seen, ELENI, MARGARET);
  });
  expect(await screen.findByRole("heading", { name: "Call with Leila Haddad" })).toBeTruthy();
  return page;
}
const drawer = () => within(screen.getByRole("complementary", { name: "Waiting area" }));
const beside = (name: string) => within(drawer().getByRole("listitem", { name }));

it("the team's channel stands beside a call, with what is new in it, and a caller's details come before it", async () => {
  const { stream, sent } = await inCall();
  act(() => {
    stream.simulateTopic(`unread:${CARDIOLOGY.id}`, { unread: 1 });
    const message = { id: idOf(99), number: 1, at: NOW, byId: idOf(51), byName: "Dr Helen Marsh", picture: null, text: "Are you free after this?" };
    stream.simulateTopic(`channel:${CARDIOLOGY.id}`, { start: { number: 1 }, [`message/${message.id}`]: message });
  });
  await userEvent.click(drawer().getByRole("button", { name: "Team channel, 1 new message" }));
  const channel = within(await screen.findByRole("complementary", { name: "Team channel" }));
  expect(channel.getByText("Are you free after this?")).toBeTruthy();
  await userEvent.type(channel.getByRole("textbox", { name: "Message to the team" }), "In ten minutes{Enter}");
  expect(sent.find(({ key }) => key === "POST /api/clinics/{slug}/channel")?.body).toEqual({ text: "In ten minutes" });
  expect(screen.getByRole("button", { name: "Leave call" })).toBeTruthy();
  await userEvent.click(beside("Margaret Ellison").getByRole("button", { name: "More actions for Margaret Ellison" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Details" }));
  const details = await screen.findByRole("complementary", { name: "Margaret Ellison" });
  expect(screen.queryByRole("complementary", { name: "Team channel" })).toBeNull();
  await userEvent.click(within(details).getByRole("button", { name: "Close the details of Margaret Ellison" }));
  await userEvent.click(screen.getByRole("textbox", { name: "Message to the team" }));
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("complementary", { name: "Team channel" })).toBeNull();
});

it("beside a call it is read what a colleague wrote with a transfer", async () => {
  const { showCallers } = await inCall();
  const transferredFrom = { clinicName: "Kidney Clinic", byName: "Dr Samuel Osei", note: "Needs an ECG first", at: NOW };
  act(() => showCallers({ ...DOROTHY, transferredFrom }, seen));
  expect(beside("Dorothy Finch").getByText("Needs an ECG first")).toBeTruthy();
});

it("where there is no room beside a call the team's channel is a sheet over it", async () => {
  await inCall();
  const page = (window as unknown as { happyDOM: { setViewport(size: { width: number }): void } }).happyDOM;
  act(() => page.setViewport({ width: 390 }));
  try {
    await userEvent.click(screen.getByRole("button", { name: "Team channel" }));
    expect(await screen.findByRole("dialog", { name: "Team channel" })).toBeTruthy();
  } finally {
    act(() => page.setViewport({ width: 1_440 }));
  }
});

it("whoever works by keyboard goes on in the call, and in the list after it", async () => {
  const page = show("/clinics/cardiology", {
    answers: { "POST /api/visits/{visitId}/join": () => ({ ok: true, callId: LEILA.callId, seatId: SEAT }) },
    before: (fakes) => fakes.showCallers(LEILA),
  });
  (await rowOf("Leila Haddad")).focus();
  await userEvent.keyboard("j");
  await waitFor(() => expect(page.commands()).not.toEqual([]));
  act(() => page.stream.simulateTopic(`call:${LEILA.callId}`, callOf(LEILA)));
  const call = (await screen.findByRole("heading", { name: "Call with Leila Haddad" })).closest("main");
  await waitFor(() => expect(document.activeElement).toBe(call));
  await userEvent.click(screen.getByRole("button", { name: "Leave call" }));
  await screen.findByRole("searchbox", { name: "Search all fields" });
  expect(document.activeElement).toBe(document.getElementById("main"));
});

describe("joining", () => {
  it("opens the call in the page of the clinic, with the waiting area beside it, under an address that survives a reload", async () => {
    const { location, commands, stream } = await inCall();
    expect(location.history.at(-1)).toBe(`/clinics/cardiology?call=${LEILA.callId}`);
    expect(commands()[0]).toMatchObject({ params: { visitId: LEILA.id }, body: { expect: { state: "waiting", callId: LEILA.callId }, confirmedUnlock: false } });
    expect(beside("Leila Haddad").getByText("In this call")).toBeTruthy();
    expect(beside("Margaret Ellison").getByText("With Dr Helen Marsh")).toBeTruthy();
    await waitFor(() => expect(stream.sent).toContainEqual({ t: "sit", seatId: SEAT, pageId: "page-of-the-test", takeOver: false }));
  });

  it("uses the seat of a warm transport", async () => {
    const { commands, stream } = show("/clinics/cardiology", {
      answers: { "POST /api/visits/{visitId}/join": () => ({ ok: true, callId: LEILA.callId, seatId: SEAT }) },
      before: (fakes) => fakes.showCallers(LEILA),
    });
    const button = within(await rowOf("Leila Haddad")).getByRole("button", { name: "Join Leila Haddad" });
    act(() => button.focus());
    await waitFor(() => expect(stream.sent).toContainEqual({ t: "warm", visitId: LEILA.id }));
    act(() =>
      stream.simulate({
        t: "warm",
        grant: {
          callId: LEILA.callId,
          ownSeatId: SEAT,
          peerSeatId: idOf(80),
          visitId: LEILA.id,
          expiresAt: NOW + 30_000,
          ice: { iceServers: [], relayOnly: false, expiresAt: NOW + 60_000 },
        },
      }),
    );
    await userEvent.click(button);
    await waitFor(() => expect(commands()[0]?.body).toMatchObject({ seatId: SEAT }));
  });

  it("returns to the call after a reload", async () => {
    show(`/clinics/cardiology?call=${LEILA.callId}`, {
      before: (fakes) => {
        fakes.state.person = { ...NAIR, seat: { id: SEAT, callId: LEILA.callId } };
        fakes.showCallers(seen);
        fakes.stream.simulateTopic(`call:${LEILA.callId}`, callOf(LEILA));
      },
    });
    expect(await screen.findByRole("heading", { name: "Call with Leila Haddad" })).toBeTruthy();
  });

  it("says of an old address that the call is over, and shows the waiting area", async () => {
    const { location } = show(`/clinics/cardiology?call=${LEILA.callId}`, { before: (fakes) => fakes.showCallers(DOROTHY) });
    expect(await rowOf("Dorothy Finch")).toBeTruthy();
    expect(screen.getByText("That call is over.")).toBeTruthy();
    expect(location.history.at(-1)).toBe("/clinics/cardiology");
  });

  it("tells of a call in another window, and takes it over only on a press", async () => {
    const { stream } = show("/clinics/cardiology", {
      before: (fakes) => {
        fakes.state.person = { ...NAIR, seat: { id: SEAT, callId: LEILA.callId } };
        fakes.showCallers(seen);
        fakes.stream.simulateTopic(`call:${LEILA.callId}`, callOf(LEILA));
      },
    });
    expect(await screen.findByText("You are in a call in another window.")).toBeTruthy();
    expect(stream.sent.filter(({ t }) => t === "sit")).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Continue here" }));
    expect(await screen.findByRole("heading", { name: "Call with Leila Haddad" })).toBeTruthy();
    expect(stream.sent).toContainEqual({ t: "sit", seatId: SEAT, pageId: "page-of-the-test", takeOver: true });
  });
});

describe("in a call", () => {
  it("offers Add on other rows, names both sides, and can be undone", async () => {
    const { commands } = await inCall();
    expect(beside("Leila Haddad").queryByRole("button", { name: /^Add/ })).toBeNull();
    expect(beside("Margaret Ellison").queryByRole("button", { name: /^Add/ })).toBeNull();
    await userEvent.click(beside("Dorothy Finch").getByRole("button", { name: "Add Dorothy Finch" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add Dorothy Finch to your call?" }));
    expect(dialog.getByText("Dorothy Finch will meet Leila Haddad. They will see and hear each other.")).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Add Dorothy Finch" }));
    expect(await screen.findByText("Dorothy Finch is in your call.")).toBeTruthy();
    expect(commands()[1]).toEqual({
      key: "POST /api/visits/{visitId}/add",
      params: { visitId: DOROTHY.id },
      body: { callId: LEILA.callId, expect: { state: "waiting", callId: DOROTHY.callId }, confirmedVisitIds: [LEILA.id] },
    });
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(commands()[2]).toMatchObject({ key: "POST /api/visits/{visitId}/take-out", params: { visitId: DOROTHY.id } }));
  });

  it("shows the names again when somebody else came in meanwhile", async () => {
    await inCall({ answers: { "POST /api/visits/{visitId}/add": () => refusal("confirmAdd", { visitIds: [LEILA.id] }) } });
    await userEvent.click(beside("Dorothy Finch").getByRole("button", { name: "Add Dorothy Finch" }));
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Add Dorothy Finch" }));
    expect(await screen.findByRole("dialog", { name: "Add Dorothy Finch to your call?" })).toBeTruthy();
    expect(screen.queryByText("Dorothy Finch is in your call.")).toBeNull();
  });

  it("says what becomes of the present caller before another is joined instead", async () => {
    const { commands } = await inCall();
    await userEvent.click(beside("Dorothy Finch").getByRole("button", { name: "More actions for Dorothy Finch" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Join instead" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Join Dorothy Finch instead?" }));
    expect(dialog.getByText("You leave your call. Leila Haddad is put on hold with music and stays in the list.")).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Join Dorothy Finch" }));
    await waitFor(() => expect(commands()[1]).toMatchObject({ key: "POST /api/visits/{visitId}/join", params: { visitId: DOROTHY.id } }));
  });

  it("holds the present caller with one press", async () => {
    const { commands } = await inCall();
    await userEvent.click(beside("Leila Haddad").getByRole("button", { name: "Hold Leila Haddad" }));
    await waitFor(() => expect(commands()[1]).toMatchObject({ key: "POST /api/visits/{visitId}/hold", params: { visitId: LEILA.id } }));
  });

  it.each<[string, (page: Awaited<ReturnType<typeof inCall>>) => void]>([
    ["the call closed", ({ stream }) => stream.simulateTopic(`call:${LEILA.callId}`, { ...callOf(LEILA), closed: true })],
    ["the right was lost", ({ stream }) => stream.simulate({ t: "refused", topic: `call:${LEILA.callId}` })],
    [
      "the own seat was left",
      ({ stream }) =>
        stream.simulateTopic(`call:${LEILA.callId}`, { ...callOf(LEILA), seats: callOf(LEILA).seats.map((seat) => (seat.id === SEAT ? { ...seat, state: "left" } : seat)) }),
    ],
  ])("comes back to the waiting area when %s", async (_story, happen) => {
    const page = await inCall();
    act(() => happen(page));
    expect(await rowOf("Dorothy Finch")).toBeTruthy();
    expect(page.location.history.at(-1)).toBe("/clinics/cardiology");
    expect(page.world.local.getSnapshot().camera).toBeNull();
  });

  it("can be joined again after it was left", async () => {
    const page = await inCall();
    act(() => page.stream.simulate({ t: "refused", topic: `call:${LEILA.callId}` }));
    act(() => page.showCallers(DOROTHY, { ...LEILA, state: "held" }));
    await userEvent.click(within(await rowOf("Leila Haddad")).getByRole("button", { name: "Join Leila Haddad" }));
    act(() => page.stream.simulateTopic(`call:${LEILA.callId}`, callOf(LEILA)));
    expect(await screen.findByRole("heading", { name: "Call with Leila Haddad" })).toBeTruthy();
  });

  it("leaves even when nobody answers, and says so", async () => {
    await inCall({ answers: { "POST /api/calls/{callId}/leave": () => refusal("unreachable") } });
    await userEvent.click(screen.getByRole("button", { name: "Leave call" }));
    expect(await rowOf("Dorothy Finch")).toBeTruthy();
    expect(screen.getByText("No answer from the server. Check your connection and try again.")).toBeTruthy();
  });

  it("steps back when another window took the call over", async () => {
    const { stream } = await inCall();
    act(() => stream.simulate({ t: "elsewhere", seatId: SEAT }));
    expect(await screen.findByText("Your call is open in another window.")).toBeTruthy();
  });
});

describe("a handover in person", () => {
  const TALK = idOf(90);
  const talk = (...hosts: readonly string[]): CallView => ({
    ...callOf(),
    id: TALK,
    kind: "joint",
    seats: [
      ...callOf().seats,
      ...hosts.map(
        (name, at) => ({ id: idOf(85 + at), name, role: "host", kind: "member", state: "in", presence: "here", since: NOW, visitId: null, knownAs: [], picture: null }) as const,
      ),
    ],
  });
  const givenOver: RowView = { ...LEILA, state: "held", handover: { toClinicName: "Renal Outpatients", byId: NAIR.id, byName: NAIR.name, callId: TALK } };

  it("waits for the colleague, and gives the caller over with one press when they have come", async () => {
    const page = show("/clinics/cardiology", {
      answers: { "POST /api/visits/{visitId}/handover": () => ({ ok: true, callId: TALK, seatId: SEAT }) },
      before: (fakes) => fakes.showCallers(LEILA),
    });
    await userEvent.click(within(await rowOf("Leila Haddad")).getByRole("button", { name: "More actions for Leila Haddad" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Transfer" }));
    await userEvent.click(await screen.findByRole("radio", { name: /Renal/ }));
    await userEvent.click(screen.getByRole("switch", { name: /Talk to the team first/ }));
    await userEvent.click(screen.getByRole("button", { name: "Call Renal Outpatients" }));
    act(() => {
      page.showCallers(givenOver);
      page.stream.simulateTopic(`call:${TALK}`, talk());
    });
    expect(await screen.findByText("Renal Outpatients was asked to take Leila Haddad over. Wait here until somebody comes.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Hand Leila over" })).toBeNull();
    act(() => page.stream.simulateTopic(`call:${TALK}`, talk("Tom Okafor")));
    await userEvent.click(await screen.findByRole("button", { name: "Hand Leila over" }));
    expect(page.commands().at(-1)).toMatchObject({ key: "POST /api/visits/{visitId}/handover/give", params: { visitId: LEILA.id } });
  });

  it("says that nobody takes the caller, and leads back to them", async () => {
    const page = show("/clinics/cardiology", {
      answers: { "POST /api/visits/{visitId}/handover": () => ({ ok: true, callId: TALK, seatId: SEAT }) },
      before: (fakes) => fakes.showCallers(LEILA),
    });
    await userEvent.click(within(await rowOf("Leila Haddad")).getByRole("button", { name: "More actions for Leila Haddad" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Transfer" }));
    await userEvent.click(await screen.findByRole("radio", { name: /Renal/ }));
    await userEvent.click(screen.getByRole("switch", { name: /Talk to the team first/ }));
    await userEvent.click(screen.getByRole("button", { name: "Call Renal Outpatients" }));
    act(() => {
      page.showCallers(givenOver);
      page.stream.simulateTopic(`call:${TALK}`, talk());
    });
    await screen.findByText(/was asked to take Leila Haddad over/);
    act(() => page.changeCaller({ ...givenOver, handover: null }, 100));
    expect(await screen.findByText(/Nobody takes Leila Haddad over/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Join Leila Haddad" }));
    expect(page.commands().at(-1)).toMatchObject({ key: "POST /api/visits/{visitId}/join", body: { expect: { state: "held" } } });
  });

  it("brings whoever answered into the call with the caller, and nobody else", async () => {
    const page = show("/clinics/cardiology", {
      answers: { "POST /api/visits/{visitId}/handover/join": () => ({ ok: true, callId: TALK, seatId: SEAT }) },
      before: (fakes) =>
        fakes.stream.simulateTopic(`clinic:${CARDIOLOGY.id}`, {
          [`handover/${LEILA.id}`]: { visitId: LEILA.id, fromClinicName: "Renal", byName: "Tom Okafor", note: "", since: NOW },
        }),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Talk to them" }));
    act(() => page.stream.simulateTopic(`call:${TALK}`, talk("Tom Okafor")));
    expect(await screen.findByRole("button", { name: "Leave call" })).toBeTruthy();
    act(() => page.stream.simulateTopic(`call:${TALK}`, { ...talk(), seats: [{ ...callOf().seats[0]!, state: "left" }] }));
    act(() => page.stream.simulateTopic(`person:${NAIR.id}`, { ...NAIR, seat: { id: idOf(95), callId: LEILA.callId } }));
    await waitFor(() => expect(page.location.history.at(-1)).toBe(`/clinics/cardiology?call=${LEILA.callId}`));
  });
});

describe("a call in a window of its own", () => {
  it("opens for Join with Ctrl or the middle button, and this page stays as it is", async () => {
    const opened: string[] = [];
    const open = vi.spyOn(window, "open").mockImplementation((url, _target, features) => {
      opened.push(`${String(url)} ${features ?? ""}`);
      return null;
    });
    const { commands } = show("/clinics/cardiology", { before: (fakes) => fakes.showCallers(LEILA) });
    const join = within(await rowOf("Leila Haddad")).getByRole("button", { name: "Join Leila Haddad" });
    fireEvent.click(join, { ctrlKey: true });
    fireEvent(join, new MouseEvent("auxclick", { bubbles: true, button: 1 }));
    expect(opened).toEqual(Array(2).fill(`/clinics/cardiology?join=${LEILA.id} noopener`));
    expect(commands()).toEqual([]);
    open.mockRestore();
  });

  it("joins by itself in the new window, once", async () => {
    const { commands, location } = show(`/clinics/cardiology?join=${LEILA.id}`, {
      answers: { "POST /api/visits/{visitId}/join": () => ({ ok: true, callId: LEILA.callId, seatId: SEAT }) },
      before: (fakes) => fakes.showCallers(LEILA),
    });
    await waitFor(() => expect(commands()).toHaveLength(1));
    expect(commands()[0]).toMatchObject({ key: "POST /api/visits/{visitId}/join", params: { visitId: LEILA.id } });
    expect(location.history.at(-1)).toBe(`/clinics/cardiology?call=${LEILA.callId}`);
  });

  it("says so when the caller is gone", async () => {
    const { commands } = show(`/clinics/cardiology?join=${idOf(999)}`, { before: (fakes) => fakes.showCallers(LEILA) });
    expect(await screen.findByText(/not here any more|no longer|gone/i)).toBeTruthy();
    expect(commands()).toEqual([]);
  });
});

it("who is with a caller is told without going in", async () => {
  const seats = [
    { id: idOf(81), name: "Margaret Ellison", role: "guest", kind: "caller", state: "in", presence: "lost", since: NOW, visitId: MARGARET.id, knownAs: [], picture: null },
    {
      id: idOf(82),
      name: "Dr Helen Marsh",
      role: "host",
      kind: "member",
      state: "in",
      presence: "here",
      since: NOW - 120_000,
      visitId: null,
      knownAs: ["Dr Heart"],
      picture: null,
    },
  ];
  show("/clinics/cardiology", {
    answers: { "GET /api/visits/{visitId}/participants": () => ({ seats }) },
    before: (fakes) => fakes.showCallers(LEILA, MARGARET),
  });
  await userEvent.click(within(await rowOf("Margaret Ellison")).getByRole("button", { name: "More actions for Margaret Ellison" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Participants" }));
  const dialog = within(await screen.findByRole("dialog", { name: "In the call with Margaret Ellison" }));
  expect((await dialog.findAllByRole("listitem")).map((line) => line.textContent)).toEqual([
    expect.stringMatching(/Margaret Ellison.*Caller.*Connection lost/),
    expect.stringMatching(/Dr Helen Marsh.*Clinic · guests see Dr Heart.*2 min/),
  ]);
});

it("in a call, those who sit in it come first in the list beside it", async () => {
  await inCall();
  expect(drawer().getAllByRole("listitem")[0]?.textContent).toContain("Leila Haddad");
});

it("a blocked camera is explained step by step for this browser", async () => {
  show("/clinics/cardiology", {
    before: (fakes) => {
      fakes.showCallers(LEILA);
      (fakes.world.local as FakeLocalMedia).simulate({ camera: null, cameraProblem: "blocked" });
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Camera and microphone" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Camera and microphone" }));
  expect(await dialog.findAllByRole("listitem")).toHaveLength(3);
});

it("in a call the steps are one press away", async () => {
  await inCall();
  await userEvent.click(screen.getByRole("button", { name: "Device help" }));
  expect(await screen.findByRole("dialog", { name: "Camera and microphone" })).toBeTruthy();
});
