import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let organisation: string;
let grace: Browser;
beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
  organisation = ((await grace.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
});
afterAll(() => installation.end());

const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const signedIn = (name: string) => new Browser(url).signsIn(person(name));
const rules = async (values: object) => {
  const path = `/api/organisations/${organisation}/settings/sign-in`;
  const { version } = (await grace.get(path)).body;
  expect((await grace.post(path, { version, values })).status).toBe(200);
  await aMoment();
};
/** What a node knows of a session is at most this old. */
const aMoment = () => new Promise((later) => setTimeout(later, 1_100));
const began = (name: string, hoursAgo: number) =>
  withAdmin(installation.adminUrl, (admin) =>
    admin.query(`update auth.session set "createdAt" = now() - make_interval(mins => $2) where "userId" = (select id from auth."user" where email = $1)`, [
      person(name).email,
      hoursAgo * 60,
    ]),
  ).then(aMoment);

async function setsUpApp(browser: Browser, password: string): Promise<void> {
  const { secret } = (await browser.post("/api/account/second-factor/begin", { password })).body as { secret: string };
  expect((await browser.post("/api/account/second-factor/confirm", { code: await createOTP(base32.decode(secret)).totp() })).status).toBe(200);
}

describe("how long a session lasts", () => {
  it("is eight hours unless the organisation says otherwise, and is not longer for being used", async () => {
    const leo = await signedIn("Leo Brandt");
    await began("Leo Brandt", 7.9);
    expect((await leo.get("/api/me")).status).toBe(200);
    await began("Leo Brandt", 8.1);
    expect((await leo.get("/api/me")).status).toBe(401);
  });
  it("is what the organisation says, for sessions that are there already too, and not for another organisation's people", async () => {
    const [leo, ruth] = [await signedIn("Leo Brandt"), await signedIn("Dr Ruth Adler")];
    await began("Leo Brandt", 3);
    await began("Dr Ruth Adler", 3);
    const page = await leo.opensStream();
    await rules({ sessionHours: 2 });
    expect((await leo.get("/api/me")).body.code).toBe("notSignedIn");
    await page.isClosed();
    expect((await ruth.get("/api/me")).status).toBe(200);
    await rules({ sessionHours: 12 });
    const again = await signedIn("Leo Brandt");
    await began("Leo Brandt", 11);
    expect((await again.get("/api/me")).status).toBe(200);
    expect(((await again.get("/api/account/security")).body.sessions as unknown[]).length).toBe(1);
  });
  it("does not take somebody out of a call", async () => {
    await rules({ sessionHours: 2 });
    const helen = await signedIn("Dr Helen Marsh");
    const caller = new Browser(url);
    const visit = await caller.enters("cardiology");
    expect((await helen.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } })).status).toBe(200);
    await began("Dr Helen Marsh", 5);
    expect((await helen.get("/api/me")).status).toBe(200);
    expect((await helen.post(`/api/visits/${visit.visitId}/end`)).status).toBe(200);
    await aMoment();
    expect((await helen.get("/api/me")).status).toBe(401);
    await rules({ sessionHours: 8 });
  });
});

describe("a second factor that an organisation asks for", () => {
  it("is the first thing somebody without one meets: nothing else answers, and the open page is told", async () => {
    const [leo, ruth] = [await signedIn("Leo Brandt"), await signedIn("Dr Ruth Adler")];
    const page = await leo.opensStream();
    await setsUpApp(grace, person("Grace Ellison").password);
    await rules({ secondFactorRequired: true });
    expect((await leo.get("/api/me")).body).toMatchObject({ status: 403, code: "secondFactorNeeded" });
    expect((await leo.get("/api/clinics/cardiology")).body.code).toBe("secondFactorNeeded");
    expect((await leo.post("/api/account/password", { current: "x", password: "y" })).body.code).toBe("secondFactorNeeded");
    expect(await page.isClosed()).toBe(4401);
    await expect(leo.opensStream()).rejects.toThrow();
    expect((await ruth.get("/api/me")).status).toBe(200);
    expect((await grace.get("/api/me")).status).toBe(200);
    // A new session is no way round it.
    expect((await (await signedIn("Leo Brandt")).get("/api/me")).body.code).toBe("secondFactorNeeded");
  });
  it("opens everything once it is set up, and cannot be turned off again", async () => {
    const leo = await signedIn("Leo Brandt");
    expect((await leo.get("/api/account/security")).body).toMatchObject({ secondFactor: false, secondFactorRequired: true });
    await setsUpApp(leo, person("Leo Brandt").password);
    await aMoment();
    expect((await leo.get("/api/me")).status).toBe(200);
    (await leo.opensStream()).socket.close();
    expect((await leo.post("/api/account/second-factor/remove", { password: person("Leo Brandt").password })).body).toMatchObject({ code: "badRequest" });
    expect((await leo.get("/api/account/security")).body.secondFactor).toBe(true);
  });
  it("does not interrupt a call that goes on, and is asked for after it", async () => {
    await rules({ secondFactorRequired: false });
    const helen = await signedIn("Dr Helen Marsh");
    const visit = await new Browser(url).enters("cardiology");
    await helen.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });
    const page = await helen.opensStream();
    await rules({ secondFactorRequired: true });
    await aMoment();
    expect(page.closedWith).toBeNull();
    expect((await helen.post(`/api/visits/${visit.visitId}/end`)).status).toBe(200);
    await page.isClosed();
    expect((await helen.get("/api/me")).body.code).toBe("secondFactorNeeded");
  });
  it("is nobody's business any more once the organisation does without", async () => {
    await rules({ secondFactorRequired: false });
    expect((await (await signedIn("Dr Helen Marsh")).get("/api/me")).status).toBe(200);
  });
});
