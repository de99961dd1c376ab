import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { chainAudit, PLATFORM, recordChange, verifyAudit } from "../src/audit/index.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { makeTestDatabase, withAdmin } from "./test-database.ts";

const key = randomBytes(32);
let made: Awaited<ReturnType<typeof makeTestDatabase>>;
let organisationId: string;
const other = uuidv7();

beforeAll(async () => {
  made = await makeTestDatabase();
  await writes(other, 3);
  await chainAudit(made.database, key);
});
afterAll(() => made.drop());
beforeEach(async () => {
  organisationId = uuidv7();
  await writes(organisationId, 6);
  await chainAudit(made.database, key);
});

function writes(into: string, rows: number): Promise<void> {
  return made.database.transact([into], async (transaction) => {
    for (let number = 1; number <= rows; number++) {
      const change = { action: "clinic.renamed", subjectId: uuidv7(), before: { name: `Ward ${number}`, a: { z: 1, b: [1, { y: 2, x: 1 }] } }, after: { name: "Ward" } };
      await recordChange(transaction, { organisationId: into, byId: uuidv7(), source: "192.0.2.7", ...change });
    }
  });
}
const tamper = (text: string, values: unknown[] = [organisationId]) => withAdmin(made.adminUrl, (admin) => admin.query(text, values));
const found = async (of = organisationId) => (await verifyAudit(made.database, key)).find((each) => each.organisationId === of)?.findings;

describe("the chain of an organisation", () => {
  it("fits when nobody touched it, also with what was written later", async () => {
    await writes(organisationId, 2);
    expect(await verifyAudit(made.database, key)).toContainEqual(expect.objectContaining({ organisationId, rows: 6, notYetLinked: 2, findings: [] }));
    await chainAudit(made.database, key);
    expect(await verifyAudit(made.database, key)).toContainEqual(expect.objectContaining({ organisationId, rows: 8, notYetLinked: 0, findings: [] }));
  });

  it.each([
    ["what was changed", `facts = '{"before": null, "after": null}'`],
    ["who did it", "by_id = null"],
    ["when", "at = at - 60000"],
    ["from where", "source = '198.51.100.1'"],
  ])("names the row where somebody altered %s", async (_story, set) => {
    await tamper(`update tenant.audit set ${set} where organisation_id = $1 and seq = 4`);
    expect(await found()).toEqual([{ what: "changed", seq: 4, id: expect.any(String) as string }]);
    expect(await found(other)).toEqual([]);
  });
  it("names rows that are missing in the middle", async () => {
    await tamper("delete from tenant.audit where organisation_id = $1 and seq in (3, 4)");
    expect(await found()).toEqual([{ what: "missing", from: 3, to: 4 }]);
  });
  it("names the missing tail", async () => {
    await tamper("delete from tenant.audit where organisation_id = $1 and seq >= 5");
    expect(await found()).toEqual([{ what: "missingTail", from: 5, to: 6 }]);
  });
  it("names the missing tail when there is nothing left", async () => {
    await tamper("delete from tenant.audit where organisation_id = $1");
    expect(await found()).toEqual([{ what: "missingTail", from: 1, to: 6 }]);
  });
  it("sees through a tail that was cut off together with the end of the chain", async () => {
    await tamper("delete from tenant.audit where organisation_id = $1 and seq >= 5");
    await tamper("update tenant.audit_head h set seq = 4, hash = a.hash from tenant.audit a where h.organisation_id = $1 and a.organisation_id = $1 and a.seq = 4");
    expect(await found()).toEqual([{ what: "headForged" }]);
  });
  it("names rows in another order", async () => {
    await tamper("update tenant.audit set seq = 5 - seq where organisation_id = $1 and seq in (2, 3)");
    expect((await found())?.map((finding) => "seq" in finding && finding.seq)).toEqual([2, 3, 4]);
  });
  it("does not take a chain that was made anew with another key", async () => {
    await tamper("update tenant.audit set seq = null, hash = null, at = 0 where organisation_id = $1");
    await tamper("delete from tenant.audit_head where organisation_id = $1");
    await chainAudit(made.database, randomBytes(32));
    expect(await found()).toEqual([{ what: "headForged" }]);
  });
});

