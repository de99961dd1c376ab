import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailsTo, tokenFor } from "./mailbox.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";

let installation: Installation;
let url: string;
let organisation: string;
let other: string;
const people = new Map<string, Browser>();
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const browser = (name: string) => people.get(name)!;
const idOf = async (name: string) => String((await browser(name).get("/api/me")).body.id);
type Row = { personId: string; name: string; role: string | null; clinics: { slug: string; role: string }[]; mayEdit: boolean };
const list = async (who: string, search = "") =>
  (await browser(who).get(`/api/organisations/${organisation}/people${search}`)).body as { rows: Row[]; total: number; pending: number; mayGive: string[] };
const of = async (name: string) => (await list("Grace Ellison", `?find=${encodeURIComponent(name)}`)).rows[0];
const invite = (who: string, address: string, role: string) => browser(who).post(`/api/organisations/${organisation}/people/invite`, { addresses: [address], role });
const give = async (who: string, name: string, role: string) => browser(who).post(`/api/organisations/${organisation}/people/${await idOf(name)}/role`, { role });
const remove = async (who: string, name: string, body: object = {}) => browser(who).post(`/api/organisations/${organisation}/people/${await idOf(name)}/remove`, body);

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  for (const name of ["Grace Ellison", "Dr Helen Marsh", "Dr Priya Nair", "Ana Lind", "Tom Okafor", "Leo Brandt", "Dr Ruth Adler", "Dr Farah Aziz"])
    people.set(name, await new Browser(url).signsIn(person(name)));
  const idIn = async (name: string) => ((await browser(name).get("/api/me")).body.organisations as { id: string }[])[0]!.id;
  [organisation, other] = [await idIn("Grace Ellison"), await idIn("Dr Ruth Adler")];
});
afterAll(() => installation.end());

describe("the people of an organisation", () => {
  it("are all of its clinics too, with their roles there, and nobody of another organisation", async () => {
    const { rows, total, mayGive } = await list("Grace Ellison");
    expect([total, mayGive]).toEqual([10, ["administrator", "coordinator", "reporter"]]);
    expect(rows.map(({ name }) => name)).not.toContain("Dr Ruth Adler");
    expect(await of("Ana Lind")).toMatchObject({
      role: null,
      clinics: [
        { slug: "cardiology", role: "clinicClerk" },
        { slug: "heart-rhythm", role: "clinicClerk" },
      ],
      mayEdit: true,
    });
    expect((await list("Grace Ellison", "?which=reporter")).rows.map(({ name }) => name)).toEqual(["Leo Brandt"]);
  });
  it.each([
    ["Dr Helen Marsh", "notAllowed"],
    ["Leo Brandt", "notAllowed"],
    ["Dr Ruth Adler", "notFound"],
  ])("are not for %s", async (who, code) => {
    expect((await browser(who).get(`/api/organisations/${organisation}/people`)).body.code).toBe(code);
    expect((await browser(who).get(`/api/organisations/${organisation}/people/pending`)).body.code).toBe(code);
    expect((await invite(who, "x@example.org", "reporter")).body.code).toBe(code);
    expect((await give(who, "Ana Lind", "reporter")).body.code).toBe(code);
    expect((await remove(who, "Ana Lind", { everywhere: true })).body.code).toBe(code);
  });
  it("cannot be reached through another organisation", async () => {
    const ana = await idOf("Ana Lind");
    expect((await browser("Dr Ruth Adler").post(`/api/organisations/${other}/people/${ana}/role`, { role: "reporter" })).body.code).toBe("notFound");
    expect((await browser("Dr Ruth Adler").post(`/api/organisations/${other}/people/${ana}/remove`, { everywhere: true })).body.code).toBe("notFound");
  });
});

