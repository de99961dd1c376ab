import { organisationSections, settingsSections } from "@anteroom/core/settings";
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { english } from "../../../test/staff/show-admin.tsx";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { useFactWords } from "./fact-words.ts";

const words = renderHook(useFactWords, {
  wrapper: ({ children }: { children: ReactNode }) => (
    <LanguageProvider tag="en" messages={english} load={async () => english}>
      {children}
    </LanguageProvider>
  ),
}).result.current;

it.each([...new Set([...Object.values(settingsSections).flat(), ...Object.values(organisationSections).flatMap(({ shape }) => Object.keys(shape))])])(
  "%s is called by its words",
  (name) => expect(words.factText(name)).not.toBe(name),
);

it.each(["app", "passkeys"])("%s of a lost second factor is called by its words", (name) => expect(words.factText(name)).not.toBe(name));

it.each<[string, unknown, string | null]>([
  ["relayOnly", false, "Off"],
  ["checkPolicy", "warn", "Tell callers when camera, microphone or browser do not work"],
  ["graceMs", 300_000, "5 minutes"],
  ["sessionHours", 8, "8 hours"],
  ["hours", null, "Always open"],
  ["languages", [], "All that the product speaks"],
  ["languages", ["en", "ar"], "English and العربية"],
  ["tags", [], null],
  ["closedText", { en: "Call the ward.", ar: "" }, "English: Call the ward."],
  ["specialDays", [{ date: "2026-12-25", yearly: true, name: "Christmas", spans: [] }], "Day: 2026-12-25, Every year: On, Name: Christmas"],
  [
    "entryFields",
    [
      {
        id: "reason",
        kind: "choice",
        label: { en: "Reason" },
        help: {},
        required: true,
        audience: "caller",
        options: [{ value: "option-1", label: { en: "Pain" } }],
        shownAsColumn: false,
      },
    ],
    "Kind: Choice, Asks for: English: Reason, Needed: On, Filled in by: Caller, Can be chosen: English: Pain",
  ],
  ["template", "membershipInvitation", "Invitation"],
  ["template", "text", "Text message"],
  ["clientSecret", "hunter2", "••••"],
])("%s as %j reads %j", (name, value, text) => expect(words.valueText(name, value)).toBe(text));
