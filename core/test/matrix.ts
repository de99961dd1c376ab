import type { ClinicRole, Deed, Memberships, OrganisationRole, Permission } from "../src/access/index.ts";

export const columns = ["platform", "administrator", "coordinator", "reporter", "clinicAdministrator", "clinicClerk", "teamMember", "serviceReferrer"] as const;
export type Column = (typeof columns)[number];

const ticks: Record<string, Permission> = { w: "waitingArea", r: "rooms", u: "userRoom" };
/**
 * product/1.3, written down a second time on purpose. y: yes; w, r, u: with the tick *Waiting area*, *Meeting rooms*, *User room*; -: no.
 * Columns as above, and the ninth for guests: o about themselves, i where they were invited.
 */
export const matrix: Record<Deed, string> = {
  manageOrganisations: "y--------",
  managePlatformAdministrators: "y--------",
  configureSingleSignOn: "yy-------",
  manageOrganisationAdministrators: "yy-------",
  manageOrganisationStaff: "yyy------",
  editOrganisation: "yyy------",
  createClinic: "yyy------",
  importPeople: "yy-------",
  readOrganisationReports: "yyyy-----",
  listClinics: "yyyy-----",
  listClinicsWithCounts: "yyy------",
  writeToOrganisation: "-yy------",
  readOrganisationAudit: "-y-------",
  deleteClinic: "yy-------",
  configureClinic: "yyy-y----",
  readClinicReports: "yyyyy----",
  manageClinicAdministrators: "yyy-y----",
  manageClinicStaff: "yyy-yy---",
  manageRooms: "yyy-y----",
  seeClinicCounts: "yyy-yyyy-",
  seeWaitingArea: "-yy-www-o",
  joinCalls: "-yy-www-o",
  useRooms: "-y--rrr-i",
  useOwnRoom: "----uuu-i",
  transferInto: "-yy-wwwy-",
  writeToClinic: "----y----",
  readClinicAudit: "----y----",
};

/** What the matrix says for one column with these ticks. */
export function saysYes(deed: Deed, column: Column, permissions: readonly Permission[]): boolean {
  const cell = matrix[deed][columns.indexOf(column)] ?? "-";
  const tick = ticks[cell];
  return cell === "y" || (tick !== undefined && permissions.includes(tick));
}

export function guestMay(deed: Deed): "own" | "invited" | "no" {
  return ({ o: "own", i: "invited" } as const)[matrix[deed][8] as "o" | "i"] ?? "no";
}

export const everyTick: readonly (readonly Permission[])[] = [[], ["waitingArea"], ["rooms"], ["userRoom"], ["waitingArea", "rooms", "userRoom"]];

const clinicRoles: readonly string[] = ["clinicAdministrator", "clinicClerk", "teamMember", "serviceReferrer"] satisfies ClinicRole[];
export const isClinicRole = (column: Column): column is ClinicRole & Column => clinicRoles.includes(column);

/** Somebody of one column in the organisation `o` and its clinic `c`. */
export function membershipsOf(column: Column, permissions: readonly Permission[], where = { organisationId: "o", clinicId: "c" }): Memberships {
  const nobody: Memberships = { personId: "p", platformAdministrator: column === "platform", organisations: [], clinics: [] };
  if (column === "platform") return nobody;
  if (isClinicRole(column)) return { ...nobody, clinics: [{ ...where, role: column, permissions }] };
  return { ...nobody, organisations: [{ organisationId: where.organisationId, role: column satisfies OrganisationRole }] };
}