describe("the product's own role", () => {
  const asProduct = (text: string) => made.database.transact([organisationId], async (transaction) => (await transaction.query(text, [organisationId])).rowCount);
  it.each([
    ["deletes nothing", "delete from tenant.audit where organisation_id = $1"],
    ["changes no facts", "update tenant.audit set facts = '{}' where organisation_id = $1"],
  ])("%s", (_story, text) => expect(asProduct(text)).rejects.toThrow("permission denied"));
  it("links no row twice", async () => expect(await asProduct("update tenant.audit set seq = 1 where organisation_id = $1")).toBe(0));
  it("reads the platform's rows for nobody", async () => {
    await writes(PLATFORM, 1);
    expect(await made.database.transact([], async (transaction) => (await transaction.query("select 1 from tenant.audit")).rowCount)).toBe(0);
  });
});

describe("reading the log", () => {
  let installation: Installation;
  let url: string;
  let ellison: Browser;
  let marsh: Browser;
  let nair: Browser;
  let organisation: string;
  let heart: string;
  let nairId: string;
  const idOf = async (browser: Browser) => String((await browser.get("/api/me")).body.id);
  const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
  type Line = { id: string; at: number; action: string; clinicId: string | null; by: { id: string | null }; before: unknown; after: unknown; source: string | null };
  const linesOf = (reply: { body: Record<string, unknown> }) => reply.body.lines as Line[];

  beforeAll(async () => {
    installation = await makeInstallation();
    ({ url } = await installation.node());
    ellison = await new Browser(url).signsIn(person("Grace Ellison"));
    marsh = await new Browser(url).signsIn(person("Dr Helen Marsh"));
    nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
    organisation = (((await ellison.get("/api/me")).body.organisations as { id: string }[])[0] as { id: string }).id;
    heart = String((await marsh.get("/api/clinics/cardiology")).body.id);
    nairId = await idOf(nair);
    await marsh.post("/api/clinics/cardiology/hub", { title: "=HYPERLINK(1)", body: "New room", to: { kind: "everyone" } });
    await ellison.post(`/api/organisations/${organisation}/hub`, { title: 'Maintenance, "Sunday"', body: "At night", to: { kind: "everyone" } });
  });
  afterAll(() => installation.end());

  it("shows who did what, when and from where, and what it is now", async () => {
    const reply = await ellison.get(`/api/organisations/${organisation}/audit?action=message`);
    expect(linesOf(reply)[0]).toMatchObject({ action: "message.sent", before: null, after: { title: 'Maintenance, "Sunday"', to: "everyone" }, source: ellison.source });
    expect((reply.body.names as Record<string, string>)[linesOf(reply)[0]?.by.id ?? ""]).toBe("Grace Ellison");
    expect(reply.body.actions).toContain("message.sent");
  });
  it("names nobody of elsewhere whose id somebody wrote into a name", async () => {
    const ruth = await new Browser(url).signsIn(person("Dr Ruth Adler"));
    const [ruthId, helenId] = [await idOf(ruth), await idOf(marsh)];
    for (const id of [ruthId, helenId]) expect((await ellison.post(`/api/organisations/${organisation}/hub`, { title: id, body: "x", to: { kind: "everyone" } })).status).toBe(200);
    const path = `/api/organisations/${organisation}/audit`;
    const { names } = (await ellison.get(`${path}?action=message`)).body as { names: Record<string, string> };
    expect([names[ruthId], names[helenId]]).toEqual([undefined, "Dr Helen Marsh"]);
    expect((await ellison.get(`${path}/csv?action=message`)).text).not.toContain("Ruth Adler");
  });
  it("filters by who, what, when and clinic", async () => {
    const all = linesOf(await ellison.get(`/api/organisations/${organisation}/audit`));
    const of = async (words: string) => linesOf(await ellison.get(`/api/organisations/${organisation}/audit?${words}`));
    const first = all.at(-1)!;
    expect((await of(`clinicId=${heart}`)).every(({ clinicId }) => clinicId === heart)).toBe(true);
    expect(await of(`by=${nairId}&action=message.sent`)).toEqual([]);
    expect((await of(`by=${all[0]?.by.id}&action=message.sent`)).length).toBeGreaterThan(0);
    expect(await of(`to=${first.at}`)).toEqual([]);
    expect(await of(`from=${Date.now() + 1_000}`)).toEqual([]);
    expect((await ellison.get(`/api/organisations/${organisation}/audit?by=somebody`)).body).toMatchObject({ code: "badRequest", fields: [{ path: "by" }] });
    expect((await ellison.get(`/api/organisations/${organisation}/audit?action=%25`)).status).toBe(400);
    expect((await ellison.get(`/api/organisations/${organisation}/audit?action=message&by=x&by=y`)).body).toMatchObject({
      fields: [{ path: "by", message: "This stands there more than once. Write it once." }],
    });
  });
  it("goes page by page, each row once", async () => {
    for (let number = 0; number < 60; number++) await new Browser(url).enters("cardiology");
    const seen: string[] = [];
    for (let after = ""; ; ) {
      const { body } = await ellison.get(`/api/organisations/${organisation}/audit${after && `?after=${after}`}`);
      seen.push(...(body.lines as Line[]).map(({ id }) => id));
      if (!body.more) break;
      after = seen.at(-1) ?? "";
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(62);
  });
  it("shows an administrator of a clinic what is about the clinic, and nothing else", async () => {
    const lines = linesOf(await marsh.get("/api/clinics/cardiology/audit"));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every(({ clinicId }) => clinicId === heart)).toBe(true);
    expect((await marsh.get(`/api/organisations/${organisation}/audit`)).status).toBe(403);
    expect((await marsh.get("/api/clinics/nephrology/audit")).status).toBe(403);
    expect((await marsh.get("/api/clinics/bridge-street/audit")).status).toBe(404);
  });
  it.each([
    ["a team member", () => nair, 403],
    ["somebody of another organisation", async () => new Browser(url).signsIn(person("Dr Ruth Adler")), 404],
    ["nobody", () => new Browser(url), 401],
  ])("is refused to %s", async (_story, who, status) => {
    const browser = await who();
    for (const path of [
      `/api/organisations/${organisation}/audit`,
      `/api/organisations/${organisation}/audit/csv`,
      "/api/clinics/cardiology/audit",
      "/api/clinics/cardiology/audit/csv",
    ])
      expect((await browser.get(path)).status).toBe(status);
    expect((await browser.get("/api/platform/audit")).status).toBe(status === 404 ? 403 : status);
  });
  it("is saved as a table that spreadsheets open, without formulas", async () => {
    const { text, headers, status } = await ellison.get(`/api/organisations/${organisation}/audit/csv?action=message`);
    expect([status, headers["content-type"], headers["content-disposition"]]).toEqual([200, "text/csv; charset=utf-8", 'attachment; filename="changes-organisation.csv"']);
    expect(text.startsWith("\ufeffwhen,who,whoId,what,")).toBe(true);
    expect(text.split("\r\n").filter(Boolean)).toHaveLength(5);
    expect(text).toContain("Grace Ellison");
    expect(text).not.toMatch(/(^|,)"?[=+@]/m);
  });
  it("holds nothing that a caller typed", async () => {
    const caller = new Browser(url);
    const typed = { firstName: "Zebulon", lastName: "Quartermain", phone: "0399998888", fields: { reason: "Palpitations at night" } };
    const visit = await caller.enters("cardiology", typed);
    await caller.post(`/api/visits/${visit.visitId}/messages`, { text: "a secret of Zebulon" });
    await nair.post(`/api/visits/${visit.visitId}/details`, { providerNotes: "notes on Zebulon", phone: "0399997777", fields: { reason: "Palpitations" } });
    await nair.post(`/api/visits/${visit.visitId}/details`, { fields: { Quartermain: "x" } });
    await nair.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });
    await nair.post(`/api/visits/${visit.visitId}/remove`, { reason: "Zebulon went home" });
    await nair.post(`/api/visits/${visit.visitId}/end`);
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query<{ row: string }>("select a::text as row from tenant.audit a"));
    const log = rows.map(({ row }) => row).join("\n");
    expect(log).toContain(visit.visitId);
    const corrected = linesOf(await ellison.get(`/api/organisations/${organisation}/audit?action=visit.detailsCorrected`));
    expect(corrected).toMatchObject([{ by: { id: nairId }, clinicId: heart, before: null, after: { corrected: ["phone", "providerNotes", "reason"] } }]);
    for (const trace of ["Zebulon", "Quartermain", "0399998888", "0399997777", "99998888", "Palpitations", "secret"]) expect(log).not.toContain(trace);
  });
});
