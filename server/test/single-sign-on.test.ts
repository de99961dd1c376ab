import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Claims, startIdentityProvider } from "./identity-provider.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

const CLIENT = { clientId: "anteroom", clientSecret: "a secret & of the client" };

let installation: Installation;
let url: string;
let organisation: string;
let grace: Browser;
let ingrid: Browser;
/** Signed in with a password before anything was switched on. */
let early: Record<"leo" | "grace" | "ruth", Browser>;
let idp: Awaited<ReturnType<typeof startIdentityProvider>>;
beforeAll(async () => {
  installation = await makeInstallation({ ssoNetwork: "private" });
  ({ url } = await installation.node());
  [grace, ingrid] = [await new Browser(url).signsIn(person("Grace Ellison")), await new Browser(url).signsIn(person("Ingrid Solheim"))];
  const [leo, also, ruth] = await Promise.all(["Leo Brandt", "Grace Ellison", "Dr Ruth Adler"].map((name) => new Browser(url).signsIn(person(name))));
  early = { leo: leo!, grace: also!, ruth: ruth! };
  organisation = ((await grace.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
  idp = await startIdentityProvider({ ...CLIENT, redirect: `${url}/api/auth/sso/callback/${organisation}` });
});
afterAll(async () => {
  await idp.stop();
  await installation.end();
});

const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const domain = () => person("Grace Ellison").email.split("@")[1]!;
const at = (path = "", of = organisation) => `/api/organisations/${of}/single-sign-on${path}`;
const save = async (who: Browser, values: object) => who.post(at(), { version: (await grace.get(at())).body.version, values });
const switches = async (isOn: boolean) => expect((await save(grace, { isOn })).status).toBe(200);
const claimsOf = (name: string, more: Partial<Claims> = {}): Claims => ({ sub: `sub of ${name}`, email: person(name).email, email_verified: true, name, ...more });
const withPassword = (name: string, browser = new Browser(url)) => browser.post("/api/auth/sign-in/email", { email: person(name).email, password: person(name).password });
const isIn = async (browser: Browser) => (await browser.get("/api/me")).status === 200;
const offer = async (email: string) => (await new Browser(url).post("/api/sign-in/offer", { email })).body.organisation;

/** A browser is led from here to the provider and back, as people are. Where it ends up. */
async function comesBy(claims: Claims, browser = new Browser(url), next = "/account/profile"): Promise<string> {
  idp.signsIn(claims);
  const begun = await browser.post("/api/auth/sso/begin", { email: claims.email, next });
  expect(begun.status).toBe(200);
  return follow(browser, String(begun.body.url));
}
async function follow(here: Browser, first: string): Promise<string> {
  const there = new Browser(idp.issuer);
  let to = first;
  for (let steps = 0; steps < 12; steps++) {
    const { origin, pathname, search } = new URL(to, idp.issuer);
    const isHere = origin === url;
    if (isHere && !pathname.startsWith("/api/")) return pathname + search;
    const { status, headers, text } = await (isHere ? here : there).get(pathname + search);
    if (status < 300 || status >= 400) throw new Error(`${status} at ${to}: ${text.slice(0, 500)}`);
    to = new URL(String(headers.location), origin).href;
  }
  throw new Error("led round and round");
}

describe("setting it up", () => {
  it("is nothing for others, and offers nothing before it is on", async () => {
    const leo = await new Browser(url).signsIn(person("Leo Brandt"));
    expect((await leo.get(at())).status).toBe(403);
    expect((await (await new Browser(url).signsIn(person("Dr Ruth Adler"))).get(at())).status).toBe(404);
    expect(await offer(person("Leo Brandt").email)).toBeNull();
    expect((await new Browser(url).post("/api/auth/sso/begin", { email: person("Leo Brandt").email })).status).toBe(404);
  });
  it.each([
    ["an address that is none", { issuer: "login" }, "issuer", /Must be an address/],
    ["an address without https", { issuer: "http://login.example.org" }, "issuer", /https/],
    ["one where nobody answers", { issuer: "http://127.0.0.1:1" }, "issuer", /cannot be reached/],
    ["a page that is no provider", { issuer: "ours" }, "issuer", /no OpenID Connect provider/],
    ["another name than it gives itself", { issuer: "slash" }, "issuer", /calls itself/],
    ["a wrong secret", { clientSecret: "wrong" }, "clientSecret", /does not know/],
    ["a wrong client", { clientId: "nobody" }, "clientSecret", /does not know/],
    ["no client", { clientId: "" }, "clientId", /client ID/],
    ["no domain", { domains: "" }, "domains", /at least one/],
    ["everybody's domain", { domains: "gmail.com" }, "domains", /Anybody/],
    ["another hospital's domain", { domains: "other-hospital.example" }, "domains", /Your own address is not/],
  ] as const)("refuses %s", async (_story, wrong, path, sentence) => {
    const issuer = "issuer" in wrong ? ({ ours: url, slash: `${idp.issuer}/` }[wrong.issuer as string] ?? wrong.issuer) : idp.issuer;
    const { status, body } = await save(grace, { isOn: true, domains: domain(), ...CLIENT, ...wrong, issuer });
    expect([status, body]).toMatchObject([400, { fields: [{ path, message: expect.stringMatching(sentence) as string }] }]);
    expect((await grace.get(at())).body).toMatchObject({ version: 0, values: { isOn: false } });
  });
  it("is tried with a button, saved, and the secret is never shown again", async () => {
    const { isOn: _, ...typed } = { isOn: true, issuer: idp.issuer, ...CLIENT };
    expect((await grace.post(at("/test"), typed)).body).toEqual({ ok: true });
    expect((await grace.post(at("/test"), { ...typed, clientSecret: "" })).body).toMatchObject({ fields: [{ path: "clientSecret" }] });
    const done = await save(grace, { isOn: true, domains: `@${domain().toUpperCase()}`, issuer: idp.issuer, ...CLIENT });
    expect([done.status, done.body]).toMatchObject([200, { values: { isOn: true, domains: domain(), clientSecret: "" }, hasSecret: true, lastChange: { by: "Grace Ellison" } }]);
    expect(done.body.callbackUrl).toBe(`${url}/api/auth/sso/callback/${organisation}`);
    expect((await grace.post(at("/test"), { ...typed, clientSecret: "" })).body).toEqual({ ok: true });
    const stored = await withAdmin(installation.adminUrl, async (admin) =>
      JSON.stringify([
        (await admin.query("select *, encode(secret, 'escape') from tenant.single_sign_on")).rows,
        (await admin.query("select * from tenant.audit")).rows,
        (await admin.query("select * from jobs.idempotency")).rows,
      ]),
    );
    for (const text of [stored, done.text, (await grace.get(at())).text]) expect(text).not.toContain(CLIENT.clientSecret);
    const { lines } = (await grace.get(`/api/organisations/${organisation}/audit?action=organisation.singleSignOnChanged`)).body as { lines: { after: object }[] };
    expect(lines.at(-1)?.after).toMatchObject({ isOn: true, issuer: idp.issuer, clientSecret: "changed" });
  });
  it("sends the secret to no other address than that for which it was typed", async () => {
    expect((await grace.post(at("/test"), { issuer: `${idp.issuer}/other`, clientId: CLIENT.clientId, clientSecret: "" })).body).toMatchObject({
      fields: [{ path: "clientSecret" }],
    });
    expect((await save(grace, { issuer: `${idp.issuer}/other` })).body).toMatchObject({ fields: [{ path: "clientSecret" }] });
  });
  it("takes no domain that another organisation has", async () => {
    await withAdmin(installation.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ id: string }>("select id from tenant.organisation where id <> $1 limit 1", [organisation]);
      await admin.query("insert into tenant.sign_in_domain (domain, organisation_id) values ('bridge.example', $1)", [rows[0]?.id]);
    });
    expect((await save(ingrid, { domains: `${domain()}\nbridge.example` })).body).toMatchObject({
      fields: [{ path: "domains", message: expect.stringContaining("another organisation") as string }],
    });
  });
});

