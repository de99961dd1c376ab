import type { ClinicRights, Id } from "../visit/index.ts";

/** Who somebody is in an organisation or a clinic; product/1.3. */
export type OrganisationRole = "administrator" | "coordinator" | "reporter";
export type ClinicRole = "clinicAdministrator" | "clinicClerk" | "teamMember" | "serviceReferrer";
/** Tick boxes beside a clinic role; *rooms* covers meeting and group rooms. */
export type Permission = "waitingArea" | "rooms" | "userRoom";

export type Memberships = {
  personId: Id;
  platformAdministrator: boolean;
  organisations: readonly { organisationId: Id; role: OrganisationRole }[];
  clinics: readonly { clinicId: Id; organisationId: Id; role: ClinicRole; permissions: readonly Permission[] }[];
};

/** What can be done at each level of the tree. */
export type PlatformDeed = "manageOrganisations";
export type OrganisationDeed =
  | "configureSingleSignOn"
  | "manageOrganisationAdministrators"
  | "manageOrganisationStaff"
  | "editOrganisation"
  | "createClinic"
  | "importPeople"
  | "readOrganisationReports"
  | "listClinics"
  | "listClinicsWithCounts"
  | "writeToOrganisation"
  | "readOrganisationAudit";
export type ClinicDeed =
  | "deleteClinic"
  | "configureClinic"
  | "readClinicReports"
  | "manageClinicAdministrators"
  | "manageClinicStaff"
  | "manageRooms"
  | "seeClinicCounts"
  | "seeWaitingArea"
  | "joinCalls"
  | "useRooms"
  | "useOwnRoom"
  | "transferInto"
  | "writeToClinic"
  | "readClinicAudit";

type Column = "platformAdministrator" | OrganisationRole | ClinicRole;
/** `tick`: only with the permission of the row. */
type Cell = true | "tick" | undefined;
type Row = Partial<Record<Column, Cell>>;

const manager: Row = { platformAdministrator: true, administrator: true };
const coordination: Row = { ...manager, coordinator: true };
const clinicStaff: Row = { clinicAdministrator: "tick", clinicClerk: "tick", teamMember: "tick" };

/** The matrix of product/1.3, one row a deed. Everything asks this table: commands, queries, topics and pages. */
export const policy: Record<PlatformDeed | OrganisationDeed | ClinicDeed, Row> = {
  manageOrganisations: { platformAdministrator: true },

  configureSingleSignOn: manager,
  manageOrganisationAdministrators: manager,
  manageOrganisationStaff: coordination,
  editOrganisation: coordination,
  createClinic: coordination,
  importPeople: manager,
  readOrganisationReports: { ...coordination, reporter: true },
  listClinics: { ...coordination, reporter: true },
  listClinicsWithCounts: coordination,
  writeToOrganisation: { administrator: true, coordinator: true },
  readOrganisationAudit: { administrator: true },

  deleteClinic: manager,
  configureClinic: { ...coordination, clinicAdministrator: true },
  readClinicReports: { ...coordination, reporter: true, clinicAdministrator: true },
  manageClinicAdministrators: { ...coordination, clinicAdministrator: true },
  manageClinicStaff: { ...coordination, clinicAdministrator: true, clinicClerk: true },
  manageRooms: { ...coordination, clinicAdministrator: true },
  seeClinicCounts: { ...coordination, clinicAdministrator: true, clinicClerk: true, teamMember: true, serviceReferrer: true },
  // A platform administrator runs the installation and sees no caller data.
  seeWaitingArea: { administrator: true, coordinator: true, ...clinicStaff },
  joinCalls: { administrator: true, coordinator: true, ...clinicStaff },
  useRooms: { administrator: true, ...clinicStaff },
  useOwnRoom: clinicStaff,
  transferInto: { administrator: true, coordinator: true, ...clinicStaff, serviceReferrer: true },
  writeToClinic: { clinicAdministrator: true },
  readClinicAudit: { clinicAdministrator: true },
};

/** The permission that a *tick* in this row asks for. */
const tickOf: Partial<Record<ClinicDeed, Permission>> = {
  seeWaitingArea: "waitingArea",
  joinCalls: "waitingArea",
  transferInto: "waitingArea",
  useRooms: "rooms",
  useOwnRoom: "userRoom",
};

export function mayOnPlatform(who: Memberships, deed: PlatformDeed): boolean {
  return who.platformAdministrator && policy[deed].platformAdministrator === true;
}

export function mayInOrganisation(who: Memberships, deed: OrganisationDeed, organisationId: Id): boolean {
  const row = policy[deed];
  if (who.platformAdministrator && row.platformAdministrator) return true;
  return who.organisations.some((each) => each.organisationId === organisationId && row[each.role] === true);
}

export function mayInClinic(who: Memberships, deed: ClinicDeed, clinic: { clinicId: Id; organisationId: Id }): boolean {
  const row = policy[deed];
  if (who.platformAdministrator && row.platformAdministrator) return true;
  if (who.organisations.some((each) => each.organisationId === clinic.organisationId && row[each.role] === true)) return true;
  return who.clinics.some((each) => {
    if (each.clinicId !== clinic.clinicId) return false;
    const cell = row[each.role];
    const tick = tickOf[deed];
    return cell === true || (cell === "tick" && tick !== undefined && each.permissions.includes(tick));
  });
}

/** What the rules of a visit ask about a member in one clinic. */
export function rightsIn(who: Memberships, clinic: { clinicId: Id; organisationId: Id }): ClinicRights {
  return {
    seeWaitingArea: mayInClinic(who, "seeWaitingArea", clinic),
    transferInto: mayInClinic(who, "transferInto", clinic),
    administer: mayInClinic(who, "configureClinic", clinic),
    rooms: mayInClinic(who, "useRooms", clinic),
    ownRoom: mayInClinic(who, "useOwnRoom", clinic),
  };
}
