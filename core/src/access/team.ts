import type { Id } from "../visit/index.ts";
import { type ClinicRole, type Memberships, mayInClinic, mayInOrganisation, type OrganisationRole, type Permission } from "./policy.ts";

export const CLINIC_ROLES = ["clinicAdministrator", "clinicClerk", "teamMember", "serviceReferrer"] as const satisfies readonly ClinicRole[];
export const ORGANISATION_ROLES = ["administrator", "coordinator", "reporter"] as const satisfies readonly OrganisationRole[];
export const PERMISSIONS = ["waitingArea", "rooms", "userRoom"] as const satisfies readonly Permission[];

type Clinic = { clinicId: Id; organisationId: Id };

/** Roles that somebody may give and take in a clinic; whoever changes a role needs both the old and the new one. */
export function clinicRolesGivenBy(who: Memberships, clinic: Clinic): ClinicRole[] {
  return CLINIC_ROLES.filter((role) => mayInClinic(who, role === "clinicAdministrator" ? "manageClinicAdministrators" : "manageClinicStaff", clinic));
}

export function organisationRolesGivenBy(who: Memberships, organisationId: Id): OrganisationRole[] {
  return ORGANISATION_ROLES.filter((role) => mayInOrganisation(who, role === "administrator" ? "manageOrganisationAdministrators" : "manageOrganisationStaff", organisationId));
}

/** A referrer only sends callers in: no tick means anything for them. */
export function permissionsOf(role: ClinicRole, ticked: readonly Permission[]): Permission[] {
  return role === "serviceReferrer" ? [] : PERMISSIONS.filter((permission) => ticked.includes(permission));
}
