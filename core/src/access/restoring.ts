import { type Memberships, mayInClinic, mayInOrganisation, mayOnPlatform } from "./policy.ts";

/**
 * Whether somebody may take away another one's second factor, so that their password alone leads in. Only where everything that this
 * opens is theirs to give anyway: otherwise it would be a way to more. Clerks give roles in a clinic, but administer nobody.
 */
export function mayRemoveSecondFactor(who: Memberships, other: Memberships): boolean {
  if (who.personId === other.personId) return false;
  if (mayOnPlatform(who, "managePlatformAdministrators")) return true;
  if (other.platformAdministrator || other.organisations.length + other.clinics.length === 0) return false;
  return (
    other.organisations.every(({ organisationId, role }) =>
      mayInOrganisation(who, role === "administrator" ? "manageOrganisationAdministrators" : "manageOrganisationStaff", organisationId),
    ) && other.clinics.every((clinic) => mayInClinic(who, "manageClinicAdministrators", clinic))
  );
}
