import type { ClinicRights, Id } from "../visit/index.ts";

/** Who somebody is in an organisation or a clinic; product/1.3. */
export type PlatformRole = "platformAdministrator";
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
export type PlatformDeed = "manageOrganisations" | "managePlatformAdministrators";
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

type Column = PlatformRole | OrganisationRole | ClinicRole | "guest";
/** `tick`: only with the permission of the row. `own`: what is about themselves. `invited`: what they were let into. */
type Cell = true | "tick" | "own" | "invited" | undefined;
type Row = Partial<Record<Column, Cell>>;

const manager: Row = { platformAdministrator: true, administrator: true };
const coordination: Row = { ...manager, coordinator: true };
const clinicStaff: Row = { clinicAdministrator: "tick", clinicClerk: "tick", teamMember: "tick" };

/** The matrix of product/1.3, one row a deed. Everything asks this table: commands, queries, topics and pages. */
export const policy: Record<PlatformDeed | OrganisationDeed | ClinicDeed, Row> = {
  manageOrganisations: { platformAdministrator: true },
  managePlatformAdministrators: { platformAdministrator: true },

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
  seeWaitingArea: { administrator: true, coordinator: true, ...clinicStaff, guest: "own" },
  joinCalls: { administrator: true, coordinator: true, ...clinicStaff, guest: "own" },
  useRooms: { administrator: true, ...clinicStaff, guest: "invited" },
  useOwnRoom: { ...clinicStaff, guest: "invited" },
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

export type Deed = PlatformDeed | OrganisationDeed | ClinicDeed;
/** The place of a deed: nowhere in particular, an organisation, or a clinic of one. */
export type Where = { organisationId?: Id; clinicId?: Id };

const organisationDeeds: readonly string[] = [
  "configureSingleSignOn",
  "manageOrganisationAdministrators",
  "manageOrganisationStaff",
  "editOrganisation",
  "createClinic",
  "importPeople",
  "readOrganisationReports",
  "listClinics",
  "listClinicsWithCounts",
  "writeToOrganisation",
  "readOrganisationAudit",
] satisfies OrganisationDeed[];

/** One question for everything: whether somebody may do this there. False where the place a deed needs was not named. */
export function may(who: Memberships, deed: Deed, { organisationId, clinicId }: Where): boolean {
  if (isPlatformDeed(deed)) return mayOnPlatform(who, deed);
  if (organisationId === undefined) return false;
  if (isOrganisationDeed(deed)) return mayInOrganisation(who, deed, organisationId);
  return clinicId !== undefined && mayInClinic(who, deed, { clinicId, organisationId });
}

function isPlatformDeed(deed: Deed): deed is PlatformDeed {
  return deed === "manageOrganisations" || deed === "managePlatformAdministrators";
}

function isOrganisationDeed(deed: Deed): deed is OrganisationDeed {
  return organisationDeeds.includes(deed);
}

/** What a guest may do: about their own visit, where they were invited, or not at all. A link or an invitation gives it, never a role. */
export function mayAsGuest(deed: Deed): "own" | "invited" | "no" {
  const cell = policy[deed].guest;
  return cell === "own" || cell === "invited" ? cell : "no";
}

/** A clinic always keeps an administrator, and an organisation likewise: whether this person is the last of them. */
export function isLastAdministrator(administratorIds: readonly Id[], personId: Id): boolean {
  return administratorIds.length === 1 && administratorIds[0] === personId;
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
