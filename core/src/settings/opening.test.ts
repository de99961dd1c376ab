import { describe, expect, it } from "vitest";
import type { SpecialDay } from "./clinic-settings.ts";
import { hoursOfToday, openingOf } from "./opening.ts";
import { copiesForNextYear } from "./special-days.ts";

const office = [
  { from: "08:30", to: "12:30" },
  { from: "13:15", to: "17:00" },
];
const week = [office, office, office, office, office, [], []];
const berlin = (hours: typeof week | null, on = true) => ({ hours, specialDays: [] as SpecialDay[], timeZone: "Europe/Berlin", waitingAreaOn: on });
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
    const opening = openingOf({ hours: night, specialDays: [], timeZone: "Australia/Sydney", waitingAreaOn: true }, at("2026-10-04T01:30:00+10:00"));
    expect(opening.openUntil).toBe(at("2026-10-04T04:00:00+11:00"));
  });
  it("shows today's hours by the clinic's own date", () => expect(hoursOfToday(berlin(week), at("2026-06-07T23:30:00Z"))).toEqual(office));
});

describe("special days", () => {
  const closed = (date: string, yearly = false): SpecialDay => ({ date, yearly, name: "", spans: [] });
  const withDays = (specialDays: SpecialDay[], hours: typeof week | null = week) => ({ ...berlin(hours), specialDays });

  it("close the clinic, and the next opening is after them", () =>
    expect(openingOf(withDays([closed("2026-12-24"), closed("2026-12-25", true)]), at("2026-12-24T10:00:00+01:00"))).toEqual({
      state: "closed",
      openUntil: null,
      nextOpening: at("2026-12-28T08:30:00+01:00"),
    }));
  it("come again each year where that was said, and not otherwise", () => {
    expect(openingOf(withDays([closed("2020-12-25", true)]), at("2026-12-25T10:00:00+01:00")).state).toBe("closed");
    expect(openingOf(withDays([closed("2020-12-25")]), at("2026-12-25T10:00:00+01:00")).state).toBe("open");
  });
  it("may have hours of their own, and one of this year comes before one of every year", () => {
    const short: SpecialDay = { date: "2026-12-31", yearly: false, name: "New Year's Eve", spans: [{ from: "09:00", to: "12:00" }] };
    const settings = withDays([closed("2000-12-31", true), short]);
    expect(openingOf(settings, at("2026-12-31T11:00:00+01:00"))).toMatchObject({ state: "open", openUntil: at("2026-12-31T12:00:00+01:00") });
    expect(hoursOfToday(settings, at("2026-12-31T11:00:00+01:00"))).toEqual(short.spans);
    expect(openingOf(settings, at("2027-12-31T11:00:00+01:00")).state).toBe("closed");
  });
  it("of whole weeks are looked behind", () => {
    const summer = Array.from({ length: 62 }, (_, offset) => closed(new Date(Date.UTC(2026, 6, 1 + offset)).toISOString().slice(0, 10)));
    expect(openingOf(withDays(summer), at("2026-07-01T12:00:00+02:00")).nextOpening).toBe(at("2026-09-01T08:30:00+02:00"));
  });
  it("are copied into the next year, without those that come anyway, are there, or do not exist", () => {
    expect(copiesForNextYear([closed("2026-04-03"), closed("2025-04-18"), closed("2026-12-25"), closed("2020-12-25", true)])).toEqual({ year: 2027, days: [closed("2027-04-03")] });
    expect(copiesForNextYear([closed("2028-02-29")])).toBeNull();
    expect(copiesForNextYear([closed("2026-12-25", true)])).toBeNull();
  });
  it("close a clinic that is always open otherwise, from midnight to midnight of its own clock", () => {
    const settings = withDays([closed("2026-05-01")], null);
    expect(openingOf(settings, at("2026-04-30T20:00:00+02:00"))).toMatchObject({ state: "open", openUntil: at("2026-05-01T00:00:00+02:00") });
    expect(openingOf(settings, at("2026-05-01T12:00:00+02:00"))).toMatchObject({ state: "closed", nextOpening: at("2026-05-02T00:00:00+02:00") });
  });
});

