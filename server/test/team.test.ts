import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailsTo, tokenFor } from "./mailbox.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
const people = new Map<string, Browser>();
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const browser = (name: string) => people.get(name)!;
const idOf = async (name: string) => String((await browser(name).get("/api/me")).body.id);
type Row = { personId: string; name: string; email: string; role: string; permissions: string[]; mayEdit: boolean };
const team = async (who: string, slug = "cardiology", search = "") =>
  (await browser(who).get(`/api/clinics/${slug}/team${search}`)).body as { rows: Row[]; total: number; pending: number; mayGive: string[] };
const pending = async (who: string, slug = "cardiology") =>
  (await browser(who).get(`/api/clinics/${slug}/team/pending`)).body.rows as { id: string; email: string; role: string; mayEdit: boolean; sentAt: number; expiresAt: number }[];
const invite = (who: string, addresses: string[], role = "teamMember", permissions = ["waitingArea"], slug = "cardiology", headers = {}) =>
  browser(who).post(`/api/clinics/${slug}/team/invite`, { addresses, role, permissions }, headers);
const admin = (sql: string, values: unknown[] = []) => withAdmin(installation.adminUrl, (client) => client.query(sql, values));

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  for (const name of ["Grace Ellison", "Dr Helen Marsh", "Dr Priya Nair", "Ana Lind", "Tom Okafor", "Leo Brandt", "Dr Ruth Adler", "Dr Samuel Osei", "Dr Mei Tanaka"])
    people.set(name, await new Browser(url).signsIn(person(name)));
});
afterAll(() => installation.end());

describe("the team of a clinic", () => {
  it("shows everybody with what they are there, by name, and finds by parts of name and address", async () => {
    const { rows, total, mayGive } = await team("Dr Helen Marsh");
    expect([total, rows.map(({ name }) => name)]).toEqual([3, ["Ana Lind", "Dr Helen Marsh", "Dr Priya Nair"]]);
    expect(rows[0]).toMatchObject({ role: "clinicClerk", permissions: ["waitingArea"], mayEdit: true });
    expect(mayGive).toEqual(["clinicAdministrator", "clinicClerk", "teamMember", "serviceReferrer"]);
    expect((await team("Dr Helen Marsh", "cardiology", "?find=nair%20DEMO")).rows.map(({ name }) => name)).toEqual(["Dr Priya Nair"]);
    expect((await team("Dr Helen Marsh", "cardiology", "?find=%25")).total).toBe(0);
  });
  it("is managed by clerks too, but for administrators", async () => {
    const { rows, mayGive } = await team("Ana Lind");
    expect(mayGive).toEqual(["clinicClerk", "teamMember", "serviceReferrer"]);
    expect(rows.map(({ name, mayEdit }) => [name, mayEdit])).toEqual([
      ["Ana Lind", true],
      ["Dr Helen Marsh", false],
      ["Dr Priya Nair", true],
    ]);
    const marsh = await idOf("Dr Helen Marsh");
    expect((await browser("Ana Lind").post(`/api/clinics/cardiology/team/${marsh}/role`, { role: "teamMember", permissions: [] })).body.code).toBe("notAllowed");
    expect((await browser("Ana Lind").post(`/api/clinics/cardiology/team/${marsh}/remove`)).body.code).toBe("notAllowed");
    expect((await browser("Ana Lind").post(`/api/clinics/cardiology/team/${await idOf("Ana Lind")}/role`, { role: "clinicAdministrator", permissions: [] })).body.code).toBe(
      "notAllowed",
    );
    expect((await invite("Ana Lind", ["x@example.org"], "clinicAdministrator")).body.code).toBe("notAllowed");
  });
  it.each([
    ["Dr Priya Nair", "notAllowed"],
    ["Leo Brandt", "notAllowed"],
    ["Dr Ruth Adler", "notFound"],
  ])("is not for %s", async (who, code) => {
    expect((await browser(who).get("/api/clinics/cardiology/team")).body.code).toBe(code);
    expect((await browser(who).get("/api/clinics/cardiology/team/pending")).body.code).toBe(code);
    expect((await invite(who, ["x@example.org"])).body.code).toBe(code);
    expect((await browser(who).post(`/api/clinics/cardiology/team/${await idOf("Ana Lind")}/remove`)).body.code).toBe(code);
  });
});

