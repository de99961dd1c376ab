import type { ChannelMessage, ChannelThings, PersonView } from "@anteroom/core/protocol";
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { CARDIOLOGY, DOROTHY, idOf, MARSH, NAIR, NOW, RENAL } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { givePageASize, rowOf, show } from "../../../test/staff/show.tsx";

beforeAll(() => givePageASize());

const message = (number: number, text: string | null, change: Partial<ChannelMessage> = {}): ChannelMessage => ({
  id: `00000000-0000-7000-8000-0000000001${String(number).padStart(2, "0")}`,
  number,
  at: NOW - (60 - number) * 60_000,
  byId: MARSH.personId,
  byName: MARSH.name,
  picture: null,
  text,
  ...change,
});
const mine = { byId: NAIR.id, byName: NAIR.name };
const thingsOf = (...messages: ChannelMessage[]): ChannelThings => ({ start: { number: 1 }, ...Object.fromEntries(messages.map((each) => [`message/${each.id}`, each])) });

async function open({
  unread = 0,
  things = thingsOf(),
  answers = {},
  person = {},
}: {
  unread?: number;
  things?: ChannelThings;
  answers?: NonNullable<Parameters<typeof show>[1]>["answers"];
  person?: Partial<PersonView>;
} = {}) {
  const fakes = show("/clinics/cardiology", {
    answers: { ...answers },
    person,
    before: ({ stream, showCallers }) => {
      showCallers(DOROTHY);
      stream.simulateTopic(`unread:${CARDIOLOGY.id}`, { unread });
      stream.simulateTopic(`channel:${CARDIOLOGY.id}`, things);
    },
  });
  await rowOf("Dorothy Finch");
  const user = userEvent.setup();
  const opens = () => user.click(screen.getByRole("button", { name: /^Team channel/ }));
  await opens();
  const drawer = await screen.findByRole("complementary", { name: "Team channel" });
  return {
    ...fakes,
    user,
    opens,
    drawer: within(drawer),
    field: () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message to the team" }),
    written: () => fakes.sent.filter(({ key }) => key === "POST /api/clinics/{slug}/channel"),
    comes: (each: ChannelMessage, seq = 100 + each.number) =>
      act(() => fakes.stream.simulate({ t: "change", topic: `channel:${CARDIOLOGY.id}`, seq, key: `message/${each.id}`, value: each })),
  };
}

