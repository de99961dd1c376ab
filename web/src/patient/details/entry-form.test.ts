import type { EntryField } from "@anteroom/core/settings";
import { describe, expect, it } from "vitest";
import { clinicOf } from "../../../test/patient/stage.tsx";
import { askedFields, faultsOf, hiddenFields, NOTHING_FILLED } from "./entry-form.ts";

const complete = { ...NOTHING_FILLED, firstName: "Leila", lastName: "Haddad", phone: "03 5550 1482" };
const field = (change: Partial<EntryField>): EntryField => ({
  id: "extra",
  kind: "text",
  label: { en: "Extra" },
  help: {},
  required: true,
  audience: "caller",
  options: [],
  shownAsColumn: true,
  ...change,
});

describe("the details", () => {
  it.each([
    ["nothing wrong", complete, {}],
    ["no name", { ...complete, firstName: "  " }, { firstName: "error.missing" }],
    ["no last name", { ...complete, lastName: "" }, { lastName: "error.missing" }],
    ["a phone with letters", { ...complete, phone: "call me" }, { phone: "error.phoneLetters" }],
    ["a phone too short", { ...complete, phone: "0355" }, { phone: "error.phoneShort" }],
    ["a phone of signs", { ...complete, phone: "+()/--" }, { phone: "error.phoneShort" }],
    ["a phone in Arabic figures", { ...complete, phone: "٠٣٥٥٥٠١٤٢٠" }, {}],
    ["an extension", { ...complete, phone: "03 5550 1482 ext 12" }, { phone: "error.phoneLetters" }],
    ["a name of another script", { ...complete, firstName: "محمد" }, {}],
  ])("with %s", (_story, filled, faults) => {
    expect(faultsOf(filled, clinicOf(), null)).toEqual(faults);
  });

  it("need no last name where the clinic does not ask for it", () => {
    expect(faultsOf({ ...complete, lastName: "" }, clinicOf({ lastNameRequired: false }), null)).toEqual({});
  });

  it.each([
    ["text", "", "error.missing"],
    ["choice", "", "error.missingChoice"],
    ["yesNo", "", "error.missingChoice"],
    ["clinician", "", "error.missingChoice"],
    ["clinician", "?", undefined],
    ["email", "nobody", "error.email"],
    ["email", "leila@example.org", undefined],
    ["number", "twelve", "error.number"],
    ["number", "12,5", undefined],
    ["phone", "12", "error.phoneShort"],
    ["text", "x".repeat(1_001), "error.tooLong"],
  ] as const)("a field of kind %s holding %j", (kind, value, fault) => {
    const clinic = clinicOf({ entryFields: [field({ kind })] });
    expect(faultsOf({ ...complete, fields: { extra: value } }, clinic, null)["fields.extra"]).toBe(fault);
  });

  it("take hidden fields from the link, and no others", () => {
    const clinic = clinicOf({ entryFields: [field({ id: "ref", kind: "hidden" }), field({ id: "reason" })] });
    expect(askedFields(clinic).map(({ id }) => id)).toEqual(["reason"]);
    expect(hiddenFields(clinic, "?ref=A1&reason=x&other=y")).toEqual({ ref: "A1" });
  });
});
