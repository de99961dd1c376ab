import type { EntryField } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";
import type { Clinic, Directory } from "./directory.ts";
import { knownAs } from "./known-as.ts";

/** `names`: of everybody whom callers know by that one. */
type Clinician = { known: string; names: string[] };
/** A transaction of the clinic's organisation, opened only where something is read. */
type Read = (work: (transaction: Transaction) => Promise<Clinician[]>) => Promise<Clinician[]>;

/**
 * The clinic's entry fields with what can be answered: those that ask for a clinician offer whoever of the team may join calls there.
 * The value is always the name that guests of this clinic know. Asked anew each time, as a new alias must hold with the next byte;
 * nothing is read for clinics without such a field. `guests`: fields for callers only, and not a byte of who stands behind a name.
 */
export async function askedFields(read: Read, directory: Directory, { id, settings }: Clinic, audience: "guests" | "staff"): Promise<readonly EntryField[]> {
  const fields = settings.entryFields.filter((field) => audience === "staff" || field.audience === "caller");
  if (!fields.some(({ kind }) => kind === "clinician")) return fields;
  const clinicians = await read((transaction) => cliniciansOf(transaction, directory, id));
  const options = clinicians.map(({ known, names }) => ({
    value: known,
    label: { [settings.mainLanguage]: audience === "guests" || names.every((name) => name === known) ? known : `${known} (${names.join(", ")})` },
  }));
  return fields.map((field) => (field.kind === "clinician" ? { ...field, options } : field));
}

async function cliniciansOf(transaction: Transaction, directory: Directory, clinicId: Id): Promise<Clinician[]> {
  const { rows } = await transaction.query<{ id: Id }>("select person_id as id from tenant.clinic_member where clinic_id = $1 and 'waitingArea' = any(permissions)", [clinicId]);
  const people = rows.map(({ id }) => id);
  const names = await directory.names(people);
  const aliasOf = await knownAs(transaction, [null], people, clinicId);
  const clinicians = new Map<string, string[]>();
  for (const id of people) {
    const name = names.get(id) ?? "";
    const known = aliasOf(null, id) ?? name;
    if (known) clinicians.set(known, [...(clinicians.get(known) ?? []), name]);
  }
  // Two of one name cannot be told apart by callers anyway. By the name that is read: another order would tell of the one behind it.
  return [...clinicians].map(([known, of]) => ({ known, names: of.sort((one, other) => one.localeCompare(other)) })).sort((one, other) => one.known.localeCompare(other.known));
}
