import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let organisation: string;
const browsers = new Map<string, Browser>();
const NAMES = ["Grace Ellison", "Ingrid Solheim", "Dr Helen Marsh", "Ana Lind", "Dr Ruth Adler"];
beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  // Cardiology alone, where Dr Marsh administers everything that she may do.
  await withAdmin(installation.adminUrl, (admin) =>
    admin.query(
      "delete from tenant.clinic_member m using tenant.person p, tenant.clinic c where p.id = m.person_id and c.id = m.clinic_id and p.name = 'Dr Priya Nair' and c.slug <> 'cardiology'",
    ),
  );
  for (const name of NAMES) browsers.set(name, await new Browser(url).signsIn(person(name)));
  organisation = ((await by("Grace Ellison").get("/api/me")).body.organisations as { id: string }[])[0]!.id;
});
afterAll(() => installation.end());

const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const by = (name: string) => browsers.get(name)!;
const idOf = async (name: string) =>
  String((await withAdmin(installation.adminUrl, (admin) => admin.query<{ id: string }>("select id from tenant.person where name = $1", [name]))).rows[0]?.id);
const removes = async (who: string, whose: string, proof = person(who).password) => by(who).post(`/api/people/${await idOf(whose)}/second-factor/remove`, { proof });
const isIn = async (browser: Browser) => (await browser.get("/api/me")).status === 200;

/** With an app; the codes it shows. */
async function protects(name: string, browser: Browser): Promise<() => Promise<string>> {
  const { body } = await browser.post("/api/account/second-factor/begin", { password: person(name).password });
  const otp = createOTP(base32.decode(String(body.secret)));
  expect((await browser.post("/api/account/second-factor/confirm", { code: await otp.totp() })).status).toBe(200);
  return () => otp.totp();
}
async function protectedOne(name: string): Promise<Browser> {
  const browser = await new Browser(url).signsIn(person(name));
  await protects(name, browser);
  return browser;
}
const firstStep = async (name: string) => (await new Browser(url).post("/api/auth/sign-in/email", { email: person(name).email, password: person(name).password })).body;