describe("the team channel", () => {
  it("stands beside the list, which stays, and says what it is for", async () => {
    const { drawer, field, user } = await open();
    expect(drawer.getByText("Nothing written yet")).toBeTruthy();
    expect(drawer.getAllByText(/Callers never see it/).length).toBeGreaterThan(0);
    expect(screen.getByRole("row", { name: "Dorothy Finch" })).toBeTruthy();
    expect(document.activeElement).toBe(field());
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary", { name: "Team channel" })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Team channel" }));
  });

  it("makes room for a caller's details and is there again after them, and takes the focus back to the page", async () => {
    const { user, opens } = await open();
    await opens();
    await user.click(screen.getByRole("button", { name: "Write to the team" }));
    expect(await screen.findByRole("complementary", { name: "Team channel" })).toBeTruthy();
    act(() => screen.getByRole("row", { name: "Dorothy Finch" }).focus());
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("complementary", { name: "Dorothy Finch" })).toBeTruthy();
    expect(screen.queryByRole("complementary", { name: "Team channel" })).toBeNull();
    await user.keyboard("{Escape}");
    await user.click(await screen.findByRole("textbox", { name: "Message to the team" }));
    await user.keyboard("{Escape}");
    expect(screen.getByRole("heading", { name: "Team online" })).toBeTruthy();
    expect(document.activeElement).not.toBe(document.body);
  });

  it("shows who wrote, when, day by day, and my own words apart", async () => {
    const { drawer } = await open({
      things: thingsOf(message(1, "From yesterday", { at: NOW - 24 * 3_600_000 }), message(2, "Room 3 is free"), message(3, "I take it", mine), message(4, null)),
    });
    expect(drawer.getByText("Yesterday").compareDocumentPosition(drawer.getByText("Today"))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(drawer.getAllByText("Dr Helen Marsh")).toHaveLength(3);
    expect(drawer.getByText("I take it").className).toContain("mine");
    expect(drawer.getByText("Room 3 is free").className).not.toContain("mine");
    expect(drawer.getByText(/^8:32\sAM$/)).toBeTruthy();
    expect(drawer.getByText("Message removed")).toBeTruthy();
  });

  it("reads aloud what comes from now on, and not what is loaded of the past", async () => {
    const { drawer, user, comes } = await open({
      things: thingsOf(message(31, "New"), message(32, "Newer")),
      answers: { "GET /api/clinics/{slug}/channel": () => ({ messages: [message(29, "Old"), message(30, "Less old")], more: true }) },
    });
    comes(message(33, "Newest"));
    await user.click(drawer.getByRole("button", { name: "Earlier messages" }));
    const log = drawer.getByRole("log", { name: "Team channel" });
    expect(within(log).getByText("Newest")).toBeTruthy();
    expect(within(log).queryByText("Old")).toBeNull();
    expect(drawer.getByText("Old").compareDocumentPosition(drawer.getByText("New"))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(drawer.getByRole("button", { name: "Earlier messages" })).toBeTruthy();
  });

  it("asks for what is before the first that is shown, and no further than there is something", async () => {
    const { drawer, user, sent } = await open({
      things: thingsOf(message(3, "Third")),
      answers: { "GET /api/clinics/{slug}/channel": () => ({ messages: [message(1, "First"), message(2, "Second")], more: false }) },
    });
    await user.click(drawer.getByRole("button", { name: "Earlier messages" }));
    expect(sent.filter(({ key }) => key === "GET /api/clinics/{slug}/channel").map(({ body }) => body)).toEqual([{ before: 3 }]);
    expect(drawer.queryByRole("button", { name: "Earlier messages" })).toBeNull();
  });

  it("closes with the right to the clinic, and nothing of it stays", async () => {
    const { stream } = await open({ things: thingsOf(message(1, "For us")) });
    act(() => {
      for (const topic of ["channel", "unread", "clinic"] as const) stream.simulate({ t: "refused", topic: `${topic}:${CARDIOLOGY.id}` });
    });
    expect(await screen.findByText("You no longer have this waiting area")).toBeTruthy();
    expect(screen.queryByText("For us")).toBeNull();
  });
});