describe("inviting", () => {
  it("sends a link to an unknown address, and the same key sends it once", async () => {
    const headers = { "idempotency-key": "invite-once-only" };
    const first = await invite("Ana Lind", [" New.Nurse@Example.org ", "new.nurse@example.org"], "teamMember", ["waitingArea", "rooms"], "cardiology", headers);
    // No mail server here: the link lies in the outbox, and the second answer says so too.
    expect([first.status, first.body]).toEqual([200, { ok: true, outcomes: [{ address: "new.nurse@example.org", outcome: "invited" }], sends: false }]);
    const again = await invite("Ana Lind", [" New.Nurse@Example.org ", "new.nurse@example.org"], "teamMember", ["waitingArea", "rooms"], "cardiology", headers);
    expect(again.body).toEqual(first.body);
    const mails = await mailsTo(installation.adminUrl, "new.nurse@example.org");
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      template: "membershipInvitation",
      values: { byName: "Ana Lind", clinicName: "Cardiology Outpatients", organisationName: "Marlow Valley Health", role: "teamMember" },
    });
    const [row] = await pending("Dr Helen Marsh");
    expect([row?.email, (row?.expiresAt ?? 0) - (row?.sentAt ?? 0)]).toEqual(["new.nurse@example.org", 30 * 86_400_000]);
    expect((await team("Dr Helen Marsh")).pending).toBe(1);
    // Only its hash is kept.
    const { rows } = await admin("select token_hashes::text as kept from tenant.membership_invitation");
    expect(JSON.stringify(rows)).not.toContain(await tokenFor(installation.adminUrl, "new.nurse@example.org"));
  });
  it("makes a known account a member at once, tells them, and their open page knows within two seconds", async () => {
    const page = await browser("Tom Okafor").opensStream();
    page.watch(`person:${await idOf("Tom Okafor")}`);
    await page.sees((frame) => frame.t === "snapshot");
    const { body } = await invite("Dr Helen Marsh", [person("Tom Okafor").email, person("Ana Lind").email]);
    expect(body.outcomes).toEqual([
      { address: person("Tom Okafor").email, outcome: "added" },
      { address: person("Ana Lind").email, outcome: "alreadyMember" },
    ]);
    await page.sees((frame) => JSON.stringify(frame.value ?? "").includes("Cardiology"), 2_000);
    expect((await mailsTo(installation.adminUrl, person("Tom Okafor").email))[0]).toMatchObject({
      template: "memberAdded",
      values: { name: "Tom Okafor", byName: "Dr Helen Marsh" },
    });
    page.socket.close();
  });
  it("leads whoever only transfers into the clinic to their own clinics, and not to a page that is closed to them", async () => {
    await invite("Dr Helen Marsh", ["referrer@example.org"], "serviceReferrer", []);
    const joined = await new Browser(url).post("/api/membership-invitations/join", {
      token: await tokenFor(installation.adminUrl, "referrer@example.org"),
      name: "Rea Ferrer",
      password: "four plain words here",
      language: "en",
    });
    expect(joined.body).toMatchObject({ ok: true, slug: null });
    await invite("Dr Helen Marsh", [person("Dr Farah Aziz").email], "serviceReferrer", []);
    expect((await mailsTo(installation.adminUrl, person("Dr Farah Aziz").email))[0]?.values.link).toMatch(/\/clinics$/);
  });
  it.each([
    ["what is none", ["not an address"], "addresses.0"],
    ["a formula", ["fine@example.org", "=cmd|calc@example.org"], "addresses.1"],
    ["two in one", ["two@example.org, three@example.org"], "addresses.0"],
    ["one that no mail server takes", [`${"x".repeat(260)}@example.org`], "addresses.0"],
    ["one that turns round on the screen", ["a\u202eb@example.org"], "addresses.0"],
    ["none at all", [], "addresses"],
    ["more than a hundred", Array.from({ length: 101 }, (_, n) => `p${n}@example.org`), "addresses"],
  ])("refuses %s and says where", async (_what, addresses, path) => {
    const { status, body } = await invite("Dr Helen Marsh", addresses);
    expect([status, body.code, (body.fields as { path: string }[])[0]?.path]).toEqual([400, "badRequest", path]);
  });
  it("of several of which one is wrong, none is invited", async () => {
    await invite("Dr Helen Marsh", ["half@example.org", "nonsense"]);
    expect(await mailsTo(installation.adminUrl, "half@example.org")).toEqual([]);
  });
});

