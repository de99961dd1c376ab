import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import callEnglish from "../../i18n/call-en.json";
import arabic from "../../i18n/staff-ar.json";
import english from "../../i18n/staff-en.json";
import type { Failure, FailureCode } from "../../link/index.ts";
import { refusalText } from "./refusal.ts";

const told = (language: "en" | "ar") => {
  const faults: string[] = [];
  const intl = createIntl({ locale: language, messages: language === "en" ? english : arabic, onError: (error) => faults.push(error.message) });
  const t = Object.assign((id: string, values?: object) => intl.formatMessage({ id }, values as never), { intl }) as Parameters<typeof refusalText>[0];
  return { t, faults };
};
const problem = (code: FailureCode, more: Partial<Failure> = {}): Failure => ({ type: "about:blank", status: 409, title: code, code, ...more });

const codes = Object.keys(english)
  .filter((id) => id.startsWith("refused."))
  .map((id) => id.slice("refused.".length))
  .filter((code) => !["thisCaller", "thatClinic", "aColleague"].includes(code)) as FailureCode[];

describe("every refusal is a whole sentence", () => {
  it.each(codes)("%s, in both languages, with and without what it is about", (code) => {
    for (const language of ["en", "ar"] as const) {
      const { t, faults } = told(language);
      const bare = refusalText(t, problem(code));
      const full = refusalText(t, problem(code, { names: ["Dr Marsh"], capacity: 6, retryAfterMs: 2_500, state: "held" }), { name: "Ahmed Yusuf", clinic: "Renal" });
      expect(faults).toEqual([]);
      for (const sentence of [bare, full]) expect(sentence).toMatch(/^[^{}]+[.?؟]$/u);
    }
  });

  it("names who was faster", () => {
    expect(refusalText(told("en").t, problem("takenBy", { names: ["Dr Marsh"] }), { name: "Ahmed Yusuf" })).toBe(
      "Dr Marsh joined Ahmed Yusuf first. You can join their call or pick the next caller.",
    );
  });

  it("says what changed, and how long to wait", () => {
    expect(refusalText(told("en").t, problem("changed", { state: "held" }), { name: "Ahmed" })).toBe("Ahmed is on hold now. Look again before you go on.");
    expect(refusalText(told("en").t, problem("slowDown", { retryAfterMs: 900 }))).toBe("Too many at once. Wait 1 second and try again.");
  });

  it("a code of a newer server is still answered in words", () => {
    expect(refusalText(told("en").t, problem("somethingNew" as FailureCode))).toMatch(/server made a mistake/);
  });
});

it("the texts of pages and of the call, which one page loads together, do not share ids", () => {
  expect(Object.keys(callEnglish).filter((id) => id in english)).toEqual([]);
});
