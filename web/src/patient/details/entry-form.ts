import type { PublicClinic } from "@anteroom/core/protocol";
import type { EntryField } from "@anteroom/core/settings";
import { isEmail, type PhoneFault, phoneFault, plainNumber } from "@anteroom/core/typed";
import type { PatientMessageId } from "../../i18n/patient-messages.ts";

/** What the person typed; lives in this page's memory only. `consent`: the clinic's text that they ticked, word for word. */
export type Filled = { firstName: string; lastName: string; phone: string; fields: Record<string, string>; interpreter: boolean; consent: string };

export const NOTHING_FILLED: Filled = { firstName: "", lastName: "", phone: "", fields: {}, interpreter: false, consent: "" };

/** Which field, and what to do about it. The path is that of the contract: `phone`, `fields.reason`. */
export type Faults = Readonly<Record<string, PatientMessageId>>;

const LONGEST = { name: 80, field: 1_000 } as const;

/** Fields that the person sees. */
export function askedFields(clinic: PublicClinic): readonly EntryField[] {
  return clinic.entryFields.filter((field) => field.kind !== "hidden");
}

/** Hidden fields come with the link (`?ref=…`), as the clinic made it. */
export function hiddenFields(clinic: PublicClinic, search: string): Record<string, string> {
  const given = new URLSearchParams(search);
  const found: Record<string, string> = {};
  for (const { kind, id } of clinic.entryFields) {
    const value = kind === "hidden" ? given.get(id)?.slice(0, LONGEST.field) : null;
    if (value) found[id] = value;
  }
  return found;
}

/** `consent`: the text that is shown with a tick; null where there is none. */
export function faultsOf(filled: Filled, clinic: PublicClinic, consent: string | null): Faults {
  const faults: Record<string, PatientMessageId> = {};
  const check = (path: string, fault: PatientMessageId | null) => {
    if (fault) faults[path] = fault;
  };
  check("firstName", nameFault(filled.firstName, true));
  check("lastName", nameFault(filled.lastName, clinic.lastNameRequired));
  check("phone", filled.phone.trim() === "" ? "error.missing" : phoneSentence(filled.phone));
  for (const field of askedFields(clinic)) check(`fields.${field.id}`, fieldFault(field, filled.fields[field.id] ?? ""));
  check("consent", consent === null || filled.consent === consent ? null : "error.consent");
  return faults;
}

function nameFault(name: string, isRequired: boolean): PatientMessageId | null {
  if (name.trim() === "") return isRequired ? "error.missing" : null;
  return name.trim().length > LONGEST.name ? "error.tooLong" : null;
}

const phoneSentences: Record<PhoneFault, PatientMessageId> = { letters: "error.phoneLetters", short: "error.phoneShort", long: "error.tooLong" };

function phoneSentence(phone: string): PatientMessageId | null {
  const fault = phoneFault(phone);
  return fault && phoneSentences[fault];
}

function fieldFault({ kind, required }: EntryField, value: string): PatientMessageId | null {
  const text = value.trim();
  if (text === "") {
    const isChosen = kind === "choice" || kind === "choices" || kind === "yesNo" || kind === "clinician";
    return required ? (isChosen ? "error.missingChoice" : "error.missing") : null;
  }
  if (text.length > LONGEST.field) return "error.tooLong";
  switch (kind) {
    case "phone":
      return phoneSentence(text);
    case "email":
      return isEmail(text) ? null : "error.email";
    case "number":
      return plainNumber(text) !== null ? null : "error.number";
    default:
      return null;
  }
}