describe("an invitation with a role that one may not give", () => {
  it("is not changed by inviting the same address again", async () => {
    await invite("Dr Helen Marsh", ["chief@example.org"], "clinicAdministrator", []);
    const { status, body } = await invite("Ana Lind", ["fresh@example.org", "chief@example.org"], "serviceReferrer", []);
    expect([status, body.fields]).toMatchObject([400, [{ path: "addresses", message: expect.stringMatching(/^chief@example.org /) as string }]]);
    const waiting = await pending("Dr Helen Marsh");
    expect(waiting.find(({ email }) => email === "chief@example.org")).toMatchObject({ role: "clinicAdministrator" });
    expect(waiting.some(({ email }) => email === "fresh@example.org")).toBe(false);
    expect((await invite("Dr Helen Marsh", ["chief@example.org"], "clinicClerk", [])).status).toBe(200);
  });
});

describe("another role", () => {
  it("acts on an open page within two seconds", async () => {
    const nair = await idOf("Dr Priya Nair");
    const clinicId = String((await browser("Dr Priya Nair").get("/api/clinics/cardiology")).body.id);
    const page = await browser("Dr Priya Nair").opensStream();
    page.watch(`clinic:${clinicId}`);
    await page.sees((frame) => frame.t === "snapshot");
    expect((await browser("Ana Lind").post(`/api/clinics/cardiology/team/${nair}/role`, { role: "teamMember", permissions: ["rooms"] })).status).toBe(200);
    await page.sees((frame) => frame.t === "refused" && frame.topic === `clinic:${clinicId}`, 2_000);
    expect((await browser("Dr Priya Nair").get("/api/clinics/cardiology")).body.code).toBe("notFound");
    expect((await browser("Ana Lind").post(`/api/clinics/cardiology/team/${nair}/role`, { role: "teamMember", permissions: ["waitingArea", "rooms", "userRoom"] })).status).toBe(
      200,
    );
    page.socket.close();
  });
  it("is written down with what was before and after", async () => {
    const { rows } = await admin("select action, facts, source from tenant.audit where action = 'member.changed' order by id limit 1");
    expect(rows[0]).toMatchObject({ facts: { before: { permissions: ["waitingArea", "rooms", "userRoom"] }, after: { role: "teamMember", permissions: ["rooms"] } } });
    expect(rows[0].source).toMatch(/^127\./);
  });
  it("leaves a referrer no tick", async () => {
    const tom = await idOf("Tom Okafor");
    await browser("Dr Helen Marsh").post(`/api/clinics/cardiology/team/${tom}/role`, { role: "serviceReferrer", permissions: ["waitingArea"] });
    expect((await team("Dr Helen Marsh", "cardiology", "?find=okafor")).rows[0]).toMatchObject({ role: "serviceReferrer", permissions: [] });
  });
  it("is for members of this clinic only", async () => {
    const osei = await idOf("Dr Samuel Osei");
    expect((await browser("Dr Helen Marsh").post(`/api/clinics/cardiology/team/${osei}/role`, { role: "teamMember", permissions: [] })).body.code).toBe("notFound");
  });
});

