import type { ChannelMessage, ChannelThings } from "@anteroom/core/protocol";

/** One line of the conversation. `day`: the first of its day; `begins`: the first in a row of the same person, and so with name and time. */
export type Line = { message: ChannelMessage; day: boolean; begins: boolean };

/** What one person writes within this stands together. Milliseconds. */
const TOGETHER_MS = 5 * 60_000;

/**
 * What is known of a conversation from its newest message back to the first gap, from old to new. Numbers have no gaps: where one is
 * missing, the line was down for long, and what was loaded from before is loaded again when somebody asks for it.
 */
export function conversationOf(things: ChannelThings, loaded: readonly ChannelMessage[]): { messages: readonly ChannelMessage[]; hasEarlier: boolean } {
  const start = things.start?.number ?? 1;
  const live = Object.entries(things).flatMap(([key, value]) => (key.startsWith("message/") ? [value as ChannelMessage] : []));
  const known = new Map([...loaded, ...live].filter(({ number }) => number >= start).map((message) => [message.number, message]));
  const messages: ChannelMessage[] = [];
  for (let message = known.get(Math.max(0, ...known.keys())); message; message = known.get(message.number - 1)) messages.unshift(message);
  return { messages, hasEarlier: (messages[0]?.number ?? start) > start };
}

export function linesOf(messages: readonly ChannelMessage[], timeZone: string): Line[] {
  return messages.map((message, at) => {
    const before = messages[at - 1];
    const day = !before || dayOf(before.at, timeZone) !== dayOf(message.at, timeZone);
    return { message, day, begins: day || before.byId !== message.byId || message.at - before.at > TOGETHER_MS };
  });
}

const days = new Map<string, Intl.DateTimeFormat>();

/** The date on the clinic's wall, to be compared alone. */
export function dayOf(at: number, timeZone: string): string {
  const format = days.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  days.set(timeZone, format);
  return format.format(at);
}