describe("writing", () => {
  it("Enter sends, Shift and Enter begin a line, and the field is free for the next", async () => {
    const { user, field, written } = await open();
    await user.type(field(), "Room 3{Shift>}{Enter}{/Shift}is free{Enter}");
    expect(written().map(({ params, body }) => [params.slug, body])).toEqual([["cardiology", { text: "Room 3\nis free" }]]);
    await waitFor(() => expect(field().value).toBe(""));
    await user.type(field(), "   {Enter}");
    expect(written()).toHaveLength(1);
  });

  it("keeps what was typed over a closed drawer and a failure, and sends the same message again under the same key", async () => {
    const { user, field, written, opens, answer } = await open({ answers: { "POST /api/clinics/{slug}/channel": () => refusal("unreachable") } });
    await user.type(field(), "Who takes Ms Finch?{Enter}");
    expect(await screen.findByText(/What you wrote is still here/)).toBeTruthy();
    await opens();
    await opens();
    expect(field().value).toBe("Who takes Ms Finch?");
    answer("POST /api/clinics/{slug}/channel", () => ({ ok: true, id: "x" }));
    await user.click(screen.getByRole("button", { name: "Send" }));
    await user.type(field(), "Who takes Ms Finch?{Enter}");
    const [first, again, anew] = written().map(({ idempotencyKey }) => idempotencyKey);
    expect(first).toBeTruthy();
    expect(again).toBe(first);
    expect(anew).not.toBe(first);
  });

  /** The page goes, and another is loaded into the same tab. */
  async function reload(options: Parameters<typeof open>[0] = {}) {
    window.dispatchEvent(new Event("pagehide"));
    cleanup();
    return open(options);
  }

  it("keeps what was typed over a reload of the tab, once, and nowhere while the page is there", async () => {
    const { user, field, written } = await open({ answers: { "POST /api/clinics/{slug}/channel": () => refusal("unreachable") } });
    await user.type(field(), "Who takes Ms Finch?{Enter}");
    const key = written()[0]?.idempotencyKey;
    const after = await reload();
    expect([after.field().value, sessionStorage.length]).toEqual(["Who takes Ms Finch?", 0]);
    await after.user.type(after.field(), "{Enter}");
    expect(after.written().map(({ idempotencyKey }) => idempotencyKey)).toEqual([key]);
    await waitFor(() => expect(after.field().value).toBe(""));
    expect((await reload()).field().value).toBe("");
  });

  it("shows it to nobody else in the tab, and forgets it where nobody is signed in", async () => {
    const { user, field } = await open();
    await user.type(field(), "Ms Finch is upset");
    const other = await reload({ person: { id: idOf(77), name: "Dr Helen Marsh" } });
    expect([other.field().value, sessionStorage.length]).toEqual(["", 0]);
    await other.user.type(other.field(), "Room 3");
    window.dispatchEvent(new Event("pagehide"));
    cleanup();
    show("/clinics", { signedIn: false });
    expect(await screen.findByLabelText("E-mail")).toBeTruthy();
    expect(sessionStorage.length).toBe(0);
  });

  it("says by how much it is too long, keeps all of it, and does not send it", async () => {
    const { user, field, written } = await open();
    await user.click(field());
    await user.paste("x".repeat(2_012));
    await user.keyboard("{Enter}");
    expect(screen.getByText("A message has at most 2,000 characters. Shorten it by 12, or write two.").getAttribute("role")).toBe("alert");
    expect([field().value.length, field().getAttribute("aria-invalid"), written().length]).toEqual([2_012, "true", 0]);
  });

  it("asks before one's own message is destroyed, and offers that for nobody else's", async () => {
    const { drawer, user, sent } = await open({ things: thingsOf(message(1, "Hers"), message(2, "To the wrong clinic", mine)) });
    await user.click(drawer.getByRole("button", { name: /^Remove your message of 8:32/ }));
    expect(drawer.getAllByRole("button", { name: /^Remove your message/ })).toHaveLength(1);
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove message" }));
    expect(sent.find(({ key }) => key.endsWith("/remove"))?.params).toEqual({ slug: "cardiology", messageId: message(2, "").id });
  });
});

describe("what is unread", () => {
  it("stands on the button, and is read once the newest message is in sight", async () => {
    const { stream, sent, comes, opens } = await open({ unread: 2, things: thingsOf(message(7, "Hello"), message(8, "Anybody?")) });
    const reads = () => sent.filter(({ key }) => key === "POST /api/clinics/{slug}/channel/read").map(({ body }) => body);
    await waitFor(() => expect(reads()).toEqual([{ number: 8 }]));
    act(() => stream.simulateTopic(`unread:${CARDIOLOGY.id}`, { unread: 0 }));
    await opens();
    comes(message(9, "Thanks"));
    act(() => stream.simulateTopic(`unread:${CARDIOLOGY.id}`, { unread: 1 }));
    const button = screen.getByRole("button", { name: "Team channel, 1 new message" });
    expect(button.textContent).toBe("1");
    expect(reads()).toHaveLength(1);
    await opens();
    await waitFor(() => expect(reads()).toEqual([{ number: 8 }, { number: 9 }]));
  });

  it("stands on the card of each of my clinics", async () => {
    const { stream } = show("/clinics");
    const card = await screen.findByRole("link", { name: /Renal Outpatients/ });
    expect(card.textContent).not.toContain("of the team");
    act(() => stream.simulateTopic(`unread:${RENAL.id}`, { unread: 3 }));
    expect(card.textContent).toContain("3 new messages of the team");
  });
});