describe("while it is on", () => {
  it("signed out everybody whom it concerns and who came with a password, and only those", async () => {
    expect([await isIn(early.leo), await isIn(grace), await isIn(ingrid), await isIn(early.ruth)]).toEqual([false, true, true, true]);
    // Another administrator of the same organisation did not switch it.
    expect(await isIn(early.grace)).toBe(false);
  });
  it("is offered by the domain alone, and leads in and to the page that was wanted", async () => {
    expect([await offer(person("Leo Brandt").email), await offer(`nobody@${domain()}`), await offer("nobody@elsewhere.example")]).toEqual([
      "Marlow Valley Health",
      "Marlow Valley Health",
      null,
    ]);
    const leo = new Browser(url);
    expect(await comesBy(claimsOf("Leo Brandt"), leo)).toBe("/account/profile");
    expect((await leo.get("/api/me")).body).toMatchObject({ email: person("Leo Brandt").email });
    expect(await comesBy(claimsOf("Leo Brandt"), new Browser(url), "//elsewhere.example")).toBe("/clinics");
    // Only who somebody is is kept of what the provider told.
    const { rows } = await withAdmin(installation.adminUrl, (admin) =>
      admin.query(`select "accessToken", "refreshToken", "idToken" from auth.account where "providerId" = $1`, [organisation]),
    );
    expect(rows).toEqual([{ accessToken: null, refreshToken: null, idToken: null }]);
  });
  it.each([
    ["somebody whose address the provider did not verify", () => claimsOf("Dr Helen Marsh", { email_verified: false })],
    ["somebody who has no account", () => claimsOf("Leo Brandt", { sub: "a stranger", email: `stranger@${domain()}` })],
    ["somebody of another organisation", () => claimsOf("Dr Ruth Adler", { sub: "ruth" })],
  ])("lets in nobody but its own people: not %s", async (_story, claims) => {
    const browser = new Browser(url);
    idp.signsIn(claims());
    const begun = await browser.post("/api/auth/sso/begin", { email: person("Leo Brandt").email });
    expect(await follow(browser, String(begun.body.url))).toBe("/sign-in?next=%2Fclinics&sso=notYours");
    expect(await isIn(browser)).toBe(false);
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query(`select 1 from auth.account where "accountId" = $1`, [claims().sub]));
    expect(rows).toEqual([]);
  });
  it("closes password and reset to its people, whether the password is right or not, and tells nobody who has an account", async () => {
    const leo = new Browser(url);
    const right = await withPassword("Leo Brandt", leo);
    const wrong = await new Browser(url).post("/api/auth/sign-in/email", { email: person("Leo Brandt").email, password: "a wrong password" });
    const unknown = await new Browser(url).post("/api/auth/sign-in/email", { email: `nobody@${domain()}`, password: "a wrong password" });
    for (const each of [right, wrong, unknown]) expect([each.status, each.body]).toMatchObject([403, { code: "singleSignOn", organisation: "Marlow Valley Health" }]);
    expect(leo.cookie).toBe("");
    await new Browser(url).post("/api/account/password-reset/request", { email: person("Leo Brandt").email });
    await new Promise((later) => setTimeout(later, 300));
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query("select 1 from jobs.outbox where recipient = $1", [person("Leo Brandt").email]));
    expect(rows).toEqual([]);
  });
  it("is told to its people where a password would be changed, and nothing is changed that would open nothing", async () => {
    const leo = new Browser(url);
    await comesBy(claimsOf("Leo Brandt"), leo);
    for (const path of ["security", "profile"]) {
      expect((await leo.get(`/api/account/${path}`)).body.signsOnAt).toBe("Marlow Valley Health");
      expect((await ingrid.get(`/api/account/${path}`)).body.signsOnAt).toBeNull();
    }
    const { password } = person("Leo Brandt");
    for (const [path, body] of [
      ["password", { current: password, password: "four words about nothing" }],
      ["email", { password, email: "leo@elsewhere.example" }],
      ["second-factor/begin", { password }],
    ] as const) {
      const refused = await leo.post(`/api/account/${path}`, body);
      expect([refused.status, refused.body]).toMatchObject([403, { code: "singleSignOn", organisation: "Marlow Valley Health" }]);
    }
    // Those who run the platform have a password here, and read it at the field when it is wrong.
    expect((await ingrid.post("/api/account/email", { password: "mistyped", email: "i@elsewhere.example" })).body).toMatchObject({ fields: [{ path: "password" }] });
  });
  it("brings somebody's new address along, which takes nobody else's, and what opened the account by the old one is gone", async () => {
    const helen = person("Dr Helen Marsh");
    const known = async () =>
      (
        await withAdmin(installation.adminUrl, (admin) =>
          admin.query(`select p.email, u.email as account from tenant.person p join auth."user" u on u.id = p.id where p.name = $1`, [helen.name]),
        )
      ).rows;
    const browser = new Browser(url);
    await comesBy(claimsOf(helen.name), browser);
    const comesAs = async (email: string) => {
      idp.signsIn(claimsOf(helen.name, { email }));
      const begun = await browser.post("/api/auth/sso/begin", { email: helen.email });
      expect(await follow(browser, String(begun.body.url))).toBe("/clinics");
    };
    // Of another domain, or of somebody who is there already: hers stays.
    for (const email of ["helen@elsewhere.example", person("Leo Brandt").email]) {
      await comesAs(email);
      expect(await known()).toEqual([{ email: helen.email, account: helen.email }]);
    }
    const married = `helen.north@${domain()}`;
    const elsewhere = new Browser(url);
    await comesBy(claimsOf(helen.name), elsewhere);
    expect(await isIn(elsewhere)).toBe(true);
    await comesAs(married);
    // As where she changes it herself.
    expect(await isIn(elsewhere)).toBe(false);
    expect((await browser.get("/api/me")).body.email).toBe(married);
    expect(await known()).toEqual([{ email: married, account: married }]);
    const { rows } = await withAdmin(installation.adminUrl, (admin) =>
      admin.query(
        'select (select count(*)::int from jobs.outbox where recipient = $1 and template = \'emailChanged\') as told, (select count(*)::int from auth.account a join auth."user" u on u.id = a."userId" where u.email = $2 and a.password is not null) as passwords',
        [helen.email, married],
      ),
    );
    expect(rows).toEqual([{ told: 1, passwords: 0 }]);
  });
  it("stays open to those who run the platform, and is nothing to other organisations", async () => {
    expect((await withPassword("Ingrid Solheim")).status).toBe(200);
    expect((await withPassword("Dr Ruth Adler")).status).toBe(200);
  });
  it("never speaks for those who run the platform, even where they were made members", async () => {
    await grace.post(`/api/organisations/${organisation}/people/invite`, { addresses: [person("Ingrid Solheim").email], role: "reporter" });
    const attacker = new Browser(url);
    expect(await comesBy(claimsOf("Ingrid Solheim"), attacker)).toMatch(/^\/sign-in\?.*sso=notYours$/);
    expect(await isIn(attacker)).toBe(false);
    expect((await withPassword("Ingrid Solheim")).status).toBe(200);
    expect((await ingrid.post(`/api/me/organisations/${organisation}/leave`)).status).toBe(200);
  });
  it("never speaks for somebody who has a role in another organisation too, and a session that it made ends with such a role", async () => {
    const { rows: elsewhere } = await withAdmin(installation.adminUrl, (admin) =>
      admin.query<{ id: string }>("select id from tenant.organisation where id <> $1 limit 1", [organisation]),
    );
    const leo = new Browser(url);
    await comesBy(claimsOf("Leo Brandt"), leo);
    expect(await isIn(leo)).toBe(true);
    const role = async (sql: string) => withAdmin(installation.adminUrl, (admin) => admin.query(sql, [elsewhere[0]?.id, person("Leo Brandt").email]));
    // An administrator over there, whose address has a domain that this organisation claimed.
    await role("insert into tenant.organisation_member (organisation_id, person_id, role) select $1, id, 'administrator' from tenant.person where email = $2");
    await expect.poll(() => isIn(leo), { timeout: 3_000 }).toBe(false);
    const attacker = new Browser(url);
    expect(await comesBy(claimsOf("Leo Brandt"), attacker)).toMatch(/^\/sign-in\?(.*&)?sso=/);
    expect(await isIn(attacker)).toBe(false);
    // Their own password still opens, and nobody else's way was closed.
    expect((await withPassword("Leo Brandt")).status).toBe(200);
    await role("delete from tenant.organisation_member where organisation_id = $1 and person_id = (select id from tenant.person where email = $2)");
    await comesBy(claimsOf("Leo Brandt"), leo);
    expect(await isIn(leo)).toBe(true);
  });
  it("stands for the second factor that the organisation asks for", async () => {
    const path = `/api/organisations/${organisation}/settings/sign-in`;
    const rule = async (secondFactorRequired: boolean) => {
      await ingrid.post(path, { version: (await ingrid.get(path)).body.version, values: { secondFactorRequired } });
      await new Promise((later) => setTimeout(later, 1_100));
    };
    await rule(true);
    const leo = new Browser(url);
    await comesBy(claimsOf("Leo Brandt"), leo);
    expect(await isIn(leo)).toBe(true);
    expect((await grace.get("/api/me")).body.code).toBe("secondFactorNeeded");
    await rule(false);
  });
  it("takes a way back only from whoever went there, once, and for the code that was given", async () => {
    idp.signsIn(claimsOf("Leo Brandt"));
    const victim = new Browser(url);
    const begun = await new Browser(url).post("/api/auth/sso/begin", { email: person("Leo Brandt").email });
    // The way back in another browser than the one that went.
    expect(await follow(victim, String(begun.body.url))).toBe("/sign-in?next=%2Fclinics&sso=failed");
    expect(await isIn(victim)).toBe(false);
    expect(new URL(String(begun.body.url)).searchParams.get("code_challenge_method")).toBe("S256");
    expect((await victim.get(`/api/auth/sso/callback/${organisation}?code=x&state=y`)).headers.location).toBe(`${url}/sign-in?sso=failed`);
  });
  it("says when somebody turned back, and keeps the page that was wanted", async () => {
    idp.turnsBack();
    const browser = new Browser(url);
    const begun = await browser.post("/api/auth/sso/begin", { email: person("Leo Brandt").email, next: "/account/security" });
    expect(await follow(browser, String(begun.body.url))).toBe("/sign-in?next=%2Faccount%2Fsecurity&sso=cancelled");
    expect(await isIn(browser)).toBe(false);
  });
  it("has none of the library's own routes", async () => {
    for (const path of ["sso/register", "sso/update-provider", "sso/delete-provider", "sign-in/sso", "sso/saml2/sp/acs/x"])
      expect((await grace.post(`/api/auth/${path}`, { providerId: organisation })).status).toBe(404);
    for (const path of ["sso/providers", "sso/get-provider", "sso/saml2/sp/metadata"]) expect((await grace.get(`/api/auth/${path}`)).status).toBe(404);
  });
});

