import { type ClinicRole, type OrganisationRole, type Permission, permissionsOf } from "@anteroom/core/access";
import type { ImportCells, ImportFault, ImportOutcome } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { isAddress } from "../invite.ts";

/** What an import is compared with, read in one moment. */
export type Present = {
  organisationName: string;
  clinics: ReadonlyMap<string, { id: Id; name: string; language: string }>;
  people: ReadonlyMap<string, { id: Id; name: string; language: string }>;
  /** By `<clinic id> <person id>`. */
  inClinics: ReadonlyMap<string, { role: ClinicRole; permissions: readonly Permission[] }>;
  inOrganisation: ReadonlyMap<Id, OrganisationRole>;
};

/** A row that can be obeyed. */
export type Wish = {
  line: number;
  email: string;
  clinic: { id: Id; name: string; slug: string; language: string } | null;
  role: ClinicRole | OrganisationRole;
  permissions: readonly Permission[];
  person: { id: Id; name: string; language: string } | null;
  before: { role: ClinicRole | OrganisationRole; permissions: readonly Permission[] } | null;
  outcome: ImportOutcome;
};
export type Checked = { cells: ImportCells; faults: ImportFault[]; wish: Wish | null };

const ROLES: ReadonlyMap<string, ClinicRole | OrganisationRole> = new Map(
  Object.entries({
    administrator: "administrator",
    organisationadministrator: "administrator",
    coordinator: "coordinator",
    reporter: "reporter",
    clinicadministrator: "clinicAdministrator",
    clinicclerk: "clinicClerk",
    clerk: "clinicClerk",
    teammember: "teamMember",
    servicereferrer: "serviceReferrer",
    referrer: "serviceReferrer",
  } as const),
);
const ORGANISATION_ROLES: readonly string[] = ["administrator", "coordinator", "reporter"];
/** As spreadsheets write them in the languages they speak. */
const TICKED: ReadonlyMap<string, boolean> = new Map(
  Object.entries({ "": false, true: true, false: false, yes: true, no: false, 1: true, 0: false, wahr: true, falsch: false, vrai: true, faux: false }),
);

export function checkRow(cells: ImportCells, present: Present): Checked {
  const faults: ImportFault[] = [];
  const wrong = (field: ImportFault["field"], reason: ImportFault["reason"]) => void faults.push({ field, reason });
  for (const field of ["organisation", "clinic", "email", "role"] as const) if (/^[=+\-@\t]/.test(cells[field])) wrong(field, "formula");

  if (cells.organisation.toLowerCase() !== present.organisationName.toLowerCase()) wrong("organisation", "otherOrganisation");
  const email = cells.email.normalize("NFKC").trim().toLowerCase();
  if (!isAddress(email)) wrong("email", email ? "notAnAddress" : "missing");
  const role = ROLES.get(cells.role.toLowerCase().replace(/[^a-z]/g, ""));
  if (!role) wrong("role", cells.role ? "unknownRole" : "missing");

  const slug = slugIn(cells.clinic);
  const found = slug === "" ? null : present.clinics.get(slug);
  if (found === undefined) wrong("clinic", "unknownClinic");
  else if (role && found && ORGANISATION_ROLES.includes(role)) wrong("role", "needsNoClinic");
  else if (role && !found && !ORGANISATION_ROLES.includes(role)) wrong("clinic", "needsClinic");

  const ticked: Permission[] = [];
  for (const permission of ["waitingArea", "rooms", "userRoom"] as const) {
    const tick = TICKED.get(cells[permission].toLowerCase());
    if (tick === undefined) wrong(permission, "notTrueOrFalse");
    else if (tick) ticked.push(permission);
  }
  const firstOfEach = faults.filter(({ field }, at) => faults.findIndex((each) => each.field === field) === at);
  if (firstOfEach.length || !role || found === undefined) return { cells, faults: firstOfEach, wish: null };

  const clinic = found && { ...found, slug };
  const permissions = clinic ? permissionsOf(role as ClinicRole, ticked) : [];
  const person = present.people.get(email) ?? null;
  const before = person && standingOf(present, clinic?.id ?? null, person.id);
  return { cells, faults: [], wish: { line: cells.line, email, clinic, role, permissions, person, before, outcome: outcomeOf(person, before, { role, permissions }) } };
}

/** What only the whole file shows: rows that say two things of the same person, and clinics that would be left alone. */
export function checkTogether(rows: readonly Checked[], present: Present): void {
  const seen = new Map<string, number>();
  for (const { wish, faults } of rows) {
    if (!wish) continue;
    const place = `${wish.clinic?.id ?? ""} ${wish.email}`;
    const line = seen.get(place);
    if (line === undefined) seen.set(place, wish.line);
    else faults.push({ field: "email", reason: "duplicate", line });
  }
  const left = administratorsAfter(rows, present);
  for (const { wish, faults } of rows) {
    const wasOne = wish?.before?.role === "administrator" || wish?.before?.role === "clinicAdministrator";
    if (wish && wasOne && wish.role !== wish.before?.role && left.get(wish.clinic?.id ?? "") === 0) faults.push({ field: "role", reason: "lastAdministrator" });
  }
}

/** How many administrators each clinic, and under "" the organisation, would have. */
function administratorsAfter(rows: readonly Checked[], present: Present): Map<string, number> {
  const left = new Map<string, number>();
  const count = (place: string, more: number) => left.set(place, (left.get(place) ?? 0) + more);
  for (const [place, { role }] of present.inClinics) if (role === "clinicAdministrator") count(place.split(" ")[0] ?? "", 1);
  for (const role of present.inOrganisation.values()) if (role === "administrator") count("", 1);
  for (const { wish } of rows) {
    if (!wish?.person) continue;
    const top = wish.clinic ? "clinicAdministrator" : "administrator";
    if ((wish.before?.role === top) !== (wish.role === top)) count(wish.clinic?.id ?? "", wish.role === top ? 1 : -1);
  }
  return left;
}

/** `/c/cardiology`, the whole address, or the last part alone. */
function slugIn(link: string): string {
  return link
    .trim()
    .toLowerCase()
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "")
    .replace(/^.*\//, "");
}

function standingOf({ inClinics, inOrganisation }: Present, clinicId: Id | null, personId: Id): Wish["before"] {
  if (clinicId) return inClinics.get(`${clinicId} ${personId}`) ?? null;
  const role = inOrganisation.get(personId);
  return role ? { role, permissions: [] } : null;
}

function outcomeOf(person: Wish["person"], before: Wish["before"], after: NonNullable<Wish["before"]>): ImportOutcome {
  if (!person) return "invited";
  if (!before) return "added";
  return before.role === after.role && before.permissions.join() === after.permissions.join() ? "same" : "changed";
}
