import type { ChannelMessage, ChannelThings } from "@anteroom/core/protocol";
import { describe, expect, it } from "vitest";
import { conversationOf, linesOf } from "./conversation.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const message = (number: number, change: Partial<ChannelMessage> = {}): ChannelMessage => ({
  id: `m${number}`,
  number,
  at: NOON + number * 1_000,
  byId: "nair",
  byName: "Dr Priya Nair",
  picture: null,
  text: `Line ${number}`,
  ...change,
});
const things = (start: number, ...messages: ChannelMessage[]): ChannelThings => ({
  start: { number: start },
  ...Object.fromEntries(messages.map((each) => [`message/${each.id}`, each])),
});
const numbersOf = (conversation: ReturnType<typeof conversationOf>) => conversation.messages.map(({ number }) => number);

describe("what is shown of a conversation", () => {
  it("goes from old to new, in whatever order it came", () => expect(numbersOf(conversationOf(things(1, message(3), message(1), message(2)), []))).toEqual([1, 2, 3]));
  it("has something earlier until the oldest that is kept", () => {
    expect(conversationOf(things(1, message(4), message(5)), [])).toMatchObject({ hasEarlier: true });
    expect(conversationOf(things(1, message(4)), [message(1), message(2), message(3)])).toMatchObject({ hasEarlier: false });
    expect(conversationOf({}, [])).toEqual({ messages: [], hasEarlier: false });
  });
  it("ends at a gap: what was loaded before the line was down long is asked for again", () =>
    expect(conversationOf(things(1, message(40), message(41)), [message(8), message(9)])).toMatchObject({ messages: [{ number: 40 }, { number: 41 }], hasEarlier: true }));
  it("shows that an earlier message was removed meanwhile", () =>
    expect(conversationOf(things(1, message(3), message(1, { text: null })), [message(1), message(2)]).messages[0]).toMatchObject({ number: 1, text: null }));
  it("drops what was destroyed, also of what was loaded", () =>
    expect(conversationOf(things(3, message(3), message(4)), [message(1), message(2)])).toMatchObject({ messages: [{ number: 3 }, { number: 4 }], hasEarlier: false }));
  it("does not fall for the line of somebody whose message alone is known", () =>
    expect(numbersOf(conversationOf(things(1, message(30), message(5, { text: null })), []))).toEqual([30]));
});

describe("lines", () => {
  const flags = (messages: ChannelMessage[], timeZone = "UTC") => linesOf(messages, timeZone).map(({ day, begins }) => `${day ? "day " : ""}${begins ? "begins" : "goes on"}`);
  it("stand together while one person writes, and begin anew with another or after five minutes", () =>
    expect(flags([message(1), message(2), message(3, { byId: "lind" }), message(4), message(5, { at: NOON + 10 * 60_000 })])).toEqual([
      "day begins",
      "goes on",
      "begins",
      "begins",
      "begins",
    ]));
  it("are parted where the clinic's day ends", () => {
    const late = message(1, { at: Date.UTC(2026, 10, 23, 13, 29) });
    const later = message(2, { at: Date.UTC(2026, 10, 23, 13, 31) });
    expect(flags([late, later])).toEqual(["day begins", "goes on"]);
    expect(flags([late, later], "Australia/Adelaide")).toEqual(["day begins", "day begins"]);
  });
});