describe("roles of an organisation", () => {
  it("are given to who is there, and coordinators manage coordinators and reporters, not administrators", async () => {
    expect((await give("Grace Ellison", "Tom Okafor", "coordinator")).status).toBe(200);
    expect((await give("Tom Okafor", "Ana Lind", "reporter")).status).toBe(200);
    expect((await give("Tom Okafor", "Ana Lind", "administrator")).body.code).toBe("notAllowed");
    expect((await give("Tom Okafor", "Grace Ellison", "reporter")).body.code).toBe("notAllowed");
    expect((await remove("Tom Okafor", "Grace Ellison")).body.code).toBe("notAllowed");
    expect((await invite("Tom Okafor", "boss@example.org", "administrator")).body.code).toBe("notAllowed");
  });
  it("never lose the last administrator", async () => {
    expect((await remove("Grace Ellison", "Grace Ellison")).body.code).toBe("lastAdministrator");
    expect((await give("Grace Ellison", "Grace Ellison", "coordinator")).body.code).toBe("lastAdministrator");
    expect((await browser("Grace Ellison").post(`/api/me/organisations/${organisation}/leave`)).body.code).toBe("lastAdministrator");
  });
  it("are offered by mail to an unknown address, and taken with a new account", async () => {
    await invite("Tom Okafor", "reports@example.org", "reporter");
    expect((await mailsTo(installation.adminUrl, "reports@example.org"))[0]).toMatchObject({ template: "membershipInvitation", values: { clinicName: "", role: "reporter" } });
    expect((await list("Grace Ellison")).pending).toBe(1);
    // Also those of a clinic, which whoever sees them here may send again or withdraw.
    await browser("Grace Ellison").post("/api/clinics/cardiology/team/invite", { addresses: ["nurse@example.org"], role: "teamMember", permissions: ["waitingArea"] });
    const { rows } = (await browser("Tom Okafor").get(`/api/organisations/${organisation}/people/pending?find=nurse`)).body as { rows: { id: string }[] };
    expect(rows).toMatchObject([{ email: "nurse@example.org", role: "teamMember", clinicName: "Cardiology Outpatients", mayEdit: true }]);
    expect((await browser("Tom Okafor").post(`/api/membership-invitations/${rows[0]?.id}/withdraw`)).status).toBe(200);
    const newcomer = new Browser(url);
    const token = await tokenFor(installation.adminUrl, "reports@example.org");
    const joined = await newcomer.post("/api/membership-invitations/join", { token, name: "Rita Ports", password: "a kettle on the roof", language: "ar" });
    expect(joined.body).toMatchObject({ ok: true, slug: null });
    await newcomer.signsIn({ email: "reports@example.org", password: "a kettle on the roof" });
    expect((await newcomer.get("/api/me")).body).toMatchObject({ language: "ar", organisations: [{ id: organisation, role: "reporter" }] });
  });
});

describe("taking somebody out", () => {
  it("of the organisation leaves the clinics, unless everywhere is meant", async () => {
    expect((await remove("Tom Okafor", "Ana Lind")).status).toBe(200);
    expect(await of("Ana Lind")).toMatchObject({ role: null, clinics: [{ slug: "cardiology" }, { slug: "heart-rhythm" }] });
    expect((await remove("Tom Okafor", "Ana Lind", { everywhere: true })).status).toBe(200);
    expect(await of("Ana Lind")).toBeUndefined();
    expect((await browser("Ana Lind").get("/api/me")).body).toMatchObject({ organisations: [], clinics: [] });
  });
  it("of the organisation is undone by whoever did it, as often as it is done", async () => {
    const restore = async (who: string) => browser(who).post(`/api/organisations/${organisation}/people/${await idOf("Leo Brandt")}/restore`);
    const before = await of("Leo Brandt");
    for (let n = 0; n < 2; n++) {
      expect((await remove("Grace Ellison", "Leo Brandt")).status).toBe(200);
      expect(await of("Leo Brandt")).not.toEqual(before);
      expect((await restore("Tom Okafor")).body.code).toBe("nothingToUndo");
      expect((await restore("Dr Ruth Adler")).body.code).toBe("notFound");
      expect((await restore("Grace Ellison")).status).toBe(200);
      expect(await of("Leo Brandt")).toEqual(before);
    }
  });
  it("everywhere stops whole at a clinic whose last administrator they are", async () => {
    await give("Grace Ellison", "Dr Helen Marsh", "reporter");
    expect((await remove("Grace Ellison", "Dr Helen Marsh", { everywhere: true })).body.code).toBe("lastAdministrator");
    expect(await of("Dr Helen Marsh")).toMatchObject({ role: "reporter", clinics: [{ slug: "cardiology" }] });
  });
});

describe("my roles", () => {
  it("say what one is where, and whom one manages", async () => {
    expect((await browser("Dr Helen Marsh").get("/api/me/roles")).body).toMatchObject({
      organisations: [{ name: "Marlow Valley Health", role: "reporter", managesPeople: false }],
      clinics: [{ slug: "cardiology", role: "clinicAdministrator", permissions: ["waitingArea", "rooms", "userRoom"], managesTeam: true }],
    });
  });
  it("are given up, and the open page loses the clinic within two seconds", async () => {
    const nair = browser("Dr Priya Nair");
    const clinicId = String((await nair.get("/api/clinics/heart-rhythm")).body.id);
    const page = await nair.opensStream();
    page.watch(`clinic:${clinicId}`);
    await page.sees((frame) => frame.t === "snapshot");
    expect((await nair.post(`/api/me/clinics/${clinicId}/leave`)).status).toBe(200);
    await page.sees((frame) => frame.t === "refused" && frame.topic === `clinic:${clinicId}`, 2_000);
    expect((await nair.post(`/api/me/clinics/${clinicId}/leave`)).body.code).toBe("notFound");
    page.socket.close();
  });
  it("keep the last administrator in", async () => {
    const clinicId = String((await browser("Dr Helen Marsh").get("/api/clinics/cardiology")).body.id);
    expect((await browser("Dr Helen Marsh").post(`/api/me/clinics/${clinicId}/leave`)).body.code).toBe("lastAdministrator");
  });
});
