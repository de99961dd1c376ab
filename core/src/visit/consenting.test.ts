import { describe, expect, it } from "vitest";
import { caller, Day } from "../../test/day.ts";
import { owesConsent } from "./owes-consent.ts";

/** Leila entered at heart, which asks for nothing, and was transferred to kidney, which does. */
function transferred(): Day {
  const day = new Day();
  day.enters("leila");
  day.joins("nair", "leila");
  day.transfers("nair", "leila", "kidney");
  return day;
}
const owes = (day: Day) => owesConsent(day.visit("leila"), day.situation.clinics.get(day.visit("leila").clinicId));
const answers = (day: Day, agrees: boolean, clinicId = "kidney") =>
  day.send(caller("leila"), { type: "answerConsent", clinicId, consent: agrees ? { version: "v1", language: "en" } : null });
const told = (day: Day) => day.activity.map(({ what }) => what.type).filter((type) => type.toLowerCase().includes("consent"));

describe("a clinic with a consent text of its own", () => {
  it("is agreed to by entering there, and asks whoever is transferred into it", () => {
    const day = new Day();
    day.enters("leila", "kidney");
    expect([owes(day), told(day)]).toEqual([false, ["consented"]]);
    expect(owes(transferred())).toBe(true);
  });
  it("has the answer for the whole visit, also when the caller comes back to it", () => {
    const day = transferred();
    expect([answers(day, true), answers(day, true), owes(day)]).toEqual(["ok", "ok", false]);
    day.transfers("marsh", "leila", "heart");
    day.transfers("marsh", "leila", "kidney");
    expect([owes(day), told(day)]).toEqual([false, ["consented"]]);
  });
  it("lets its people see somebody who has not agreed yet, and the log says so, once for each time", () => {
    const day = transferred();
    expect([day.joins("osei", "leila"), day.joins("marsh", "leila"), owes(day)]).toEqual(["ok", "ok", true]);
    expect(told(day)).toEqual(["seenWithoutConsent"]);
    day.leaves("osei");
    day.leaves("marsh");
    answers(day, true);
    day.joins("osei", "leila");
    expect(told(day)).toEqual(["seenWithoutConsent", "consented"]);
  });
  it("loses whoever does not agree, with that reason in the log", () => {
    const day = transferred();
    expect([answers(day, false), day.state("leila"), told(day)]).toEqual(["ok", "leftBeforeSeen", ["consentDeclined"]]);
  });
  it("takes no answer that was meant for another clinic, and nobody out of a call", () => {
    const day = transferred();
    expect([answers(day, false, "heart"), day.state("leila")]).toEqual(["changed", "waiting"]);
    day.joins("osei", "leila");
    expect([answers(day, false), day.state("leila"), answers(day, true)]).toEqual(["changed", "seen", "ok"]);
  });
});
