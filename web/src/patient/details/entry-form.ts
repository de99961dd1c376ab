import type { PublicClinic } from "@anteroom/core/protocol";
import type { EntryField } from "@anteroom/core/settings";
import type { PatientMessageId } from "../../i18n/patient-messages.ts";

/** What the person typed; lives in this page's memory only. */
export type Filled = { firstName: string; lastName: string; phone: string; fields: Record<string, string>; interpreter: boolean };

export const NOTHING_FILLED: Filled = { firstName: "", lastName: "", phone: "", fields: {}, interpreter: false };

/** Which field, and what to do about it. The path is that of the contract: `phone`, `fields.reason`. */
export type Faults = Readonly<Record<string, PatientMessageId>>;

/** The contract takes no less. */
const PHONE_MIN_LENGTH = 5;
const PHONE_MIN_DIGITS = 6;
const LONGEST = { firstName: 80, lastName: 80, phone: 40, field: 1_000 } as const;

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

export function faultsOf(filled: Filled, clinic: PublicClinic): Faults {
  const faults: Record<string, PatientMessageId> = {};
  const check = (path: string, fault: PatientMessageId | null) => {
    if (fault) faults[path] = fault;
  };
  check("firstName", nameFault(filled.firstName, true));
  check("lastName", nameFault(filled.lastName, clinic.lastNameRequired));
  check("phone", filled.phone.trim() === "" ? "error.missing" : phoneFault(filled.phone));
  for (const field of askedFields(clinic)) check(`fields.${field.id}`, fieldFault(field, filled.fields[field.id] ?? ""));
  return faults;
}

function nameFault(name: string, isRequired: boolean): PatientMessageId | null {
  if (name.trim() === "") return isRequired ? "error.missing" : null;
  return name.trim().length > LONGEST.firstName ? "error.tooLong" : null;
}

function phoneFault(phone: string): PatientMessageId | null {
  const number = phone.trim();
  if (/\p{L}/u.test(number.replace(/\b(ext|x)\b/gi, ""))) return "error.phoneLetters";
  // Figures of every script count: Arabic and Persian keyboards type their own.
  if (number.length < PHONE_MIN_LENGTH || (number.match(/\p{Nd}/gu)?.length ?? 0) < PHONE_MIN_DIGITS) return "error.phoneShort";
  return number.length > LONGEST.phone ? "error.tooLong" : null;
}

function fieldFault({ kind, required, options }: EntryField, value: string): PatientMessageId | null {
  const text = value.trim();
  if (text === "") {
    const isChosen = kind === "choice" || kind === "choices" || kind === "yesNo" || (kind === "clinician" && options.length > 0);
    return required ? (isChosen ? "error.missingChoice" : "error.missing") : null;
  }
  if (text.length > LONGEST.field) return "error.tooLong";
  switch (kind) {
    case "phone":
      return phoneFault(text);
    case "email":
      return /^[^\s@]+@[^\s@]+$/.test(text) ? null : "error.email";
    case "number":
      return /^[-+]?\p{Nd}+([.,٫]\p{Nd}+)?$/u.test(text) ? null : "error.number";
    default:
      return null;
  }
}
