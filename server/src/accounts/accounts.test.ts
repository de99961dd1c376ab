import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeTestDatabase } from "../../test/test-database.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import type { ReadRules } from "./session-rules.ts";

const url = "http://127.0.0.1:3000";
let made: Awaited<ReturnType<typeof makeTestDatabase>>;
let accounts: Accounts;
const id = uuidv7();
const readRules: ReadRules = async (people) => new Map(people.map((each) => [each, { sessionHours: 8, secondFactorFor: [], signsOnAt: null, inCall: false }]));
beforeAll(async () => {
  made = await makeTestDatabase();
  accounts = createAccounts({
    databaseUrl: made.authUrl,
    publicUrl: url,
    secret: "a-secret-for-this-test-that-is-long-enough",
    readRules,
    privateProviders: false,
    identityProviders: { provider: async () => null, admits: async () => null },
    sendReset: async () => {},
  });
  await accounts.createAccount({ id, email: "Nair@Example.org", name: "Dr Nair", password: "correct horse battery" });
});
afterAll(async () => {
  await accounts.close();
  await made.drop();
});

const post = (path: string, body: unknown, cookie = "") =>
  accounts.handle(new Request(`${url}/api/auth/${path}`, { method: "POST", headers: { "content-type": "application/json", origin: url, cookie }, body: JSON.stringify(body) }), {
    source: "127.0.0.1",
    invitation: null,
    nonce: null,
  });
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

describe("signing in", () => {
  it("gives a session with the id of the person, in a cookie no script can read", async () => {
    const response = await post("sign-in/email", { email: "nair@example.org", password: "correct horse battery" });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect((await accounts.session(new Headers({ cookie: cookieOf(response) })))?.personId).toBe(id);
  });
  it("says the same for a wrong password and an unknown address", async () => {
    const wrong = await post("sign-in/email", { email: "nair@example.org", password: "wrong wrong wrong" });
    const unknown = await post("sign-in/email", { email: "nobody@example.org", password: "wrong wrong wrong" });
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
  });
  it("is closed to strangers who would make an account", async () => {
    expect((await post("sign-up/email", { email: "x@example.org", name: "X", password: "correct horse battery" })).status).toBeGreaterThanOrEqual(400);
  });
  it("ends with signing out: the cookie is worth nothing", async () => {
    const cookie = cookieOf(await post("sign-in/email", { email: "nair@example.org", password: "correct horse battery" }));
    await post("sign-out", {}, cookie);
    expect(await accounts.session(new Headers({ cookie }))).toBeNull();
  });
});