describe("removing", () => {
  it("is for this clinic alone", async () => {
    const tom = await idOf("Tom Okafor");
    expect((await browser("Dr Helen Marsh").post(`/api/clinics/cardiology/team/${tom}/remove`)).status).toBe(200);
    expect((await team("Dr Helen Marsh", "cardiology", "?find=okafor")).total).toBe(0);
    const clinics = (await browser("Tom Okafor").get("/api/me")).body.clinics as { slug: string }[];
    expect(clinics.map(({ slug }) => slug)).toEqual(["physiotherapy"]);
  });
  it("is undone by whoever did it, with the very same role, permissions and name for callers", async () => {
    const nair = await idOf("Dr Priya Nair");
    const at = (what: string) => `/api/clinics/cardiology/team/${nair}/${what}`;
    await browser("Dr Helen Marsh").post(at("role"), { role: "teamMember", permissions: ["waitingArea", "rooms"], alias: "Dr P" });
    const [before] = (await team("Dr Helen Marsh", "cardiology", "?find=nair")).rows;
    await browser("Dr Helen Marsh").post(at("remove"));
    // The access ends at once, whether it is undone or not.
    expect((await browser("Dr Priya Nair").get("/api/clinics/cardiology")).status).toBe(404);
    expect((await browser("Ana Lind").post(at("restore"))).body.code).toBe("nothingToUndo");
    expect((await browser("Dr Ruth Adler").post(at("restore"))).body.code).toBe("notFound");
    expect((await browser("Dr Helen Marsh").post(at("restore"), { role: "clinicAdministrator" })).body.code).toBe("badRequest");
    expect((await browser("Dr Helen Marsh").post(at("restore"))).status).toBe(200);
    expect((await team("Dr Helen Marsh", "cardiology", "?find=nair")).rows).toEqual([before]);
    expect((await browser("Dr Priya Nair").get("/api/clinics/cardiology")).status).toBe(200);
    const { rows } = await admin("select action, facts from tenant.audit where subject_id = $1 order by id desc limit 1", [nair]);
    expect(rows[0]).toMatchObject({ action: "member.added", facts: { before: null, after: { role: "teamMember", permissions: ["waitingArea", "rooms"] } } });
    expect((await browser("Dr Helen Marsh").post(at("restore"))).body.code).toBe("nothingToUndo");
    await browser("Dr Helen Marsh").post(at("role"), { role: "teamMember", permissions: ["waitingArea", "rooms", "userRoom"], alias: "" });
  });
  it("is undone once, also by two presses at the same moment", async () => {
    const nair = await idOf("Dr Priya Nair");
    const at = (what: string) => `/api/clinics/cardiology/team/${nair}/${what}`;
    await browser("Dr Helen Marsh").post(at("remove"));
    const answers = await Promise.all(Array.from({ length: 4 }, () => browser("Dr Helen Marsh").post(at("restore"))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "nothingToUndo")).toHaveLength(3);
  });
  it("is not undone later, nor over what somebody else did since, nor with a role that is no longer one's own to give", async () => {
    const nair = await idOf("Dr Priya Nair");
    const at = (what: string, personId = nair) => `/api/clinics/cardiology/team/${personId}/${what}`;
    await browser("Dr Helen Marsh").post(at("remove"));
    await admin("update tenant.audit set at = at - 600001 where subject_id = $1 and action = 'member.removed'", [nair]);
    expect((await browser("Dr Helen Marsh").post(at("restore"))).body.code).toBe("nothingToUndo");
    await invite("Ana Lind", [person("Dr Priya Nair").email], "teamMember", ["waitingArea", "rooms", "userRoom"]);
    await browser("Dr Helen Marsh").post(at("remove"));
    await invite("Ana Lind", [person("Dr Priya Nair").email], "teamMember", ["waitingArea", "rooms", "userRoom"]);
    expect((await browser("Dr Helen Marsh").post(at("restore"))).body.code).toBe("nothingToUndo");
    expect((await team("Dr Helen Marsh", "cardiology", "?find=nair")).total).toBe(1);
    // Helen removes another administrator, and is a clerk herself by the time she regrets it.
    const [marsh, tom] = [await idOf("Dr Helen Marsh"), await idOf("Tom Okafor")];
    await invite("Grace Ellison", [person("Tom Okafor").email], "clinicAdministrator", []);
    await browser("Dr Helen Marsh").post(at("remove", tom));
    await invite("Grace Ellison", [person("Dr Mei Tanaka").email], "clinicAdministrator", []);
    await browser("Grace Ellison").post(at("role", marsh), { role: "clinicClerk", permissions: ["waitingArea"] });
    expect((await browser("Dr Helen Marsh").post(at("restore", tom))).body.code).toBe("notAllowed");
    await browser("Grace Ellison").post(at("role", marsh), { role: "clinicAdministrator", permissions: ["waitingArea", "rooms", "userRoom"] });
    await browser("Grace Ellison").post(at("remove", await idOf("Dr Mei Tanaka")));
  });
  it("leaves a clinic its last administrator, whoever asks", async () => {
    const marsh = await idOf("Dr Helen Marsh");
    for (const who of ["Dr Helen Marsh", "Grace Ellison"]) {
      expect((await browser(who).post(`/api/clinics/cardiology/team/${marsh}/remove`)).body.code).toBe("lastAdministrator");
      expect((await browser(who).post(`/api/clinics/cardiology/team/${marsh}/role`, { role: "clinicClerk", permissions: [] })).body.code).toBe("lastAdministrator");
    }
  });
  it("leaves one of two administrators who remove each other at the same moment", async () => {
    await invite("Dr Samuel Osei", [person("Dr Mei Tanaka").email], "clinicAdministrator", [], "nephrology");
    const [osei, tanaka] = [await idOf("Dr Samuel Osei"), await idOf("Dr Mei Tanaka")];
    const answers = await Promise.all([
      browser("Grace Ellison").post(`/api/clinics/nephrology/team/${osei}/remove`),
      browser("Dr Samuel Osei").post(`/api/clinics/nephrology/team/${tanaka}/remove`),
    ]);
    const [done, refused] = answers.map(({ status, body }) => body.code ?? status).sort();
    // The slower of two may find that they are nobody there any more.
    expect([done, refused === "lastAdministrator" || refused === "notFound"]).toEqual([200, true]);
    expect((await team("Grace Ellison", "nephrology")).rows.filter(({ role }) => role === "clinicAdministrator")).toHaveLength(1);
  });
});

