import { describe, expect, it } from "vitest";
import { columns, everyTick, guestMay, matrix, membershipsOf, saysYes } from "../../test/matrix.ts";
import { type ClinicRole, type Deed, isLastAdministrator, may, mayAsGuest, type Memberships, type OrganisationRole, type Permission, policy, rightsIn } from "./policy.ts";

const here = { clinicId: "c", organisationId: "o" };
const nobody: Memberships = { personId: "p", platformAdministrator: false, organisations: [], clinics: [] };
const platform = membershipsOf("platform", []);
const org = (role: OrganisationRole) => membershipsOf(role, []);
const clinic = (role: ClinicRole, ...permissions: Permission[]) => membershipsOf(role, permissions);
const rows = Object.keys(matrix) as Deed[];

describe("every cell of the matrix", () => {
  it("covers every deed", () => expect([...rows].sort()).toEqual(Object.keys(policy).sort()));

  const cells = rows.flatMap((deed) => columns.flatMap((column) => everyTick.map((permissions) => ({ deed, column, permissions }))));
  it.each(cells)("$deed by $column with $permissions", ({ deed, column, permissions }) =>
    expect(may(membershipsOf(column, permissions), deed, here)).toBe(saysYes(deed, column, permissions)),
  );

  it.each(rows)("%s by a guest", (deed) => expect(mayAsGuest(deed)).toBe(guestMay(deed)));
});

describe("rights end at the border", () => {
  const everyRole: [string, Memberships][] = columns.slice(1).map((column) => [column, membershipsOf(column, ["waitingArea", "rooms", "userRoom"])]);
  const deeds = rows;

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
