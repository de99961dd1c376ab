import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import http from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { withAdmin } from "./test-database.ts";
import { Browser, freePort, type Installation, makeInstallation } from "./running-app.ts";

/** An identity provider that lies, and one that would have the server ask what stands inside. */
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const KID = "the-key";

type Answer = { status?: number; headers?: http.OutgoingHttpHeaders; body?: unknown };
let answers: Record<string, Answer>;
let issuer: string;
let inside: string;
let asked: string[] = [];
const servers: http.Server[] = [];
async function serves(answer: (path: string) => Answer): Promise<string> {
  const port = await freePort();
  const server = http.createServer((request, response) => {
    request.resume();
    const { status = 200, headers = {}, body = {} } = answer(new URL(request.url ?? "/", "http://x").pathname);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  return `http://127.0.0.1:${port}`;
}

let installation: Installation;
let url: string;
let organisation: string;
let grace: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const at = (rest = "") => `/api/organisations/${organisation}/single-sign-on${rest}`;

beforeAll(async () => {
  issuer = await serves((path) => answers[path] ?? { status: 404 });
  inside = await serves((path) => {
    asked.push(path);
    return { body: { secret: "of the inside" } };
  });
  installation = await makeInstallation({ ssoNetwork: "private" });
  ({ url } = await installation.node());
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
  organisation = ((await grace.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
  // A link for a new password, of before people signed in elsewhere.
  await new Browser(url).post("/api/account/password-reset/request", { email: person("Dr Priya Nair").email });
  await vi.waitFor(async () => expect((await withAdmin(installation.adminUrl, (admin) => admin.query("select from auth.verification"))).rowCount).toBe(1));
  behaves();
  const values = { isOn: true, domains: person("Leo Brandt").email.split("@")[1], issuer, clientId: "anteroom", clientSecret: "a secret" };
  const saved = await grace.post(at(), { version: 0, values });
  if (saved.status !== 200) throw new Error(saved.text);
});
afterAll(async () => {
  await installation.end();
  for (const server of servers) server.close();
});
beforeEach(() => {
  behaves();
  asked = [];
});

function behaves(): void {
  answers = {
    "/.well-known/openid-configuration": {
      body: { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` },
    },
    "/token": { status: 400, body: { error: "invalid_grant" } },
    "/jwks": { body: { keys: [{ ...publicKey.export({ format: "jwk" }), kid: KID, alg: "RS256", use: "sig" }] } },
  };
}

const now = () => Math.floor(Date.now() / 1_000);
/** What the browser that is on its way was sent with. */
let nonce = "";
const claims = (more: object = {}) => ({
  nonce,
  iss: issuer,
  aud: "anteroom",
  sub: "leo",
  email: person("Leo Brandt").email,
  email_verified: true,
  name: "Leo Brandt",
  iat: now(),
  exp: now() + 300,
  ...more,
});
const signed = (payload: object, key = privateKey, header: object = { alg: "RS256", kid: KID }) => {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
};
function signedWithPublicKey(payload: object): string {
  const text = `${part({ alg: "HS256", kid: KID })}.${part(payload)}`;
  return `${text}.${createHmac("sha256", publicKey.export({ format: "pem", type: "spki" }))
    .update(text)
    .digest("base64url")}`;
}

function leaves(to: unknown): string {
  const { searchParams } = new URL(String(to));
  nonce = searchParams.get("nonce") ?? "";
  return searchParams.get("state") ?? "";
}

/** A browser that went to the provider comes back with a code, for which the provider gives this. Where it ends up. */
async function comesBackWith(token: () => Answer, browser = new Browser(url), invitation?: object): Promise<{ to: string; isIn: boolean }> {
  const begun = await browser.post("/api/auth/sso/begin", { email: person("Leo Brandt").email, next: "/clinics", ...(invitation ? { invitation } : {}) });
  expect(begun.status).toBe(200);
  const state = leaves(begun.body.url);
  answers["/token"] = token();
  const { headers } = await browser.get(`/api/auth/sso/callback/${organisation}?code=c&state=${encodeURIComponent(state)}`);
  return { to: String(headers.location).replace(url, ""), isIn: (await browser.get("/api/me")).status === 200 };
}
const sessions = async () => (await withAdmin(installation.adminUrl, (admin) => admin.query("select from auth.session"))).rowCount;
const gives = (idToken: string): Answer => ({ body: { access_token: "a", token_type: "Bearer", id_token: idToken } });

describe("a token of an identity provider", () => {
  it("lets in when it is right: the key, the reader, the person, the time", async () => {
    expect(await comesBackWith(() => gives(signed(claims())))).toEqual({ to: "/clinics", isIn: true });
  });
  it.each<[string, () => string]>([
    ["is signed by nobody (alg none)", () => `${part({ alg: "none" })}.${part(claims())}.`],
    ["has another alg none", () => `${part({ alg: "nOnE", kid: KID })}.${part(claims())}.`],
    ["is signed with the public key as if it were a secret", () => signedWithPublicKey(claims())],
    ["is signed with another key", () => signed(claims(), stranger.privateKey)],
    ["brings its own key", () => signed(claims(), stranger.privateKey, { alg: "RS256", kid: KID, jwk: stranger.publicKey.export({ format: "jwk" }) })],
    ["says where its key is", () => signed(claims(), stranger.privateKey, { alg: "RS256", kid: KID, jku: `${inside}/jwks` })],
    ["names a file as its key", () => signed(claims(), stranger.privateKey, { alg: "RS256", kid: "../../../../dev/null" })],
    ["is for another reader", () => signed(claims({ aud: "another" }))],
    ["is of another issuer", () => signed(claims({ iss: "https://login.evil.example" }))],
    ["is over", () => signed(claims({ exp: now() - 3_600, iat: now() - 7_200 }))],
    ["has no end", () => signed(claims({ exp: undefined }))],
    ["ends in milliseconds", () => signed(claims({ exp: Date.now() + 300_000 }))],
    ["does not say when it was made", () => signed(claims({ iat: undefined }))],
    ["answers the question of another way", () => signed(claims({ nonce: "of another way" }))],
    ["answers no question", () => signed(claims({ nonce: undefined }))],
    ["is for several readers and says not for which", () => signed(claims({ aud: ["anteroom", "another"] }))],
    ["begins later", () => signed(claims({ nbf: now() + 3_600 }))],
    ["names nobody", () => signed(claims({ sub: undefined }))],
    ["has an address that was not verified", () => signed(claims({ email_verified: false }))],
    ["does not say whether the address was verified", () => signed(claims({ email_verified: undefined }))],
    ["has an address of those who run the platform", () => signed(claims({ sub: "ingrid", email: person("Ingrid Solheim").email }))],
    ["has an address of another organisation's administrator", () => signed(claims({ sub: "ruth", email: person("Dr Ruth Adler").email }))],
    ["is no token", () => "x.y.z"],
    ["is endless", () => signed(claims({ name: "x".repeat(500_000) })).slice(0, -5)],
  ])("lets nobody in that %s", async (_story, make) => {
    const before = await sessions();
    const { to, isIn } = await comesBackWith(() => gives(make()));
    expect(await sessions()).toBe(before);
    expect([to, isIn]).toEqual([expect.stringMatching(/^\/sign-in\?(.*&)?sso=/), false]);
    expect(asked).toEqual([]);
  });
  it.each<[string, Answer]>([
    ["nothing", {}],
    ["words", { body: "hello" }],
    ["no token of who somebody is", { body: { access_token: "a", token_type: "Bearer" } }],
    ["a fault", { status: 500 }],
  ])("is needed: %s lets nobody in", async (_story, answer) => {
    expect(await comesBackWith(() => answer)).toEqual({ to: expect.stringMatching(/^\/sign-in\?(.*&)?sso=/) as string, isIn: false });
  });
  const kept = () =>
    withAdmin(installation.adminUrl, async (admin) => {
      const { rows } = await admin.query(
        `select 'account' as what, id::text, "userId"::text as value from auth.account union all select 'user', id::text, email from auth."user"
           union all select 'session', id, '' from auth.session union all select 'person', id::text, email from tenant.person
           union all select 'invitation', id::text, accepted_at::text from tenant.membership_invitation order by 1, 2`,
      );
      return rows;
    });
  const elsewhere = { nonce: "of another way" };
  it("that is refused once all else was right leaves nothing: no link to the provider, no new address, no membership", async () => {
    const helen = { sub: "helen", email: person("Dr Helen Marsh").email, name: "Dr Helen Marsh" };
    const domain = helen.email.split("@")[1]!;
    const invited = `invited@${domain}`;
    expect((await grace.post(`/api/organisations/${organisation}/people/invite`, { addresses: [invited], role: "reporter" })).status).toBe(200);
    const { rows } = await withAdmin(installation.adminUrl, (admin) =>
      admin.query<{ link: string }>("select values ->> 'link' as link from jobs.outbox where recipient = $1", [invited]),
    );
    const invitation = { token: rows[0]!.link.split("#")[1]!, language: "en" };
    // Leo came before: his link stands.
    expect((await comesBackWith(() => gives(signed(claims())))).isIn).toBe(true);
    const ways = [
      [helen, undefined],
      [{ email: `leo.new@${domain}` }, undefined],
      [{ sub: "invited", email: invited, name: "Nora New" }, invitation],
    ] as const;
    for (const [who, carried] of ways) {
      const before = await kept();
      expect(await comesBackWith(() => gives(signed(claims({ ...who, ...elsewhere }))), new Browser(url), carried)).toEqual({
        to: expect.stringMatching(/sso=failed/) as string,
        isIn: false,
      });
      expect(await kept()).toEqual(before);
    }
    // The same are let in where the question is answered.
    for (const [who, carried] of ways) expect((await comesBackWith(() => gives(signed(claims(who))), new Browser(url), carried)).isIn).toBe(true);
  });
  it("that brings another address ends whatever is open or on its way by the old one", async () => {
    const priya = { sub: "priya", email: person("Dr Priya Nair").email, name: "Dr Priya Nair" };
    const onTheWay = async () =>
      (
        await withAdmin(installation.adminUrl, (admin) =>
          admin.query("select from auth.verification where value = (select id::text from tenant.person where name = $1)", [priya.name]),
        )
      ).rowCount;
    const [before, now] = [new Browser(url), new Browser(url)];
    expect((await comesBackWith(() => gives(signed(claims(priya))), before)).isIn).toBe(true);
    expect(await onTheWay()).toBe(1);
    const email = `priya.north@${priya.email.split("@")[1]!}`;
    expect((await comesBackWith(() => gives(signed(claims({ ...priya, email }))), now)).isIn).toBe(true);
    expect((await now.get("/api/me")).body.email).toBe(email);
    expect((await before.get("/api/me")).status).toBe(401);
    expect(await onTheWay()).toBe(0);
  });
  it("opens one session: who comes back twice, or with a state that was never given, is nobody", async () => {
    const browser = new Browser(url);
    const begun = await browser.post("/api/auth/sso/begin", { email: person("Leo Brandt").email, next: "/clinics" });
    const state = leaves(begun.body.url);
    answers["/token"] = gives(signed(claims()));
    const path = (given: string) => `/api/auth/sso/callback/${organisation}?code=c&state=${encodeURIComponent(given)}`;
    const cookies = browser.cookie;
    expect((await browser.get(path(state))).headers.location).toBe(`${url}/clinics`);
    for (const given of [state, "", "x", state.slice(1)]) expect((await new Browser(url).get(path(given), { cookie: cookies })).headers.location).toMatch(/sso=/);
  });
});

describe("a provider that leads inside", () => {
  it.each(["/.well-known/openid-configuration", "/token"])("by a redirect of %s is not followed when it is tried", async (path) => {
    for (const status of [301, 302, 303, 307, 308]) {
      answers[path] = { status, headers: { location: `${inside}/latest/meta-data` } };
      expect((await grace.post(at("/test"), { issuer, clientId: "anteroom", clientSecret: "a secret" })).status).toBe(400);
    }
    expect(asked).toEqual([]);
  });
  it.each(["/token", "/jwks"])("by a redirect of %s is not followed when somebody signs in", async (path) => {
    for (const status of [302, 307]) {
      const away = { status, headers: { location: `${inside}/latest/meta-data` } };
      if (path === "/jwks") answers[path] = away;
      const { to, isIn } = await comesBackWith(() => (path === "/token" ? away : gives(signed(claims(), privateKey, { alg: "RS256", kid: `unseen-${status}` }))));
      expect([to, isIn]).toEqual([expect.stringMatching(/sso=/), false]);
    }
    expect(asked).toEqual([]);
  });
});

describe("an issuer that is not on the internet", () => {
  let open: Installation;
  let there: Browser;
  let path: string;
  beforeAll(async () => {
    open = await makeInstallation();
    const { url: base } = await open.node();
    there = await new Browser(base).signsIn(open.demo.people.find(({ name }) => name === "Grace Ellison")!);
    path = `/api/organisations/${((await there.get("/api/me")).body.organisations as { id: string }[])[0]!.id}/single-sign-on/test`;
  });
  afterAll(() => open.end());
  const port = () => new URL(inside).port;
  it.each([
    () => inside,
    () => `https://127.0.0.1:${port()}`,
    () => `https://localhost:${port()}`,
    () => `https://[::1]:${port()}`,
    () => `https://[::ffff:127.0.0.1]:${port()}`,
    () => `https://[::ffff:7f00:1]:${port()}`,
    () => `https://[64:ff9b::7f00:1]:${port()}`,
    () => `https://0:${port()}`,
    () => `https://2130706433:${port()}`,
    () => `https://0x7f.1:${port()}`,
    () => `https://0177.0.0.1:${port()}`,
    () => `https://127.1:${port()}`,
    () => `https://１２７.０.０.１:${port()}`,
    () => `https://127.0.0.1.:${port()}`,
    () => `https://localhost.:${port()}`,
    () => `https://user@127.0.0.1:${port()}`,
    () => "https://169.254.169.254/latest/meta-data",
    () => "https://10.0.0.1",
    () => "https://[fd00::1]",
    () => "file:///etc/passwd",
    () => "gopher://127.0.0.1:25/_HELO",
    () => "javascript:alert(1)",
  ])("is refused before anything is asked of it (%#)", async (make) => {
    const { status, body } = await there.post(path, { issuer: make(), clientId: "anteroom", clientSecret: "a secret" });
    expect([make(), status, (body.fields as { path: string }[])[0]?.path]).toEqual([make(), 400, "issuer"]);
    expect((body.fields as { message: string }[])[0]?.message).toMatch(/not on the internet|https:\/\/|There is no localhost/);
    expect(asked).toEqual([]);
  });
});
