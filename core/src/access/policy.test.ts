import { describe, expect, it } from "vitest";
import {
  type ClinicDeed,
  type ClinicRole,
  mayInClinic,
  mayInOrganisation,
  mayOnPlatform,
  type Memberships,
  type OrganisationDeed,
  type OrganisationRole,
  type Permission,
  policy,
  rightsIn,
} from "./policy.ts";

const nobody: Memberships = { personId: "p", platformAdministrator: false, organisations: [], clinics: [] };
const platform: Memberships = { ...nobody, platformAdministrator: true };
const org = (role: OrganisationRole): Memberships => ({ ...nobody, organisations: [{ organisationId: "o", role }] });
const clinic = (role: ClinicRole, ...permissions: Permission[]): Memberships => ({ ...nobody, clinics: [{ clinicId: "c", organisationId: "o", role, permissions }] });
const here = { clinicId: "c", organisationId: "o" };

const columns = ["platform", "administrator", "coordinator", "reporter", "clinicAdministrator", "clinicClerk", "teamMember", "serviceReferrer"] as const;
const everyPermission: Permission[] = ["waitingArea", "rooms", "userRoom"];
function person(column: (typeof columns)[number], ticked: boolean): Memberships {
  if (column === "platform") return platform;
  if (column === "administrator" || column === "coordinator" || column === "reporter") return org(column);
  return clinic(column, ...(ticked ? everyPermission : []));
}

/** product/1.3, written down a second time on purpose: y yes, t with the tick, – no; columns as above. */
const matrix: Record<string, string> = {
  configureSingleSignOn: "yy------",
  manageOrganisationAdministrators: "yy------",
  manageOrganisationStaff: "yyy-----",
  editOrganisation: "yyy-----",
  createClinic: "yyy-----",
  importPeople: "yy------",
  readOrganisationReports: "yyyy----",
  listClinics: "yyyy----",
  listClinicsWithCounts: "yyy-----",
  writeToOrganisation: "-yy-----",
  readOrganisationAudit: "-y------",
  deleteClinic: "yy------",
  configureClinic: "yyy-y---",
  readClinicReports: "yyyyy---",
  manageClinicAdministrators: "yyy-y---",
  manageClinicStaff: "yyy-yy--",
  manageRooms: "yyy-y---",
  seeClinicCounts: "yyy-yyyy",
  seeWaitingArea: "-yy-ttt-",
  joinCalls: "-yy-ttt-",
  useRooms: "-y--ttt-",
  useOwnRoom: "----ttt-",
  transferInto: "-yy-ttty",
  writeToClinic: "----y---",
  readClinicAudit: "----y---",
};
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
];

describe("every cell of the matrix", () => {
  it("covers every deed", () => expect([...Object.keys(matrix), "manageOrganisations"].sort()).toEqual(Object.keys(policy).sort()));

  const cells = Object.entries(matrix).flatMap(([deed, row]) => columns.flatMap((column, index) => [true, false].map((ticked) => ({ deed, column, ticked, cell: row[index] }))));
  it.each(cells)("$deed by $column, ticks: $ticked", ({ deed, column, ticked, cell }) => {
    const who = person(column, ticked);
    const answer = organisationDeeds.includes(deed) ? mayInOrganisation(who, deed as OrganisationDeed, "o") : mayInClinic(who, deed as ClinicDeed, here);
    expect(answer).toBe(cell === "y" || (cell === "t" && ticked));
  });
});

describe("rights end at the border", () => {
  it("of the clinic", () => expect(mayInClinic(clinic("clinicAdministrator", "waitingArea"), "seeWaitingArea", { clinicId: "other", organisationId: "o" })).toBe(false));
  it("of the organisation", () => expect(mayInClinic(org("administrator"), "seeWaitingArea", { clinicId: "c", organisationId: "other" })).toBe(false));
  it("of the platform: callers are not its administrator's business", () =>
    expect(rightsIn(platform, here)).toEqual({ seeWaitingArea: false, transferInto: false, administer: true, rooms: false, ownRoom: false }));
  it("with nothing there is nothing", () =>
    expect(rightsIn(nobody, here)).toEqual({ seeWaitingArea: false, transferInto: false, administer: false, rooms: false, ownRoom: false }));
  it("only a platform administrator manages organisations", () =>
    expect([mayOnPlatform(platform, "manageOrganisations"), mayOnPlatform(org("administrator"), "manageOrganisations")]).toEqual([true, false]));
});
