import { describe, expect, it } from "vitest";
import { type ClinicRole, clinicRolesGivenBy, type Memberships, type OrganisationRole, organisationRolesGivenBy, permissionsOf } from "./index.ts";

const clinic = { clinicId: "c1", organisationId: "o1" };
const nobody: Memberships = { personId: "p", platformAdministrator: false, organisations: [], clinics: [] };
const inClinic = (role: ClinicRole): Memberships => ({ ...nobody, clinics: [{ ...clinic, role, permissions: ["waitingArea", "rooms", "userRoom"] }] });
const inOrganisation = (role: OrganisationRole): Memberships => ({ ...nobody, organisations: [{ organisationId: "o1", role }] });
const all = ["clinicAdministrator", "clinicClerk", "teamMember", "serviceReferrer"];

describe("roles of a clinic", () => {
  it.each([
    ["platform administrator", { ...nobody, platformAdministrator: true }, all],
    ["organisation administrator", inOrganisation("administrator"), all],
    ["coordinator", inOrganisation("coordinator"), all],
    ["reporter", inOrganisation("reporter"), []],
    ["clinic administrator", inClinic("clinicAdministrator"), all],
    ["clerk", inClinic("clinicClerk"), all.slice(1)],
    ["team member", inClinic("teamMember"), []],
    ["referrer", inClinic("serviceReferrer"), []],
  ])("are given and taken by a %s as the matrix says", (_who, who, roles) => {
    expect(clinicRolesGivenBy(who, clinic)).toEqual(roles);
    expect(clinicRolesGivenBy(who, { clinicId: "c2", organisationId: "o2" })).toEqual(who.platformAdministrator ? all : []);
  });
});

describe("roles of an organisation", () => {
  it.each([
    ["platform administrator", { ...nobody, platformAdministrator: true }, ["administrator", "coordinator", "reporter"]],
    ["administrator", inOrganisation("administrator"), ["administrator", "coordinator", "reporter"]],
    ["coordinator", inOrganisation("coordinator"), ["coordinator", "reporter"]],
    ["reporter", inOrganisation("reporter"), []],
    ["clinic administrator", inClinic("clinicAdministrator"), []],
  ])("are given and taken by a %s as the matrix says", (_who, who, roles) => {
    expect(organisationRolesGivenBy(who, "o1")).toEqual(roles);
  });
});

describe("permissions", () => {
  it("come in one order, once each, and a referrer has none", () => {
    expect(permissionsOf("teamMember", ["userRoom", "waitingArea", "userRoom"])).toEqual(["waitingArea", "userRoom"]);
    expect(permissionsOf("serviceReferrer", ["waitingArea"])).toEqual([]);
  });
});
