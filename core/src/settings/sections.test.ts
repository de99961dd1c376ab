import { describe, expect, it } from "vitest";
import { settingsInForce } from "./clinic-settings.ts";
import { faultsOfSection, type SettingsSectionId } from "./sections.ts";

const inForce = settingsInForce({});
const faults = (section: SettingsSectionId, changes: Record<string, unknown>) => {
  const judged = faultsOfSection(section, changes, inForce);
  return "faults" in judged ? judged.faults.map(({ path }) => path) : [];
};
const week = (...monday: { from: string; to: string }[]) => [monday, [], [], [], [], [], []];
const field = (change: object) => ({ id: "reason", kind: "text", label: { en: "Reason" }, ...change });

describe("a section of the settings", () => {
  it.each<[string, SettingsSectionId, Record<string, unknown>, string[]]>([
    ["hours that end before they begin", "hours", { hours: week({ from: "17:00", to: "09:00" }) }, ["hours.0.0"]],
    ["hours that overlap, in whatever order", "hours", { hours: week({ from: "12:00", to: "17:00" }, { from: "09:00", to: "13:00" }) }, ["hours.0.0"]],
    ["a time that is none", "hours", { hours: week({ from: "9", to: "17:00" }) }, ["hours.0.0.from"]],
    ["a time zone that is none", "hours", { timeZone: "Europe/Atlantis" }, ["timeZone"]],
    ["two fields of one id", "entry-fields", { entryFields: [field({}), field({})] }, ["entryFields.1"]],
    ["a field that asks for nothing", "entry-fields", { entryFields: [field({ label: { en: " " } })] }, ["entryFields.0"]],
    ["a choice of nothing", "entry-fields", { entryFields: [field({ kind: "choice" })] }, ["entryFields.0"]],
    ["a hidden field that is needed", "entry-fields", { entryFields: [field({ kind: "hidden", required: true })] }, ["entryFields.0"]],
    ["a language that is none", "links", { mainLanguage: "not a language!" }, ["mainLanguage"]],
    ["an address that would run a script", "links", { privacyUrl: "javascript:alert(1)" }, ["privacyUrl"]],
    ["an e-mail address that is none", "support", { supportEmail: "reception" }, ["supportEmail"]],
    ["a place that is kept for less than two minutes", "times", { graceMs: 119_999 }, ["graceMs"]],
    ["details that outlive their visit by more than an hour", "times", { purgeAfterMs: 3_600_001 }, ["purgeAfterMs"]],
    ["an escalation to nobody", "escalation", { escalationOn: true }, ["escalationPeople"]],
    ["an escalation to a number of no country", "escalation", { escalationOn: true, escalationPhone: "0412 555 010" }, ["escalationPhone"]],
    ["a setting of another section", "support", { waitingAreaOn: false }, ["waitingAreaOn"]],
    ["a setting that does not exist", "support", { colour: "red" }, ["colour"]],
  ])("refuses %s", (_story, section, changes, paths) => expect(faults(section, changes)).toEqual(paths));

  it("takes breaks, a day until midnight, and no hours at all", () => {
    expect(faults("hours", { hours: week({ from: "08:30", to: "12:30" }, { from: "13:15", to: "24:00" }), timeZone: "Australia/Sydney" })).toEqual([]);
    expect(faults("hours", { hours: null })).toEqual([]);
  });
});
