import type { ClinicRole, Memberships, OrganisationRole } from "@anteroom/core/access";
import type { PersonView } from "@anteroom/core/protocol";

const CLINIC_ROLES: readonly string[] = ["clinicAdministrator", "clinicClerk", "teamMember", "serviceReferrer"] satisfies ClinicRole[];

/** What the policy table asks about the person, so that a page shows only what the server would allow. */
export function membershipsOf(person: PersonView): Memberships {
  return {
    personId: person.id,
    platformAdministrator: person.platformAdministrator,
    organisations: person.organisations.flatMap(({ id: organisationId, role }) => (role ? [{ organisationId, role: role satisfies OrganisationRole }] : [])),
    clinics: person.clinics.flatMap(({ id: clinicId, organisationId, role, waitingArea }) =>
      isClinicRole(role) ? [{ clinicId, organisationId, role, permissions: waitingArea ? (["waitingArea"] as const) : [] }] : [],
    ),
  };
}

/** What the policy table asks about the clinic at an address. Of one that is not theirs only whoever runs the platform may do anything. */
export function clinicAt(person: PersonView, slug: string): { clinicId: string; organisationId: string } {
  const clinic = person.clinics.find((each) => each.slug === slug);
  return { clinicId: clinic?.id ?? "", organisationId: clinic?.organisationId ?? "" };
}

function isClinicRole(role: string): role is ClinicRole {
  return CLINIC_ROLES.includes(role);
}
