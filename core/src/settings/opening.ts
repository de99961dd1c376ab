import type { Instant } from "../visit/index.ts";
import type { ClinicSettings, SpecialDay } from "./clinic-settings.ts";

export type Opening = { state: "open" | "closed" | "off"; openUntil: Instant | null; nextOpening: Instant | null };

type Hours = Pick<ClinicSettings, "hours" | "specialDays" | "timeZone">;
type Span = { from: string; to: string };
type LocalDay = { year: number; month: number; day: number };

/** Whether a clinic takes callers now, until when, and when it opens next; by the wall clock of its own time zone. */
export function openingOf(settings: Pick<ClinicSettings, "waitingAreaOn"> & Hours, now: Instant): Opening {
  if (!settings.waitingAreaOn) return { state: "off", openUntil: null, nextOpening: null };
  if (settings.hours === null && settings.specialDays.length === 0) return { state: "open", openUntil: null, nextOpening: null };
  const spans = spansAround(settings, now);
  const current = spans.find((span) => span.from <= now && now < span.to);
  if (current) return { state: "open", openUntil: endOfChain(spans, current.to), nextOpening: null };
  const next = spans.find((span) => span.from > now);
  return { state: "closed", openUntil: null, nextOpening: next?.from ?? null };
}

/** Today's spans as written, for the staff page. */
export function hoursOfToday(settings: Hours, now: Instant): readonly Span[] {
  const today = localDay(settings.timeZone, now);
  return settings.hours === null && !specialDayOf(settings.specialDays, today) ? [] : spansOf(settings, today);
}

/** A span that ends at midnight and one that begins there are one opening. */
function endOfChain(spans: readonly { from: Instant; to: Instant }[], to: Instant): Instant {
  const following = spans.find((span) => span.from === to);
  return following ? endOfChain(spans, following.to) : to;
}

/** A holiday at the end of a week with one on each side is still looked past. Days. */
const LOOK_AHEAD = 16;
const ALL_DAY: readonly Span[] = [{ from: "00:00", to: "24:00" }];

/** What is open on a day; a date of its own year comes before one that returns. */
function spansOf({ hours, specialDays }: Hours, day: LocalDay): readonly Span[] {
  return specialDayOf(specialDays, day)?.spans ?? (hours === null ? ALL_DAY : (hours[weekday(day)] ?? []));
}

function specialDayOf(days: readonly SpecialDay[], { year, month, day }: LocalDay): SpecialDay | undefined {
  const date = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  return days.find((each) => each.date === date) ?? days.find((each) => each.yearly && each.date.slice(5) === date.slice(5));
}

function spansAround(settings: Hours, now: Instant): { from: Instant; to: Instant }[] {
  const { timeZone } = settings;
  const spans: { from: Instant; to: Instant }[] = [];
  const today = localDay(timeZone, now);
  for (let offset = -1; offset <= LOOK_AHEAD; offset++) {
    // By the calendar: a day of 23 or 25 hours is one day.
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + offset));
    const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    for (const { from, to } of spansOf(settings, day)) spans.push({ from: instantOf(day, from, timeZone), to: instantOf(day, to, timeZone) });
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
