import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMailServer } from "./mail-server.ts";
import { Browser, type Installation, makeInstallation, type Reply } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

/** Administrators who act at the same moment on two nodes, and what they type where it is read by others. */
let installation: Installation;
let url: string;
let otherUrl: string;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;
let organisation: string;
let grace: Browser;
let leo: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const idOf = async (browser: Browser) => String((await browser.get("/api/me")).body.id);
const sql = <R extends object>(text: string, values: unknown[] = []) => withAdmin(installation.adminUrl, async (admin) => (await admin.query<R>(text, values)).rows);
const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));

beforeAll(async () => {
  mailServer = await startMailServer();
  installation = await makeInstallation({ mail: { url: mailServer.url, from: "no-reply@example.org" } });
  ({ url } = await installation.node());
  ({ url: otherUrl } = await installation.node());
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
  leo = await new Browser(otherUrl).signsIn(person("Leo Brandt"));
  organisation = ((await grace.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
});
afterAll(async () => {
  await installation.end();
  await mailServer.stop();
});

describe("the last administrator stays, whoever goes at the same moment", () => {
  let [graceId, leoId] = ["", ""];
  const people = (rest: string) => `/api/organisations/${organisation}/people/${rest}`;
  const administrators = async () =>
    (await sql<{ n: number }>("select count(*)::int as n from tenant.organisation_member where organisation_id = $1 and role = 'administrator'", [organisation]))[0]!.n;
  const demotes = (who: Browser, id: string) => who.post(people(`${id}/role`), { role: "reporter" });
  const removes = (who: Browser, id: string) => who.post(people(`${id}/remove`), {});
  const leaves = (who: Browser) => who.post(`/api/me/organisations/${organisation}/leave`);
  const HEADING = "organisation,clinic link,e-mail,role,waiting area,meeting rooms,user room";
  const imports = async (who: Browser, name: string): Promise<Reply> => {
    const path = `/api/organisations/${organisation}/import`;
    const begun = await who.post(path, { csv: [HEADING, `Marlow Valley Health,,${person(name).email},coordinator,,,`].join("\n") });
    for (let state = "running"; begun.status === 200 && state === "running"; await pause(30)) state = String((await who.get(`${path}/${String(begun.body.importId)}`)).body.state);
    return begun;
  };
  beforeAll(async () => {
    [graceId, leoId] = [await idOf(grace), await idOf(leo)];
  });

  it.each<[string, () => Promise<unknown>[]]>([
    ["they demote each other", () => [demotes(grace, leoId), demotes(leo, graceId)]],
    ["they remove each other", () => [removes(grace, leoId), removes(leo, graceId)]],
    ["one demotes, and is removed", () => [demotes(grace, leoId), removes(leo, graceId)]],
    ["both leave", () => [leaves(grace), leaves(leo)]],
    ["one leaves, and the other is demoted", () => [leaves(grace), demotes(grace, leoId)]],
    ["an import demotes one, and the other leaves", () => [imports(grace, "Leo Brandt"), leaves(grace)]],
    ["two imports demote each other", () => [imports(grace, "Leo Brandt"), imports(leo, "Grace Ellison")]],
  ])(
    "%s",
    async (_story, act) => {
      for (let round = 0; round < 2; round++) {
        for (const id of [graceId, leoId])
          await sql(
            "insert into tenant.organisation_member (organisation_id, person_id, role) values ($1, $2, 'administrator') on conflict (organisation_id, person_id) do update set role = 'administrator'",
            [organisation, id],
          );
        await sql("delete from tenant.organisation_member where organisation_id = $1 and role = 'administrator' and person_id <> all($2)", [organisation, [graceId, leoId]]);
        // Both nodes have to have read it.
        await pause(1_050);
        await Promise.all(act());
        expect(await administrators()).toBeGreaterThanOrEqual(1);
      }
      await sql(
        "insert into tenant.organisation_member (organisation_id, person_id, role) values ($1, $2, 'administrator') on conflict (organisation_id, person_id) do update set role = 'administrator'",
        [organisation, graceId],
      );
      await pause(1_050);
    },
    40_000,
  );
});

describe("what an administrator types", () => {
  it("makes no second header and no second reader of a mail, and no markup in it", async () => {
    const name = 'Grace\r\nBcc: everybody@evil.example\r\n\r\n<img src=x onerror=alert(1)> "Ellison"';
    const { version } = (await grace.get("/api/account/profile")).body as { version: number };
    expect((await grace.post("/api/account/profile", { version, values: { name } })).status).toBe(200);
    const clinic = { name: 'Pain <script>alert(1)</script> & "Co"\u2028Subject: free', slug: "pain-service", administratorEmail: "head@clinic.example" };
    expect((await grace.post(`/api/organisations/${organisation}/clinics`, clinic)).status).toBe(200);
    const { headers, html, text, to, cc, bcc, subject } = await mailServer.mail((mail) => JSON.stringify(mail.to).includes("head@clinic.example"));
    expect([headers.has("bcc"), cc, bcc, (to as { value: object[] }).value.length]).toEqual([false, undefined, undefined, 1]);
    expect(subject).not.toMatch(/[\r\n]/);
    for (const markup of ["<script", "<img"]) expect(String(html)).not.toContain(markup);
    expect(String(html)).toContain("&lt;script&gt;");
    expect(text).toContain("everybody@evil.example");
    await grace.post("/api/account/profile", { version: (await grace.get("/api/account/profile")).body.version, values: { name: "Grace Ellison" } });
  });
  it.each(["head@clinic.example\r\nBcc: x@evil.example", "a@b.example, c@d.example", "<a@b.example>", '"a b"@c.example', "a@b.example\u0007", "=cmd@b.example", "@b.example"])(
    "is no address when it is %j",
    async (address) => {
      const before = mailServer.mails.length;
      const asked = await grace.post("/api/clinics/cardiology/team/invite", { addresses: [address], role: "teamMember", permissions: [] });
      expect([asked.status, (asked.body.fields as { path: string }[])[0]?.path]).toEqual([400, "addresses.0"]);
      expect(mailServer.mails.length).toBe(before);
    },
  );
  it("is no formula in any table that is saved", async () => {
    for (const [at, begin] of ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"].entries())
      await grace.post(`/api/organisations/${organisation}/clinics`, { name: `${begin} ${at}`, slug: `formula-${at}`, administratorEmail: `head${at}@clinic.example` });
    const tables = await Promise.all(["clinics/csv", "audit/csv", "import/template"].map((path) => grace.get(`/api/organisations/${organisation}/${path}`)));
    for (const { status, text } of tables) {
      expect(status).toBe(200);
      const cells = text.replace(/^\ufeff/, "").split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
      expect(cells.length).toBeGreaterThan(5);
      expect(cells.filter((cell) => /^"?[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    }
    expect(tables[0]?.text).toContain("'=cmd|");
  });
});