describe("an invitation", () => {
  const password = "a kettle on the roof";
  const look = (token: string, from = new Browser(url)) => from.post("/api/membership-invitations/look", { token });
  const join = (token: string, more: object = {}, from = new Browser(url)) =>
    from.post("/api/membership-invitations/join", { token, name: "Nadia Nurse", password, language: "en", ...more });

  it("says who invites to what, as often as it is looked at", async () => {
    const token = await tokenFor(installation.adminUrl, "new.nurse@example.org");
    for (let n = 0; n < 3; n++)
      expect((await look(token)).body).toMatchObject({
        state: "open",
        email: "new.nurse@example.org",
        hasAccount: false,
        byName: "Ana Lind",
        places: [{ organisationName: "Marlow Valley Health", clinicName: "Cardiology Outpatients", role: "teamMember", permissions: ["waitingArea", "rooms"] }],
      });
    // A mail scanner follows the link itself.
    expect((await new Browser(url).get("/api/membership-invitations/join")).status).toBe(404);
    expect((await look("x".repeat(43))).body.code).toBe("notFound");
  });
  it.each([
    ["a short password", { password: "too short" }, "password"],
    ["a common password", { password: "passwordpassword" }, "password"],
    ["the address as password", { password: "new.nurse.2026" }, "password"],
    ["an invisible name", { name: "\u200b" }, "name"],
    ["an endless name", { name: "x".repeat(81) }, "name"],
  ])("is not accepted with %s", async (_what, wrong, field) => {
    const { body } = await join(await tokenFor(installation.adminUrl, "new.nurse@example.org"), wrong);
    expect([body.code, (body.fields as { path: string }[])[0]?.path]).toEqual(["badRequest", field]);
  });
  it("is accepted by one of two devices, and the person signs in and sees the clinic", async () => {
    const token = await tokenFor(installation.adminUrl, "new.nurse@example.org");
    const answers = await Promise.all([join(token), join(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({ email: "new.nurse@example.org", slug: "cardiology" });
    const nurse = await new Browser(url).signsIn({ email: "new.nurse@example.org", password });
    expect((await nurse.get("/api/me")).body).toMatchObject({ name: "Nadia Nurse", clinics: [{ slug: "cardiology", role: "teamMember" }] });
    expect((await join(token)).body).toMatchObject({ code: "invitationOver", why: "used" });
    expect((await look(token)).body).toMatchObject({ state: "used", places: [] });
  });
  it("takes everything that waits for the address", async () => {
    await invite("Dr Helen Marsh", ["both@example.org"]);
    await invite("Dr Mei Tanaka", ["both@example.org"], "clinicClerk", ["waitingArea"], "emergency");
    const token = await tokenFor(installation.adminUrl, "both@example.org");
    expect((await look(token)).body.places).toHaveLength(2);
    expect((await join(token)).body).toMatchObject({ slug: null });
    const both = await new Browser(url).signsIn({ email: "both@example.org", password });
    expect(((await both.get("/api/me")).body.clinics as { slug: string }[]).map(({ slug }) => slug).sort()).toEqual(["cardiology", "emergency"]);
  });
  it("is accepted with the account that the address has, and with no other", async () => {
    await invite("Dr Helen Marsh", ["later@example.org"]);
    const token = await tokenFor(installation.adminUrl, "later@example.org");
    await admin("update tenant.person set email = 'later@example.org' where email = $1", [person("Leo Brandt").email]);
    expect((await look(token)).body).toMatchObject({ hasAccount: true });
    expect((await join(token)).body.code).toBe("accountExists");
    expect((await browser("Tom Okafor").post("/api/membership-invitations/accept", { token })).body.code).toBe("wrongAccount");
    expect((await browser("Leo Brandt").post("/api/membership-invitations/accept", { token })).body).toMatchObject({ ok: true, slug: "cardiology" });
    expect((await browser("Leo Brandt").post("/api/membership-invitations/accept", { token })).body).toMatchObject({ code: "invitationOver", why: "used" });
    expect((await new Browser(url).post("/api/membership-invitations/accept", { token })).body.code).toBe("notSignedIn");
  });
  it("runs out after thirty days, and begins anew when it is sent again; both links work", async () => {
    await invite("Dr Helen Marsh", ["slow@example.org"]);
    const token = await tokenFor(installation.adminUrl, "slow@example.org");
    await admin("update tenant.membership_invitation set expires_at = 1 where email = 'slow@example.org'");
    expect((await look(token)).body.state).toBe("expired");
    expect((await join(token)).body).toMatchObject({ code: "invitationOver", why: "expired" });
    const waiting = (await pending("Ana Lind")).find(({ email }) => email === "slow@example.org")!;
    expect((await browser("Dr Ruth Adler").post(`/api/membership-invitations/${waiting.id}/resend`)).body.code).toBe("notFound");
    expect((await browser("Dr Priya Nair").post(`/api/membership-invitations/${waiting.id}/resend`)).body.code).toBe("notAllowed");
    expect((await browser("Ana Lind").post(`/api/membership-invitations/${waiting.id}/resend`)).status).toBe(200);
    const second = await tokenFor(installation.adminUrl, "slow@example.org");
    expect(second).not.toBe(token);
    for (const each of [token, second]) expect((await look(each)).body.state).toBe("open");
  });
  it("is sent again a few times only: nobody's mailbox is flooded", async () => {
    await invite("Dr Helen Marsh", ["patient.mailbox@example.org"]);
    const waiting = (await pending("Ana Lind")).find(({ email }) => email === "patient.mailbox@example.org");
    const statuses = [];
    for (let n = 0; n < 7; n++) statuses.push((await browser("Ana Lind").post(`/api/membership-invitations/${waiting?.id}/resend`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(await mailsTo(installation.adminUrl, "patient.mailbox@example.org")).toHaveLength(6);
  });
  it("counts only while whoever sent it may give the role, and again once somebody else sends it", async () => {
    const helen = await idOf("Dr Helen Marsh");
    const asRole = (role: string) => admin("update tenant.clinic_member set role = $2 where person_id = $1", [helen, role]);
    await invite("Dr Helen Marsh", ["back.door@example.org"], "clinicAdministrator");
    const token = await tokenFor(installation.adminUrl, "back.door@example.org");
    await asRole("clinicClerk");
    await expect.poll(async () => (await look(token)).body, { timeout: 3_000 }).toMatchObject({ state: "withdrawn", places: [] });
    expect((await join(token)).body).toMatchObject({ code: "invitationOver", why: "withdrawn" });
    const waiting = (await pending("Grace Ellison")).find(({ email }) => email === "back.door@example.org");
    expect(waiting).toMatchObject({ isOver: true });
    expect((await browser("Grace Ellison").post(`/api/membership-invitations/${waiting?.id}/resend`)).status).toBe(200);
    expect((await look(token)).body).toMatchObject({ state: "open", byName: "Grace Ellison" });
    expect((await browser("Grace Ellison").post(`/api/membership-invitations/${waiting?.id}/withdraw`)).status).toBe(200);
    await asRole("clinicAdministrator");
    await new Promise((later) => setTimeout(later, 1_100));
  });
  it("leads nowhere while its organisation is closed", async () => {
    await invite("Dr Helen Marsh", ["too.late@example.org"]);
    const token = await tokenFor(installation.adminUrl, "too.late@example.org");
    await admin("update tenant.organisation set closed_at = now() where name = 'Marlow Valley Health'");
    expect([(await look(token)).body.code, (await join(token)).body.code]).toEqual(["notFound", "notFound"]);
    await admin("update tenant.organisation set closed_at = null where name = 'Marlow Valley Health'");
    expect((await look(token)).body.state).toBe("open");
  });
  it("is worth nothing once it was withdrawn", async () => {
    const waiting = (await pending("Ana Lind")).find(({ email }) => email === "slow@example.org")!;
    expect((await browser("Ana Lind").post(`/api/membership-invitations/${waiting.id}/withdraw`)).status).toBe(200);
    const token = await tokenFor(installation.adminUrl, "slow@example.org");
    expect((await look(token)).body).toMatchObject({ state: "withdrawn", places: [] });
    expect((await join(token)).body).toMatchObject({ code: "invitationOver", why: "withdrawn" });
    expect((await browser("Ana Lind").post(`/api/membership-invitations/${waiting.id}/withdraw`)).body.code).toBe("notFound");
  });
});
