import { createImportHandlers } from "./import/import-handlers.ts";
import { createInvitationHandlers } from "./invitation-handlers.ts";
import { createOrganisationPeopleHandlers } from "./organisation-handlers.ts";
import { createOwnRolesHandlers } from "./own-roles-handlers.ts";
import { createPlatformPeopleHandlers } from "./platform-handlers.ts";
import { createTeamHandlers } from "./team-handlers.ts";

export { invite, isAddress } from "./invite.ts";
export { giveClinicRole, giveOrganisationRole } from "./write.ts";
export { welcome } from "./welcome.ts";

type Deps = Parameters<typeof createImportHandlers>[0] & Parameters<typeof createTeamHandlers>[0] & Parameters<typeof createInvitationHandlers>[0];
type MembershipHandlers = ReturnType<typeof createImportHandlers> &
  ReturnType<typeof createTeamHandlers> &
  ReturnType<typeof createOrganisationPeopleHandlers> &
  ReturnType<typeof createPlatformPeopleHandlers> &
  ReturnType<typeof createOwnRolesHandlers> &
  ReturnType<typeof createInvitationHandlers>;

/** Who belongs to what: teams, the people of organisations, invitations, bulk import, and one's own roles. */
export function createMembershipHandlers(deps: Deps): MembershipHandlers {
  return {
    ...createImportHandlers(deps),
    ...createTeamHandlers(deps),
    ...createOrganisationPeopleHandlers(deps),
    ...createPlatformPeopleHandlers(deps),
    ...createOwnRolesHandlers(deps),
    ...createInvitationHandlers(deps),
  };
}
