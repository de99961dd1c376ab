import { describe, expect, it } from "vitest";
import { type ClinicRole, mayRemoveSecondFactor, type Memberships, type OrganisationRole } from "./index.ts";

const somebody = (personId: string, more: Partial<Memberships> = {}): Memberships => ({ personId, platformAdministrator: false, organisations: [], clinics: [], ...more });
const org = (role: OrganisationRole, organisationId = "o1") => ({ organisations: [{ organisationId, role }] });
const clinic = (role: ClinicRole, clinicId = "c1", organisationId = "o1") => ({ clinics: [{ clinicId, organisationId, role, permissions: [] }] });
const platform = { platformAdministrator: true };

describe("taking away somebody's second factor", () => {
  it.each([
    ["a platform administrator, anybody's", platform, platform, true],
    ["a platform administrator, that of somebody without a role", platform, {}, true],
    ["an administrator, another administrator's", org("administrator"), org("administrator"), true],
    ["an administrator, a clinic's people's", org("administrator"), clinic("clinicAdministrator"), true],
    ["a coordinator, a reporter's", org("coordinator"), org("reporter"), true],
    ["a coordinator, not an administrator's", org("coordinator"), org("administrator"), false],
    ["an administrator, not that of a platform administrator", org("administrator"), { ...org("reporter"), ...platform }, false],
    ["an administrator, not that of somebody who is elsewhere too", org("administrator"), { ...org("reporter"), ...clinic("teamMember", "c9", "o9") }, false],
    ["an administrator, not that of somebody elsewhere", org("administrator"), org("reporter", "o9"), false],
    ["an administrator, not that of somebody without a role", org("administrator"), {}, false],
    ["a reporter, nobody's", org("reporter"), clinic("teamMember"), false],
    ["a clinic administrator, a team member's", clinic("clinicAdministrator"), clinic("teamMember"), true],
    ["a clinic administrator, another clinic administrator's", clinic("clinicAdministrator"), clinic("clinicAdministrator"), true],
    [
      "a clinic administrator, not that of somebody in another clinic too",
      clinic("clinicAdministrator"),
      { clinics: [...clinic("teamMember").clinics, ...clinic("teamMember", "c2").clinics] },
      false,
    ],
    ["a clinic administrator, not that of somebody with a role in the organisation", clinic("clinicAdministrator"), { ...clinic("teamMember"), ...org("reporter") }, false],
    ["a clerk, nobody's", clinic("clinicClerk"), clinic("teamMember"), false],
    ["a team member, nobody's", clinic("teamMember"), clinic("teamMember"), false],
  ] as const)("%s", (_story, who, other, may) => expect(mayRemoveSecondFactor(somebody("p", who), somebody("q", other))).toBe(may));
  it("never one's own", () => {
    for (const who of [platform, org("administrator")]) expect(mayRemoveSecondFactor(somebody("p", who), somebody("p", who))).toBe(false);
  });
});