describe("on the days when clocks change", () => {
  const night = Array.from({ length: 7 }, () => [{ from: "00:30", to: "04:30" }]);
  const clinic = (timeZone: string) => ({ hours: night, specialDays: [], timeZone, waitingAreaOn: true });
  it.each([
    // Forward: the night is an hour shorter (half an hour on Lord Howe Island).
    ["Europe/Berlin", "2026-03-29T00:30:00+01:00", "2026-03-29T04:30:00+02:00", 3],
    ["America/New_York", "2026-03-08T00:30:00-05:00", "2026-03-08T04:30:00-04:00", 3],
    ["Australia/Lord_Howe", "2026-10-04T00:30:00+10:30", "2026-10-04T04:30:00+11:00", 3.5],
    // Back: an hour longer.
    ["Europe/Berlin", "2026-10-25T00:30:00+02:00", "2026-10-25T04:30:00+01:00", 5],
    ["America/New_York", "2026-11-01T00:30:00-04:00", "2026-11-01T04:30:00-05:00", 5],
    ["Australia/Lord_Howe", "2026-04-05T00:30:00+11:00", "2026-04-05T04:30:00+10:30", 4.5],
    // Where clocks are left alone, a night of their neighbours' change is like every other.
    ["Asia/Tokyo", "2026-03-29T00:30:00+09:00", "2026-03-29T04:30:00+09:00", 4],
    ["Australia/Brisbane", "2026-10-04T00:30:00+10:00", "2026-10-04T04:30:00+10:00", 4],
    ["Asia/Kolkata", "2026-10-25T00:30:00+05:30", "2026-10-25T04:30:00+05:30", 4],
  ])("%s is open from %s to %s, which is %d hours", (timeZone, from, to, hours) => {
    expect(at(to) - at(from)).toBe(hours * 3_600_000);
    expect(openingOf(clinic(timeZone), at(from) - 1)).toMatchObject({ state: "closed", nextOpening: at(from) });
    expect(openingOf(clinic(timeZone), at(from))).toMatchObject({ state: "open", openUntil: at(to) });
    expect(openingOf(clinic(timeZone), at(to) - 1).state).toBe("open");
    expect(openingOf(clinic(timeZone), at(to)).state).toBe("closed");
  });
});

