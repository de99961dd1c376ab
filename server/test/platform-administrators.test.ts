import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokenFor } from "./mailbox.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let ingrid: Browser;
let grace: Browser;
beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  [ingrid, grace] = [await new Browser(url).signsIn(person("Ingrid Solheim")), await new Browser(url).signsIn(person("Grace Ellison"))];
});
afterAll(() => installation.end());

const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const idOf = async (browser: Browser) => String((await browser.get("/api/me")).body.id);
const names = async (who = ingrid) => ((await who.get("/api/platform/administrators")).body.administrators as { name: string }[]).map(({ name }) => name);
const pending = async () => (await ingrid.get("/api/platform/administrators/pending")).body.rows as { id: string; email: string; role: string; mayEdit: boolean }[];
const invite = (...addresses: string[]) => ingrid.post("/api/platform/administrators/invite", { addresses });
const remove = (personId: string, who = ingrid) => who.post(`/api/platform/administrators/${personId}/remove`);
const actions = async () => ((await ingrid.get("/api/platform/audit")).body.lines as { action: string; byId: string; subjectId: string }[]).map(({ action }) => action);

describe("those who run the platform", () => {
  it("begin with one, who can neither be removed nor leave", async () => {
    expect(await names()).toEqual(["Ingrid Solheim"]);
    const last = await remove(await idOf(ingrid));
    expect([last.status, last.body]).toMatchObject([409, { code: "lastAdministrator" }]);
    expect(await names()).toEqual(["Ingrid Solheim"]);
  });

  it("grow by one who has an account, who is told and comes in at once", async () => {
    expect((await grace.get("/api/platform/organisations")).status).toBe(403);
    const { status, body } = await invite(person("Grace Ellison").email);
    expect([status, body]).toMatchObject([200, { outcomes: [{ outcome: "added" }] }]);
    expect((await grace.get("/api/platform/organisations")).status).toBe(200);
    expect((await grace.get("/api/me")).body.platformAdministrator).toBe(true);
    expect(await names(grace)).toEqual(["Grace Ellison", "Ingrid Solheim"]);
    expect((await invite(person("Grace Ellison").email)).body).toMatchObject({ outcomes: [{ outcome: "alreadyMember" }] });
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query("select values from jobs.outbox where template = 'memberAdded'"));
    expect(rows).toMatchObject([{ values: { organisationName: "Anteroom", role: "platformAdministrator" } }]);
    expect(await actions()).toContain("platform.administratorAdded");
  });

  it("are listed while somebody else holds their rows", async () => {
    await withAdmin(installation.adminUrl, async (admin) => {
      await admin.query("begin");
      await admin.query("select from tenant.person where platform_administrator for update");
      expect(await names()).toEqual(["Grace Ellison", "Ingrid Solheim"]);
      await admin.query("rollback");
    });
  });

  it("grow by somebody new through the link of a mail, sent again or withdrawn like every invitation", async () => {
    expect((await invite("olga@operator.example", "gone@operator.example")).body).toMatchObject({ outcomes: [{ outcome: "invited" }, { outcome: "invited" }] });
    const waiting = await pending();
    expect(waiting.map(({ email, role, mayEdit }) => [email, role, mayEdit]).sort()).toEqual([
      ["gone@operator.example", "platformAdministrator", true],
      ["olga@operator.example", "platformAdministrator", true],
    ]);
    const of = (email: string) => waiting.find((each) => each.email === email)!.id;
    const leo = await new Browser(url).signsIn(person("Leo Brandt"));
    for (const what of ["resend", "withdraw"]) expect((await leo.post(`/api/membership-invitations/${of("olga@operator.example")}/${what}`)).status).toBe(404);
    expect((await ingrid.post(`/api/membership-invitations/${of("gone@operator.example")}/withdraw`)).status).toBe(200);
    expect((await ingrid.post(`/api/membership-invitations/${of("olga@operator.example")}/resend`)).status).toBe(200);
    const token = await tokenFor(installation.adminUrl, "olga@operator.example");
    const olga = new Browser(url);
    const look = await olga.post("/api/membership-invitations/look", { token });
    expect(look.body).toMatchObject({ state: "open", signsOnAt: null, places: [{ organisationName: "Anteroom", clinicName: null, role: "platformAdministrator" }] });
    const joined = await olga.post("/api/membership-invitations/join", { token, name: "Olga Operator", password: "four words of nonsense", language: "en" });
    expect([joined.status, joined.body]).toMatchObject([200, { slug: null }]);
    await olga.signsIn({ email: "olga@operator.example", password: "four words of nonsense" });
    expect(await names(olga)).toEqual(["Grace Ellison", "Ingrid Solheim", "Olga Operator"]);
    expect(await pending()).toEqual([]);
  });

  it("shrink, at once on open pages, until one is left", async () => {
    const graceId = await idOf(grace);
    const page = await grace.opensStream();
    page.watch(`person:${graceId}`);
    await page.sees((frame) => frame.t === "snapshot" && frame.topic === `person:${graceId}`);
    expect((await remove(graceId)).status).toBe(200);
    await page.sees((frame) => frame.topic === `person:${graceId}` && JSON.stringify(frame).includes('"platformAdministrator":false'));
    page.socket.close();
    expect((await grace.get("/api/platform/organisations")).status).toBe(403);
    expect((await remove(graceId)).status).toBe(404);
    // Undone by whoever did it, and done again.
    const restore = (who: Browser) => who.post(`/api/platform/administrators/${graceId}/restore`);
    expect((await restore(grace)).status).toBe(403);
    expect((await restore(ingrid)).status).toBe(200);
    expect((await grace.get("/api/platform/organisations")).status).toBe(200);
    expect((await restore(ingrid)).body.code).toBe("nothingToUndo");
    expect((await remove(graceId)).status).toBe(200);
    expect(await actions()).toContain("platform.administratorRemoved");
    // Two who go at the same moment: one stays.
    const olga = await new Browser(url).signsIn({ email: "olga@operator.example", password: "four words of nonsense" });
    const [olgaId, ingridId] = [await idOf(olga), await idOf(ingrid)];
    const answers = await Promise.all([remove(olgaId, olga), remove(ingridId, ingrid)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
