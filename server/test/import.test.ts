import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailsTo, tokenFor } from "./mailbox.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let organisation: string;
let grace: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const HEADING = "organisation,clinic link,e-mail,role,waiting area,meeting rooms,user room";
const OWN = "Marlow Valley Health";
type Row = { line: number; email: string; faults: { field: string; reason: string; line?: number }[]; outcome: string | null };

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
  organisation = ((await grace.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
});
afterAll(() => installation.end());

const check = (csv: string, who = grace) => who.post(`/api/organisations/${organisation}/import/check`, { csv });
const rowsOf = async (...lines: string[]) => ((await check([HEADING, ...lines].join("\n"))).body.rows as Row[]) ?? [];
const start = (csv: string) => grace.post(`/api/organisations/${organisation}/import`, { csv });
const progress = async (importId: string) =>
  (await grace.get(`/api/organisations/${organisation}/import/${importId}`)).body as { state: string; done: number; total: number; report: object | null };
async function ends(importId: string) {
  for (;;) {
    const now = await progress(importId);
    if (now.state !== "running") return now;
    await new Promise((later) => setTimeout(later, 50));
  }
}
const count = (sql: string) => withAdmin(installation.adminUrl, async (admin) => Number((await admin.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n));

describe("a file", () => {
  it.each([
    ["with a mark and semicolons", `\ufeff${HEADING.replaceAll(",", ";")}\r\n${OWN};/c/cardiology;a@example.org;Team member;TRUE;FALSE;\r\n`],
    [
      "with columns in another order and spelling",
      `Email;Role;Organization;Clinic;User room;Meeting rooms;Waiting area\na@example.org;teamMember;${OWN};https://x.org/c/cardiology/;no;no;yes`,
    ],
    ["with quotes and empty lines", `${HEADING}\n\n"${OWN}","cardiology","A@Example.org","team member","true","",""\n,,,,,,\n`],
  ])("%s is read", async (_what, csv) => {
    const { status, body } = await check(csv);
    expect([status, (body.rows as Row[]).map(({ faults, outcome }) => [faults, outcome])]).toEqual([200, [[[], "invited"]]]);
  });
  it.each([
    ["nothing", "", "csv.empty"],
    ["a heading alone", HEADING, "csv.empty"],
    ["other columns", "name,mail\na,b", "csv.columns"],
    ["a column that nobody knows", `${HEADING},salary\n${OWN},,a@example.org,reporter,,,,1`, "csv.columns"],
    ["a column with a name that JavaScript knows", `${HEADING},constructor\n${OWN},,a@example.org,reporter,,,,1`, "csv.columns"],
    ["a column twice", `${HEADING},e-mail\n${OWN},,a@example.org,reporter,,,,b@example.org`, "csv.columns"],
    ["more cells than columns", `${HEADING}\n${OWN},,a@example.org,reporter,,,,surplus`, "csv.cells"],
    ["a quote that never ends", `${HEADING}\n"${OWN},,a@example.org,reporter,,,`, "csv.form"],
    ["letters of another encoding", `${HEADING}\n${OWN},,m\ufffdller@example.org,reporter,,,`, "csv.encoding"],
    ["10,001 rows", `${HEADING}\n${`${OWN},,a@example.org,reporter,,,\n`.repeat(10_001)}`, "csv.rows"],
  ])("of %s is answered with what is wrong", async (_what, csv, path) => {
    const { status, body } = await check(csv);
    expect([status, (body.fields as { path: string }[])[0]?.path]).toEqual([400, path]);
  });
  it("of fifty megabytes is refused, whichever way the line ends", async () => {
    const status = await check("x".repeat(50_000_000))
      .then((reply) => reply.status)
      .catch(() => 413);
    expect(status).toBe(413);
  });
  it("is for administrators of the organisation alone", async () => {
    const marsh = await new Browser(url).signsIn(person("Dr Helen Marsh"));
    const adler = await new Browser(url).signsIn(person("Dr Ruth Adler"));
    expect((await check(HEADING, marsh)).body.code).toBe("notAllowed");
    expect((await check(HEADING, adler)).body.code).toBe("notFound");
  });
});

describe("a row", () => {
  it.each([
    [`${OWN},/c/cardiology,a@example.org,team member,TRUE,,`, []],
    [`Another Hospital,/c/cardiology,a@example.org,team member,TRUE,,`, [{ field: "organisation", reason: "otherOrganisation" }]],
    [`${OWN},/c/bridge-street,a@example.org,team member,TRUE,,`, [{ field: "clinic", reason: "unknownClinic" }]],
    [`${OWN},/c/no-such,a@example.org,team member,TRUE,,`, [{ field: "clinic", reason: "unknownClinic" }]],
    [`${OWN},,a@example.org,team member,TRUE,,`, [{ field: "clinic", reason: "needsClinic" }]],
    [`${OWN},/c/cardiology,a@example.org,coordinator,,,`, [{ field: "role", reason: "needsNoClinic" }]],
    [`${OWN},/c/cardiology,nobody,team member,TRUE,,`, [{ field: "email", reason: "notAnAddress" }]],
    [`${OWN},/c/cardiology,=cmd|calc,team member,TRUE,,`, [{ field: "email", reason: "formula" }]],
    [`${OWN},/c/cardiology,,team member,TRUE,,`, [{ field: "email", reason: "missing" }]],
    [
      // Words that JavaScript's own objects know.
      `${OWN},/c/cardiology,a@example.org,constructor,constructor,__proto__,`,
      [
        { field: "role", reason: "unknownRole" },
        { field: "waitingArea", reason: "notTrueOrFalse" },
        { field: "rooms", reason: "notTrueOrFalse" },
      ],
    ],
    [
      `${OWN},/c/cardiology,a@example.org,king,maybe,,`,
      [
        { field: "role", reason: "unknownRole" },
        { field: "waitingArea", reason: "notTrueOrFalse" },
      ],
    ],
  ])("%s says which field and why", async (line, faults) => {
    const [row] = await rowsOf(line);
    expect([row?.line, row?.faults]).toEqual([2, faults]);
  });
  it("that says the same of the same person twice names the first line", async () => {
    const rows = await rowsOf(
      `${OWN},/c/cardiology,a@example.org,team member,TRUE,,`,
      `${OWN},/c/nephrology,a@example.org,team member,TRUE,,`,
      `${OWN},cardiology,A@EXAMPLE.org,clerk,,,`,
    );
    expect(rows.map(({ faults }) => faults)).toEqual([[], [], [{ field: "email", reason: "duplicate", line: 2 }]]);
  });
  it("that would leave a clinic without an administrator is refused, unless another row brings one", async () => {
    const demote = `${OWN},cardiology,${person("Dr Helen Marsh").email},team member,TRUE,,`;
    expect((await rowsOf(demote))[0]?.faults).toEqual([{ field: "role", reason: "lastAdministrator" }]);
    expect((await rowsOf(demote, `${OWN},cardiology,${person("Ana Lind").email},clinic administrator,TRUE,,`))[0]?.faults).toEqual([]);
    // Somebody who is only invited may never come.
    expect((await rowsOf(demote, `${OWN},cardiology,new@example.org,clinic administrator,TRUE,,`))[0]?.faults).toEqual([{ field: "role", reason: "lastAdministrator" }]);
  });
});

describe("importing", () => {
  it("does every row: link, member at once, other role, nothing new; and reports it", async () => {
    const csv = [
      HEADING,
      `${OWN},/c/cardiology,nurse@example.org,team member,TRUE,TRUE,FALSE`,
      `${OWN},/c/nephrology,nurse@example.org,clinic clerk,TRUE,,`,
      `${OWN},,desk@example.org,coordinator,,,`,
      `${OWN},/c/emergency,${person("Tom Okafor").email},team member,TRUE,,`,
      `${OWN},/c/cardiology,${person("Ana Lind").email},clinic clerk,TRUE,TRUE,`,
      `${OWN},/c/cardiology,${person("Dr Priya Nair").email},team member,TRUE,TRUE,TRUE`,
    ].join("\r\n");
    const ana = await new Browser(url).signsIn(person("Ana Lind"));
    const page = await ana.opensStream();
    page.watch(`person:${String((await ana.get("/api/me")).body.id)}`);
    await page.sees((frame) => frame.t === "snapshot");
    const before = page.frames.length;
    const { body } = await start(csv);
    expect(await ends(String(body.importId))).toEqual({ state: "done", done: 6, total: 6, report: { invited: 3, added: 1, changed: 1, same: 1 }, sends: false });
    await page.sees((frame) => page.frames.indexOf(frame) >= before && frame.t === "snapshot");
    page.socket.close();
    expect(await mailsTo(installation.adminUrl, "nurse@example.org")).toHaveLength(1);
    expect((await mailsTo(installation.adminUrl, person("Tom Okafor").email))[0]).toMatchObject({ template: "memberAdded", values: { clinicName: "Virtual Emergency" } });
    expect(await count("tenant.audit where action in ('member.invited', 'member.added', 'member.changed')")).toBe(5);

    const token = await tokenFor(installation.adminUrl, "nurse@example.org");
    const look = await new Browser(url).post("/api/membership-invitations/look", { token });
    expect(look.body).toMatchObject({ state: "open", places: [{ clinicName: "Cardiology Outpatients" }, { clinicName: "Kidney Clinic" }] });
    await new Browser(url).post("/api/membership-invitations/join", { token, name: "Nadia Nurse", password: "a kettle on the roof", language: "en" });
    expect((await new Browser(url).post("/api/membership-invitations/look", { token })).body.state).toBe("used");
  });
  it("with one wrong row does nothing", async () => {
    const { status, body } = await start([HEADING, `${OWN},,half@example.org,reporter,,,`, `${OWN},,nonsense,reporter,,,`].join("\n"));
    expect([status, (body.fields as { path: string }[])[0]?.path]).toEqual([400, "csv.faults"]);
    expect(await mailsTo(installation.adminUrl, "half@example.org")).toEqual([]);
  });
  it("that breaks in the middle leaves nothing behind", async () => {
    const admin = (sql: string) => withAdmin(installation.adminUrl, (client) => client.query(sql));
    await admin(
      "create function jobs.break_import() returns trigger language plpgsql as $$ begin if new.recipient = 'p600@example.org' then raise 'broken by the test'; end if; return new; end $$; create trigger break_import before insert on jobs.outbox for each row execute function jobs.break_import()",
    );
    const lines = Array.from({ length: 800 }, (_, n) => `${OWN},/c/cardiology,p${n}@example.org,team member,TRUE,,`);
    const { body } = await start([HEADING, ...lines].join("\n"));
    expect(await ends(String(body.importId))).toMatchObject({ state: "failed", report: null });
    // Whoever left the page, and whoever comes to it, finds what became of it.
    expect((await grace.get(`/api/organisations/${organisation}/import`)).body).toMatchObject({
      last: { importId: body.importId, by: "Grace Ellison", progress: { state: "failed" } },
    });
    expect(await count("tenant.membership_invitation where email like 'p%@example.org'")).toBe(0);
    expect(await count("jobs.outbox where recipient like 'p%@example.org'")).toBe(0);
    await admin("drop trigger break_import on jobs.outbox");
    const again = await start([HEADING, ...lines].join("\n"));
    expect(await ends(String(again.body.importId))).toMatchObject({ state: "done", done: 800 });
  });
  it("thirty times at once runs once, and holds up nobody else", async () => {
    const lines = Array.from({ length: 300 }, (_, n) => `${OWN},/c/cardiology,w${n}@example.org,team member,TRUE,,`);
    const elsewhere = await new Browser(url).signsIn(person("Grace Ellison"));
    const csv = [HEADING, ...lines].join("\n");
    const answers = await Promise.all(Array.from({ length: 30 }, () => elsewhere.post(`/api/organisations/${organisation}/import`, { csv })));
    const begun = answers.filter(({ status }) => status === 200);
    expect(begun.length).toBeGreaterThan(0);
    for (const { status, body } of answers) if (status !== 200) expect(body).toMatchObject({ code: "badRequest", fields: [{ path: "csv.running" }] });
    const before = Date.now();
    expect((await new Browser(url).enters("bridge-street")).visitId).toBeTruthy();
    for (const { body } of begun) expect(await ends(String(body.importId))).toMatchObject({ state: "done" });
    expect(Date.now() - before).toBeLessThan(20_000);
    expect(await count("tenant.membership_invitation where email like 'w%@example.org'")).toBe(300);
  }, 40_000);
  it("of a node that died is in nobody's way after half a minute", async () => {
    await withAdmin(installation.adminUrl, (client) =>
      client.query(
        "insert into jobs.people_import (id, organisation_id, by_id, total, beat_at) values (gen_random_uuid(), $1, gen_random_uuid(), 1, now() - interval '31 seconds')",
        [organisation],
      ),
    );
    const { body } = await start([HEADING, `${OWN},,after.all@example.org,reporter,,,`].join("\n"));
    expect(await ends(String(body.importId))).toMatchObject({ state: "done" });
  });
  it("offers a template that can be read back", async () => {
    const { text, headers } = await grace.get(`/api/organisations/${organisation}/import/template`);
    expect(headers["content-disposition"]).toContain("people.csv");
    expect((await check(text)).body.rows).toMatchObject([{ faults: [], outcome: "invited" }]);
  });
});