describe("somebody who is invited while it is on", () => {
  const invites = async (email: string) => {
    const { status } = await grace.post(`/api/organisations/${organisation}/people/invite`, { addresses: [email], role: "reporter" });
    expect(status).toBe(200);
    const { rows } = await withAdmin(installation.adminUrl, (admin) =>
      admin.query<{ link: string }>("select values ->> 'link' as link from jobs.outbox where recipient = $1 order by id desc limit 1", [email]),
    );
    return rows[0]!.link.split("#")[1]!;
  };
  const look = async (token: string) => (await new Browser(url).post("/api/membership-invitations/look", { token })).body;
  const stranger = (email: string, more: Partial<Claims> = {}): Claims => ({ sub: `sub of ${email}`, email, email_verified: true, name: " Nora   New ", ...more });
  async function accepts(token: string, email: string, claims: Claims, browser = new Browser(url)): Promise<string> {
    idp.signsIn(claims);
    const begun = await browser.post("/api/auth/sso/begin", { email, invitation: { token, language: "ar" } });
    expect(begun.status).toBe(200);
    return follow(browser, String(begun.body.url));
  }
  const accountsOf = async (email: string) =>
    (
      await withAdmin(installation.adminUrl, (admin) =>
        admin.query(`select a."providerId", a.password from auth.account a join auth."user" u on u.id = a."userId" where u.email = $1`, [email]),
      )
    ).rows;

  it("accepts by signing in there, and gets no password", async () => {
    const email = `nora@${domain()}`;
    const token = await invites(email);
    expect(await look(token)).toMatchObject({ state: "open", hasAccount: false, signsOnAt: "Marlow Valley Health" });
    const refused = await new Browser(url).post("/api/membership-invitations/join", { token, name: "Nora New", password: "a password that is long", language: "en" });
    expect([refused.status, refused.body]).toMatchObject([403, { code: "singleSignOn", organisation: "Marlow Valley Health" }]);
    expect(await look(token)).toMatchObject({ state: "open" });
    const browser = new Browser(url);
    expect(await accepts(token, email, stranger(email), browser)).toBe("/invitation");
    expect((await browser.get("/api/me")).body).toMatchObject({ email, name: "Nora New", language: "ar", organisations: [{ id: organisation, role: "reporter" }] });
    expect(await accountsOf(email)).toEqual([{ providerId: organisation, password: null }]);
    expect(await look(token)).toMatchObject({ state: "used" });
    // Again by the same link, and by the sign-in page: the same account.
    expect(await accepts(token, email, stranger(email))).toBe("/invitation");
    expect(await comesBy(stranger(email))).toBe("/account/profile");
    expect(await accountsOf(email)).toHaveLength(1);
  });
  it("accepts nothing as somebody else, known here or not", async () => {
    const email = `vera@${domain()}`;
    const token = await invites(email);
    const other = `other@${domain()}`;
    await invites(other);
    expect(await accepts(token, email, stranger(other))).toBe("/invitation?sso=notYours");
    expect(await accepts(token, email, stranger(email, { email_verified: false }))).toBe("/invitation?sso=notYours");
    const leo = new Browser(url);
    expect(await accepts(token, email, claimsOf("Leo Brandt"), leo)).toBe("/invitation");
    expect((await leo.get("/api/me")).body.email).toBe(person("Leo Brandt").email);
    expect(await look(token)).toMatchObject({ state: "open", hasAccount: false });
    for (const each of [email, other]) expect(await accountsOf(each)).toEqual([]);
    // Without the link nothing is accepted, however right the account is.
    expect(await comesBy(stranger(email))).toMatch(/sso=notYours$/);
    expect(await look(token)).toMatchObject({ state: "open" });
  });
  it("comes too late for an invitation that ran out or was withdrawn meanwhile", async () => {
    for (const over of ["expires_at = 1", "withdrawn_at = 1"]) {
      const email = `late-${over.length}@${domain()}`;
      const token = await invites(email);
      await withAdmin(installation.adminUrl, (admin) => admin.query(`update tenant.membership_invitation set ${over} where email = $1`, [email]));
      expect(await accepts(token, email, stranger(email))).toBe("/invitation?sso=notYours");
      expect(await accountsOf(email)).toEqual([]);
    }
  });
  it("makes one account of two windows at once", async () => {
    const email = `twice@${domain()}`;
    const token = await invites(email);
    const browsers = [new Browser(url), new Browser(url)];
    expect(await Promise.all(browsers.map((browser) => accepts(token, email, stranger(email), browser)))).toContain("/invitation");
    expect(await accountsOf(email)).toHaveLength(1);
  });
  it("chooses a password as ever where another organisation invites them", async () => {
    const email = `elsewhere@${domain()}`;
    const ruth = early.ruth;
    const bridge = ((await ruth.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
    expect((await ruth.post(`/api/organisations/${bridge}/people/invite`, { addresses: [email], role: "reporter" })).status).toBe(200);
    const { rows } = await withAdmin(installation.adminUrl, (admin) =>
      admin.query<{ link: string }>("select values ->> 'link' as link from jobs.outbox where recipient = $1", [email]),
    );
    const token = rows[0]!.link.split("#")[1]!;
    expect(await look(token)).toMatchObject({ signsOnAt: null });
    expect((await new Browser(url).post("/api/membership-invitations/join", { token, name: "Elsa", password: "four words of nonsense", language: "en" })).status).toBe(200);
    await new Browser(url).signsIn({ email, password: "four words of nonsense" });
  });
});

describe("when the provider is down", () => {
  it("it is switched off, and a link by mail leads to a password again", async () => {
    const byProvider = new Browser(url);
    await comesBy(claimsOf("Leo Brandt"), byProvider);
    expect(await isIn(byProvider)).toBe(true);
    await idp.stop();
    const began = await new Browser(url).post("/api/auth/sso/begin", { email: person("Leo Brandt").email });
    expect([began.status, began.body]).toMatchObject([503, { code: "unavailable" }]);
    await switches(false);
    // Whoever came by it goes with it; whoever switched it off stays.
    expect([await isIn(byProvider), await isIn(grace)]).toEqual([false, true]);
    expect(await offer(person("Leo Brandt").email)).toBeNull();
    expect((await new Browser(url).get(`/api/auth/sso/callback/${organisation}?code=x&state=y`)).headers.location).toBe(`${url}/sign-in?sso=failed`);
    expect((await withPassword("Leo Brandt")).status).toBe(200);
    await new Browser(url).post("/api/account/password-reset/request", { email: person("Leo Brandt").email });
    const resets = async () =>
      (
        await withAdmin(installation.adminUrl, (admin) =>
          admin.query("select 1 from jobs.outbox where recipient = $1 and template = 'passwordReset'", [person("Leo Brandt").email]),
        )
      ).rows.length;
    await expect.poll(resets, { timeout: 10_000 }).toBe(1);
  });
});
