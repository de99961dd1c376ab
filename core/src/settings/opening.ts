import type { Instant } from "../visit/index.ts";
import type { ClinicSettings } from "./clinic-settings.ts";

export type Opening = { state: "open" | "closed" | "off"; openUntil: Instant | null; nextOpening: Instant | null };

type LocalDay = { year: number; month: number; day: number };
const DAY_MS = 86_400_000;

/** Whether a clinic takes callers now, until when, and when it opens next; by the wall clock of its own time zone. */
export function openingOf(settings: Pick<ClinicSettings, "waitingAreaOn" | "hours" | "timeZone">, now: Instant): Opening {
  if (!settings.waitingAreaOn) return { state: "off", openUntil: null, nextOpening: null };
  if (settings.hours === null) return { state: "open", openUntil: null, nextOpening: null };
  const spans = spansAround(settings.hours, settings.timeZone, now);
  const current = spans.find((span) => span.from <= now && now < span.to);
  if (current) return { state: "open", openUntil: endOfChain(spans, current.to), nextOpening: null };
  const next = spans.find((span) => span.from > now);
  return { state: "closed", openUntil: null, nextOpening: next?.from ?? null };
}

/** Today's spans as written, for the staff page. */
export function hoursOfToday(settings: Pick<ClinicSettings, "hours" | "timeZone">, now: Instant): readonly { from: string; to: string }[] {
  return settings.hours?.[weekday(localDay(settings.timeZone, now))] ?? [];
}

/** A span that ends at midnight and one that begins there are one opening. */
function endOfChain(spans: readonly { from: Instant; to: Instant }[], to: Instant): Instant {
  const following = spans.find((span) => span.from === to);
  return following ? endOfChain(spans, following.to) : to;
}

function spansAround(hours: NonNullable<ClinicSettings["hours"]>, timeZone: string, now: Instant): { from: Instant; to: Instant }[] {
  const spans: { from: Instant; to: Instant }[] = [];
  for (let offset = -1; offset <= 8; offset++) {
    const day = localDay(timeZone, now + offset * DAY_MS);
    for (const { from, to } of hours[weekday(day)] ?? []) spans.push({ from: instantOf(day, from, timeZone), to: instantOf(day, to, timeZone) });
  }
  return spans.filter((span) => span.to > span.from).sort((a, b) => a.from - b.from);
}

function weekday({ year, month, day }: LocalDay): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

function localDay(timeZone: string, at: Instant): LocalDay {
  const { year, month, day } = wallClock(timeZone, at);
  return { year, month, day };
}

/** A wall-clock time as an instant. In the hour that daylight saving leaves out, the time after the jump. */
function instantOf({ year, month, day }: LocalDay, time: string, timeZone: string): Instant {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  // The offset in force at the answer is not known before the answer is: two steps settle it.
  const first = wanted - offsetAt(timeZone, wanted);
  return wanted - offsetAt(timeZone, first);
}

/** Milliseconds by which the zone's wall clock is ahead of UTC. */
function offsetAt(timeZone: string, at: Instant): number {
  const { year, month, day, hour, minute, second } = wallClock(timeZone, at);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(timeZone: string, at: Instant): LocalDay & { hour: number; minute: number; second: number } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB-u-hc-h23", { timeZone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return { year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0, hour: parts.hour ?? 0, minute: parts.minute ?? 0, second: parts.second ?? 0 };
}
