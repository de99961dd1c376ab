import { createOrganisationClinicsHandlers } from "./clinics-handlers.ts";
import { createOrganisationSettingsHandlers } from "./settings-handlers.ts";

type Deps = Parameters<typeof createOrganisationClinicsHandlers>[0];

/** Organisations as their own administrators see them. */
export function createOrganisationHandlers(deps: Deps) {
  return { ...createOrganisationClinicsHandlers(deps), ...createOrganisationSettingsHandlers(deps) };
}
export { createClinic, createOrganisation } from "./create.ts";
export { organisationPlace } from "./place.ts";
export { plain } from "./delete-clinic.ts";
export { nameAdministrator } from "./first-administrator.ts";
export { tellPeople } from "./tell-members.ts";
