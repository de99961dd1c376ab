import { describe, expect, it } from "vitest";
import { hoursOfToday, openingOf } from "./opening.ts";

const office = [
  { from: "08:30", to: "12:30" },
  { from: "13:15", to: "17:00" },
];
const week = [office, office, office, office, office, [], []];
const berlin = (hours: typeof week | null, on = true) => ({ hours, timeZone: "Europe/Berlin", waitingAreaOn: on });
const at = (iso: string) => Date.parse(iso);

describe("a clinic's hours", () => {
  it.each([
    ["is open in the morning until the break", "2026-06-01T09:00:00+02:00", { state: "open", openUntil: at("2026-06-01T12:30:00+02:00"), nextOpening: null }],
    ["is closed in the break and opens after it", "2026-06-01T12:45:00+02:00", { state: "closed", openUntil: null, nextOpening: at("2026-06-01T13:15:00+02:00") }],
    ["opens on Monday after a weekend", "2026-06-06T10:00:00+02:00", { state: "closed", openUntil: null, nextOpening: at("2026-06-08T08:30:00+02:00") }],
    [
      "opens by the wall clock on the Monday after clocks go forward",
      "2026-03-28T10:00:00+01:00",
      { state: "closed", openUntil: null, nextOpening: at("2026-03-30T08:30:00+02:00") },
    ],
    ["opens by the wall clock on the Monday after clocks go back", "2026-10-24T10:00:00+02:00", { state: "closed", openUntil: null, nextOpening: at("2026-10-26T08:30:00+01:00") }],
  ])("%s", (_story, now, opening) => expect(openingOf(berlin(week), at(now))).toEqual(opening));

  it("is always open without hours, and never when switched off", () => {
    expect([openingOf(berlin(null), 0).state, openingOf(berlin(null, false), 0).state]).toEqual(["open", "off"]);
  });
  it("says nothing of a next opening when there is none", () =>
    expect(openingOf(berlin([[], [], [], [], [], [], []]), 0)).toEqual({ state: "closed", openUntil: null, nextOpening: null }));
  it("is one opening over midnight", () => {
    const always = Array.from({ length: 7 }, (_, day) => (day === 2 ? [] : [{ from: "00:00", to: "24:00" }]));
    expect(openingOf(berlin(always), at("2026-06-01T09:00:00+02:00")).openUntil).toBe(at("2026-06-03T00:00:00+02:00"));
  });
  it("shortens a night shift on the night that clocks go forward in Sydney", () => {
    const night = Array.from({ length: 7 }, () => [{ from: "01:00", to: "04:00" }]);
    const opening = openingOf({ hours: night, timeZone: "Australia/Sydney", waitingAreaOn: true }, at("2026-10-04T01:30:00+10:00"));
    expect(opening.openUntil).toBe(at("2026-10-04T04:00:00+11:00"));
  });
  it("shows today's hours by the clinic's own date", () => expect(hoursOfToday(berlin(week), at("2026-06-07T23:30:00Z"))).toEqual(office));
});
