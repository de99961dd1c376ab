import type { Instant } from "../visit/index.ts";

export type LocalDay = { year: number; month: number; day: number };
type Span = { from: Instant; to: Instant };
/** A stretch in which the zone's clock goes evenly; `ahead`: milliseconds by which it is before UTC. */
type Even = Span & { ahead: number };

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** No zone is further from UTC. */
const FARTHEST_MS = 15 * HOUR_MS;

export function localDay(timeZone: string, at: Instant): LocalDay {
  const { year, month, day } = wallClock(timeZone, at);
  return { year, month, day };
}

export function dayAfter({ year, month, day }: LocalDay, days: number): LocalDay {
  const at = new Date(Date.UTC(year, month - 1, day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Index 0 is Monday. */
export function weekday({ year, month, day }: LocalDay): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

export function isoDate({ year, month, day }: LocalDay): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * When the zone's wall clock shows a time of these spans on that day. An hour that daylight saving leaves out is no
 * time at all, and one that it repeats is there twice: what the clock on the wall says is what holds.
 */
export function instantsOf(day: LocalDay, spans: readonly { from: string; to: string }[], timeZone: string): Span[] {
  if (spans.length === 0) return [];
  const midnight = Date.UTC(day.year, day.month - 1, day.day);
  const stretches = evenStretches(timeZone, midnight - FARTHEST_MS, midnight + DAY_MS + FARTHEST_MS);
  return spans
    .flatMap(({ from, to }) =>
      stretches.map((even) => ({ from: Math.max(even.from, midnight + timeMs(from) - even.ahead), to: Math.min(even.to, midnight + timeMs(to) - even.ahead) })),
    )
    .filter((span) => span.to > span.from)
    .sort((a, b) => a.from - b.from);
}

function evenStretches(timeZone: string, from: Instant, to: Instant): Even[] {
  const [before, after] = [aheadAt(timeZone, from), aheadAt(timeZone, to)];
  if (before === after) return [{ from, to, ahead: before }];
  let [low, high] = [from, to];
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000;
    if (aheadAt(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return [
    { from, to: high, ahead: before },
    { from: high, to, ahead: after },
  ];
}

function timeMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * HOUR_MS + minutes * 60_000;
}

function aheadAt(timeZone: string, at: Instant): number {
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
