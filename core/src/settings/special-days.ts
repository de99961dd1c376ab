import type { SpecialDay } from "./clinic-settings.ts";

/** What holds on a date, written as 2026-12-25. One that was written for this very year goes before one of every year. */
export function specialDayOn(days: readonly SpecialDay[], on: string): SpecialDay | undefined {
  return days.find(({ date }) => date === on) ?? days.find(({ date, yearly }) => yearly && date.slice(4) === on.slice(4));
}

export function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** The latest year's own days once more in the year after, without those that come anyway, are there, or do not exist; null when there are none. */
export function copiesForNextYear(days: readonly SpecialDay[]): { year: number; days: SpecialDay[] } | null {
  const own = days.filter(({ yearly, date }) => !yearly && isDate(date));
  const last = Math.max(...own.map(({ date }) => Number(date.slice(0, 4))));
  const copies = own.filter(({ date }) => date.startsWith(`${last}-`)).map((day) => ({ ...day, date: `${last + 1}${day.date.slice(4)}` }));
  const wanted = copies.filter(({ date }) => isDate(date) && specialDayOn(days, date) === undefined);
  return wanted.length ? { year: last + 1, days: wanted } : null;
}
