import { describe, expect, it } from "vitest";
import { type ClinicRole, type Deed, isLastAdministrator, may, mayAsGuest, type Memberships, type OrganisationRole, type Permission, policy, rightsIn } from "./policy.ts";

const nobody: Memberships = { personId: "p", platformAdministrator: false, organisations: [], clinics: [] };
const platform: Memberships = { ...nobody, platformAdministrator: true };
const org = (role: OrganisationRole): Memberships => ({ ...nobody, organisations: [{ organisationId: "o", role }] });
const clinic = (role: ClinicRole, ...permissions: Permission[]): Memberships => ({ ...nobody, clinics: [{ clinicId: "c", organisationId: "o", role, permissions }] });
const here = { clinicId: "c", organisationId: "o" };

const columns = ["platform", "administrator", "coordinator", "reporter", "clinicAdministrator", "clinicClerk", "teamMember", "serviceReferrer"] as const;
function person(column: (typeof columns)[number], permissions: readonly Permission[]): Memberships {
  if (column === "platform") return platform;
  if (column === "administrator" || column === "coordinator" || column === "reporter") return org(column);
  return clinic(column, ...permissions);
}

const ticks: Record<string, Permission> = { w: "waitingArea", r: "rooms", u: "userRoom" };
/**
 * product/1.3, written down a second time on purpose. y: yes; w, r, u: with the tick *Waiting area*, *Meeting rooms*, *User room*; -: no.
 * Columns as above, and the ninth for guests: o about themselves, i where they were invited.
 */
const matrix: Record<Deed, string> = {
  manageOrganisations: "y--------",
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
const rows = Object.entries(matrix) as [Deed, string][];
const ticked: readonly (readonly Permission[])[] = [[], ["waitingArea"], ["rooms"], ["userRoom"], ["waitingArea", "rooms", "userRoom"]];

describe("every cell of the matrix", () => {
  it("covers every deed", () => expect(Object.keys(matrix).sort()).toEqual(Object.keys(policy).sort()));

  const cells = rows.flatMap(([deed, row]) => columns.flatMap((column, index) => ticked.map((permissions) => ({ deed, column, permissions, cell: row[index] ?? "-" }))));
  it.each(cells)("$deed by $column with $permissions", ({ deed, column, permissions, cell }) => {
    const tick = ticks[cell];
    expect(may(person(column, permissions), deed, here)).toBe(cell === "y" || (tick !== undefined && permissions.includes(tick)));
  });

  it.each(rows)("%s by a guest", (deed, row) => expect(mayAsGuest(deed)).toBe({ o: "own", i: "invited" }[row[8] ?? ""] ?? "no"));
});

describe("rights end at the border", () => {
  const everyRole: [string, Memberships][] = columns.slice(1).map((column) => [column, person(column, ["waitingArea", "rooms", "userRoom"])]);
  const deeds = rows.map(([deed]) => deed);

  it.each(everyRole)("of the organisation: %s has none in another", (_role, who) => {
    expect(deeds.filter((deed) => may(who, deed, { clinicId: "elsewhere", organisationId: "other" }))).toEqual([]);
  });
  it.each(everyRole.filter(([, who]) => who.clinics.length > 0))("of the clinic: %s has none in another of the same organisation", (_role, who) => {
    expect(deeds.filter((deed) => may(who, deed, { clinicId: "other", organisationId: "o" }))).toEqual([]);
  });
  it("of the platform: callers are not its administrator's business", () =>
    expect(rightsIn(platform, here)).toEqual({ seeWaitingArea: false, transferInto: false, administer: true, rooms: false, ownRoom: false }));
  it("with nothing there is nothing", () => {
    expect(rightsIn(nobody, here)).toEqual({ seeWaitingArea: false, transferInto: false, administer: false, rooms: false, ownRoom: false });
    expect(deeds.filter((deed) => may(nobody, deed, here))).toEqual([]);
  });
  it("without a place there is no right in a place", () => {
    expect(may(org("administrator"), "createClinic", {})).toBe(false);
    expect(may(clinic("teamMember", "waitingArea"), "seeWaitingArea", { organisationId: "o" })).toBe(false);
  });
  it("roles in two places add up", () => {
    const both: Memberships = { ...clinic("clinicClerk"), organisations: [{ organisationId: "o", role: "reporter" }] };
    expect([may(both, "manageClinicStaff", here), may(both, "readOrganisationReports", here), may(both, "seeWaitingArea", here)]).toEqual([true, true, false]);
  });
});

describe("the last administrator", () => {
  it.each([
    ["alone", ["ada"], "ada", true],
    ["one of two", ["ada", "bob"], "ada", false],
    ["not one at all", ["ada"], "bob", false],
  ] as const)("%s", (_story, administrators, who, answer) => expect(isLastAdministrator(administrators, who)).toBe(answer));
});