describe("holidays and breaks on the days when clocks change", () => {
  const always = (timeZone: string, date: string, spans: SpecialDay["spans"] = []) => ({
    hours: null,
    timeZone,
    waitingAreaOn: true,
    specialDays: [{ date, yearly: false, name: "", spans }],
  });
  it.each([
    ["Europe/Berlin", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00", 23],
    ["Europe/Berlin", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 25],
    ["America/New_York", "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00", 23],
    ["America/New_York", "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00", 25],
    ["Australia/Lord_Howe", "2026-10-04T00:00:00+10:30", "2026-10-05T00:00:00+11:00", 23.5],
    ["Australia/Lord_Howe", "2026-04-05T00:00:00+11:00", "2026-04-06T00:00:00+10:30", 24.5],
    ["Asia/Tokyo", "2026-03-29T00:00:00+09:00", "2026-03-30T00:00:00+09:00", 24],
  ])("%s is closed for the whole of a holiday, from %s to %s: %d hours", (timeZone, from, to, hours) => {
    expect(at(to) - at(from)).toBe(hours * 3_600_000);
    const settings = always(timeZone, from.slice(0, 10));
    expect(openingOf(settings, at(from) - 1)).toMatchObject({ state: "open", openUntil: at(from) });
    expect(openingOf(settings, at(from))).toMatchObject({ state: "closed", nextOpening: at(to) });
    expect(openingOf(settings, at(to) - 1).state).toBe("closed");
    expect(openingOf(settings, at(to)).state).toBe("open");
  });
  it.each([
    ["Europe/Berlin", "2026-03-29", "2026-03-29T09:00:00+02:00", "2026-03-29T12:00:00+02:00"],
    ["America/New_York", "2026-11-01", "2026-11-01T09:00:00-05:00", "2026-11-01T12:00:00-05:00"],
    ["Australia/Lord_Howe", "2026-04-05", "2026-04-05T09:00:00+10:30", "2026-04-05T12:00:00+10:30"],
  ])("%s keeps hours of its own on %s by the new clock", (timeZone, date, from, to) => {
    const settings = always(timeZone, date, [{ from: "09:00", to: "12:00" }]);
    expect(openingOf(settings, at(from) - 1)).toMatchObject({ state: "closed", nextOpening: at(from) });
    expect(openingOf(settings, at(from))).toMatchObject({ state: "open", openUntil: at(to) });
  });

  const broken = (timeZone: string) => ({
    hours: Array.from({ length: 7 }, () => [
      { from: "00:00", to: "02:00" },
      { from: "03:00", to: "06:00" },
    ]),
    timeZone,
    waitingAreaOn: true,
    specialDays: [],
  });
  it.each([
    ["Berlin has no break in an hour that is left out", "Europe/Berlin", "2026-03-29T01:30:00+01:00", { state: "open", openUntil: at("2026-03-29T06:00:00+02:00") }],
    ["Berlin has it for two hours where that hour comes twice", "Europe/Berlin", "2026-10-25T02:00:00+02:00", { state: "closed", nextOpening: at("2026-10-25T03:00:00+01:00") }],
    ["New York has none either", "America/New_York", "2026-03-08T01:30:00-05:00", { state: "open", openUntil: at("2026-03-08T06:00:00-04:00") }],
    ["Lord Howe has half of it", "Australia/Lord_Howe", "2026-10-04T02:30:00+11:00", { state: "closed", nextOpening: at("2026-10-04T03:00:00+11:00") }],
    ["Tokyo has it as on every day", "Asia/Tokyo", "2026-03-29T02:00:00+09:00", { state: "closed", nextOpening: at("2026-03-29T03:00:00+09:00") }],
  ])("%s", (_story, timeZone, now, opening) => expect(openingOf(broken(timeZone), at(now))).toMatchObject(opening));
});

describe("spans within an hour that is missing or comes twice", () => {
  const daily = (timeZone: string, ...spans: { from: string; to: string }[]) => ({
    hours: Array.from({ length: 7 }, () => spans),
    timeZone,
    waitingAreaOn: true,
    specialDays: [],
  });
  /** From each opening to its end, as seen by somebody who asks again and again from `from` on. */
  const openings = (settings: ReturnType<typeof daily>, from: string, until: string) => {
    const seen: string[] = [];
    for (let now = at(from); now < at(until); ) {
      const { state, openUntil, nextOpening } = openingOf(settings, now);
      const then = openUntil ?? nextOpening ?? Number.POSITIVE_INFINITY;
      if (state === "open") seen.push(`${new Date(now).toISOString().slice(11, 16)}-${new Date(then).toISOString().slice(11, 16)}`);
      now = then;
    }
    return seen;
  };
  it.each([
    ["Berlin: a span inside the missing hour is left out", "Europe/Berlin", { from: "02:15", to: "02:45" }, "2026-03-28T23:00Z", "2026-03-29T22:00Z", []],
    ["Berlin: a span over the missing hour is an hour shorter", "Europe/Berlin", { from: "01:00", to: "04:00" }, "2026-03-28T23:00Z", "2026-03-29T22:00Z", ["00:00-02:00"]],
    ["Berlin: one that begins in it begins with the jump", "Europe/Berlin", { from: "02:30", to: "05:00" }, "2026-03-28T23:00Z", "2026-03-29T22:00Z", ["01:00-03:00"]],
    ["Berlin: a span over the doubled hour is an hour longer", "Europe/Berlin", { from: "01:00", to: "04:00" }, "2026-10-24T22:00Z", "2026-10-25T23:00Z", ["23:00-03:00"]],
    [
      "Berlin: a span inside the doubled hour comes twice",
      "Europe/Berlin",
      { from: "02:15", to: "02:45" },
      "2026-10-24T22:00Z",
      "2026-10-25T23:00Z",
      ["00:15-00:45", "01:15-01:45"],
    ],
    [
      "New York: one that begins in the missing hour begins with the jump",
      "America/New_York",
      { from: "02:30", to: "05:00" },
      "2026-03-08T05:00Z",
      "2026-03-09T04:00Z",
      ["07:00-09:00"],
    ],
    ["New York: one that ends in it ends with the jump", "America/New_York", { from: "01:00", to: "02:30" }, "2026-03-08T05:00Z", "2026-03-09T04:00Z", ["06:00-07:00"]],
    ["New York: a span over the doubled hour is an hour longer", "America/New_York", { from: "00:30", to: "03:00" }, "2026-11-01T04:00Z", "2026-11-02T05:00Z", ["04:30-08:00"]],
    ["Lord Howe: half an hour is missing", "Australia/Lord_Howe", { from: "01:00", to: "04:00" }, "2026-10-03T13:30Z", "2026-10-04T13:00Z", ["14:30-17:00"]],
    ["Lord Howe: half an hour is doubled", "Australia/Lord_Howe", { from: "01:00", to: "04:00" }, "2026-04-04T13:00Z", "2026-04-05T13:30Z", ["14:00-17:30"]],
    [
      "Lord Howe: a span inside the doubled half hour comes twice",
      "Australia/Lord_Howe",
      { from: "01:35", to: "01:50" },
      "2026-04-04T13:00Z",
      "2026-04-05T13:30Z",
      ["14:35-14:50", "15:05-15:20"],
    ],
    ["Santiago: the day itself begins at one o'clock", "America/Santiago", { from: "00:00", to: "02:00" }, "2026-09-06T00:00Z", "2026-09-07T02:00Z", ["04:00-05:00"]],
  ])("%s", (_story, timeZone, span, from, until, seen) => expect(openings(daily(timeZone, span), from, until)).toEqual(seen));

  it("all day and every day has no end on them", () =>
    expect(openingOf(daily("Europe/Berlin", { from: "00:00", to: "24:00" }), at("2026-03-28T12:00Z"))).toEqual({ state: "open", openUntil: null, nextOpening: null }));
});
