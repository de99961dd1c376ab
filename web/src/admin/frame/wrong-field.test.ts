import { faultAt, faultSentences } from "@anteroom/core/faults";
import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import arabic from "../../i18n/admin-faults-ar.json";
import english from "../../i18n/admin-faults-en.json";
import staffArabic from "../../i18n/staff-ar.json";
import type { Failure, ToldField } from "../../link/index.ts";
import { problemText, wrongFieldText } from "./wrong-field.ts";

type Told = Parameters<typeof wrongFieldText>[0];
function inArabic(): { t: Told; faults: string[] } {
  const faults: string[] = [];
  const intl = createIntl({ locale: "ar", messages: { ...staffArabic, ...arabic }, onError: (error) => faults.push(error.message) });
  return { t: Object.assign((id: string, values?: object) => intl.formatMessage({ id }, values as never), { intl }) as Told, faults };
}
const valuesIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

describe("everything that the server can find wrong with a field", () => {
  it.each(Object.entries(faultSentences))("%s is said in English as the server does, and in Arabic without a word of English", (code, sentence) => {
    expect(english).toHaveProperty([`fault.${code}`], sentence);
    const { t, faults } = inArabic();
    const values = Object.fromEntries(valuesIn(sentence).map((name) => [name, name === "language" ? "en" : "7"]));
    const said = wrongFieldText(t, { code: code as ToldField["code"], values });
    expect(faults).toEqual([]);
    expect(said).toMatch(/\p{Script=Arabic}/u);
    expect(said).toMatch(/[.؟]$/u);
    // Names of things, and what is to be typed, stay as they are; sentences do not.
    expect(said).not.toMatch(/\b[a-z]+ (?:[a-z]+ )[a-z]+\b/);
    for (const name of valuesIn(sentence)) expect(valuesIn(arabic[`fault.${code as ToldField["code"]}`])).toContain(name);
  });

  it("is known by its code alone: the server's own sentence cannot be reached from a page", () => {
    const told: ToldField = faultAt("issuer", "providerNone");
    const problem: Failure = { type: "about:blank", status: 400, code: "badRequest", fields: [told] };
    // @ts-expect-error the sentence is for people who debug
    expect(problem.fields?.[0]?.message).toBe(faultSentences.providerNone);
    // @ts-expect-error nothing says that the title is a text
    expect(problem.title?.length).toBeUndefined();
    expect(problemText(inArabic().t, problem)).toBe(arabic["fault.providerNone"]);
  });

  it("keeps an address or a name in its own direction", () => {
    expect(wrongFieldText(inArabic().t, faultAt("issuer", "providerUnknown", { host: "login.example" }))).toBe("لا يوجد \u2068login.example\u2069.");
    expect(wrongFieldText(inArabic().t, faultAt("hours", "hoursEnd", { from: "17:00", to: "09:00" }))).not.toMatch(/[\u2068\u2069]/);
  });

  it("names a language as the page does", () =>
    expect(wrongFieldText(inArabic().t, faultAt("entryFields.0", "fieldLabel", { language: "en" }))).toBe("اكتب ما يسأل عنه هذا الحقل، باللغة الإنجليزية على الأقل."));

  it("a code of a newer server is still answered in words", () => {
    expect(wrongFieldText(inArabic().t, { code: "somethingNew" as ToldField["code"], values: {} })).toBe(staffArabic["refused.badRequest"]);
  });
});