describe("a lost second factor", () => {
  it("is taken away by whoever administers the person: sessions end, the person is told, and it is written down", async () => {
    const priya = await protectedOne("Dr Priya Nair");
    expect(await firstStep("Dr Priya Nair")).toMatchObject({ secondFactor: { app: true } });
    expect((await removes("Dr Helen Marsh", "Dr Priya Nair", "not her password")).body).toMatchObject({ fields: [{ path: "proof" }] });
    expect(await isIn(priya)).toBe(true);
    expect((await removes("Dr Helen Marsh", "Dr Priya Nair")).status).toBe(200);
    expect(await isIn(priya)).toBe(false);
    expect(await firstStep("Dr Priya Nair")).toEqual({ ok: true });
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query("select values from jobs.outbox where template = 'secondFactorRemoved'"));
    expect(rows).toEqual([{ values: { name: "Dr Priya Nair", byName: "Dr Helen Marsh" } }]);
    const { lines } = (await by("Grace Ellison").get(`/api/organisations/${organisation}/audit?action=account.protectionRemoved`)).body as { lines: { subjectId: string }[] };
    expect(lines.map(({ subjectId }) => subjectId)).toEqual([await idOf("Dr Priya Nair")]);
    // Again: nothing to do, and nothing told.
    expect((await removes("Dr Helen Marsh", "Dr Priya Nair")).status).toBe(200);
    const again = await withAdmin(installation.adminUrl, (admin) => admin.query("select 1 from jobs.outbox where template = 'secondFactorRemoved'"));
    expect(again.rows).toHaveLength(1);
  });

  it("takes passkeys with it, and a sign-in that waits for a code comes to nothing", async () => {
    await protectedOne("Tom Okafor");
    const tom = await idOf("Tom Okafor");
    await withAdmin(installation.adminUrl, (admin) =>
      admin.query(`insert into auth.passkey (id, "userId", "publicKey", "credentialID", counter, "deviceType", "backedUp") values ('k', $1, 'p', 'c', 0, 'singleDevice', false)`, [
        tom,
      ]),
    );
    const waiting = new Browser(url);
    await waiting.post("/api/auth/sign-in/email", { email: person("Tom Okafor").email, password: person("Tom Okafor").password });
    expect((await removes("Grace Ellison", "Tom Okafor")).status).toBe(200);
    const left = await withAdmin(installation.adminUrl, (admin) =>
      admin.query(`select (select count(*)::int from auth.passkey where "userId" = $1) as passkeys, (select count(*)::int from auth."twoFactor" where "userId" = $1) as apps`, [
        tom,
      ]),
    );
    expect(left.rows).toEqual([{ passkeys: 0, apps: 0 }]);
    expect((await waiting.post("/api/auth/two-factor/verify-totp", { code: "123456" })).status).toBe(401);
  });

  it("must be set up anew at the next sign-in where the organisation asks for one", async () => {
    const path = `/api/organisations/${organisation}/settings/sign-in`;
    const rule = async (secondFactorRequired: boolean) => {
      await by("Ingrid Solheim").post(path, { version: (await by("Ingrid Solheim").get(path)).body.version, values: { secondFactorRequired } });
      await new Promise((later) => setTimeout(later, 1_100));
    };
    await protectedOne("Leo Brandt");
    await rule(true);
    expect((await removes("Ingrid Solheim", "Leo Brandt")).status).toBe(200);
    const leo = await new Browser(url).signsIn(person("Leo Brandt"));
    expect((await leo.get("/api/me")).body.code).toBe("secondFactorNeeded");
    expect((await leo.post("/api/account/second-factor/begin", { password: person("Leo Brandt").password })).status).toBe(200);
    await rule(false);
  });

  it("is proven by the code of one's app instead of the password, once", async () => {
    const mei = await protectedOne("Dr Mei Tanaka");
    const code = await protects("Grace Ellison", by("Grace Ellison"));
    const typed = await code();
    expect((await removes("Grace Ellison", "Dr Mei Tanaka", ` ${typed.slice(0, 3)} ${typed.slice(3)} `)).status).toBe(200);
    expect(await isIn(mei)).toBe(false);
    expect((await removes("Grace Ellison", "Dr Mei Tanaka", typed)).body).toMatchObject({ fields: [{ path: "proof" }] });
  });

  it.each([
    ["a clerk, of somebody of the team", "Ana Lind", "Dr Priya Nair", 403],
    ["a clinic administrator, of somebody who works in another clinic too", "Dr Helen Marsh", "Ana Lind", 403],
    ["a clinic administrator, of the organisation's administrator", "Dr Helen Marsh", "Grace Ellison", 403],
    ["an administrator, of somebody who runs the platform", "Grace Ellison", "Ingrid Solheim", 404],
    ["an administrator, of somebody of another organisation", "Grace Ellison", "Dr Ruth Adler", 404],
    ["somebody elsewhere", "Dr Ruth Adler", "Dr Priya Nair", 404],
    ["anybody, of themselves", "Grace Ellison", "Grace Ellison", 403],
    ["even those who run the platform, of themselves", "Ingrid Solheim", "Ingrid Solheim", 403],
  ] as const)("is not taken away by %s", async (_story, who, whose, status) => {
    expect((await removes(who, whose)).status).toBe(status);
  });

  it("is shown in the lists to those only who may take it away", async () => {
    await protectedOne("Dr Priya Nair");
    type Rows = { name: string; removableSecondFactor: boolean }[];
    const shown = async (who: string, path: string) => ((await by(who).get(path)).body.rows as Rows).filter((row) => row.removableSecondFactor).map(({ name }) => name);
    expect(await shown("Dr Helen Marsh", "/api/clinics/cardiology/team")).toEqual(["Dr Priya Nair"]);
    expect(await shown("Ana Lind", "/api/clinics/cardiology/team")).toEqual([]);
    expect(await shown("Grace Ellison", `/api/organisations/${organisation}/people`)).toEqual(["Dr Priya Nair"]);
  });
  it("cannot be guessed at by whoever found an open page", async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries++) statuses.push((await removes("Dr Helen Marsh", "Dr Priya Nair", `guess ${tries}`)).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
