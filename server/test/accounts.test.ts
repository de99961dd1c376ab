import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailServerForTests, startMailServer } from "./mail-server.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let mailServer: MailServerForTests;
let url: string;
let other: string;
beforeAll(async () => {
  mailServer = await startMailServer();
  installation = await makeInstallation({ mail: { url: mailServer.url, from: "no-reply@example.org" } });
  ({ url } = await installation.node());
  ({ url: other } = await installation.node());
});
afterAll(async () => {
  await installation.end();
  await mailServer.stop();
});

const person = (name: string) => installation.demo.people.find((each) => each.name === name) as Installation["demo"]["people"][number];
const credentials = ({ email, password }: { email: string; password: string }) => ({ email, password });
const isIn = async (browser: Browser) => (await browser.get("/api/me")).status === 200;
const askFor = (email: string, from = new Browser(url)) => from.post("/api/account/password-reset/request", { email });
const linkFor = async (email: string, after = 0) => {
  const mail = await mailServer.mail((each) => mailServer.mails.indexOf(each) >= after && (each.to as { text: string }).text === email);
  return /new-password#(\S+)/.exec(mail.text ?? "")?.[1] ?? "";
};
const reset = (token: string, password: string) => new Browser(url).post("/api/account/password-reset", { token, password });

describe("a forgotten password", () => {
  it("is answered the same, and as fast, whether the address has an account", async () => {
    const known = await askFor(person("Leo Brandt").email);
    const unknown = await askFor("nobody@example.org");
    const none = await askFor("no address at all");
    expect([known.status, known.body]).toEqual([200, { ok: true }]);
    for (const each of [unknown, none]) expect([each.status, each.text]).toEqual([known.status, known.text]);
    expect(await linkFor(person("Leo Brandt").email)).not.toBe("");
    expect(mailServer.mails).toHaveLength(1);
  });
  it("is chosen anew by the link: once, everywhere else is signed out, and the old one is worth nothing", async () => {
    const tom = person("Tom Okafor");
    const [here, there] = [await new Browser(url).signsIn(tom), await new Browser(other).signsIn(tom)];
    await askFor(tom.email.toUpperCase());
    const token = await linkFor(tom.email);
    expect((await reset(token, "too short")).body).toMatchObject({ fields: [{ path: "password" }] });
    expect((await reset(token, "password123456")).body).toMatchObject({ fields: [{ path: "password", message: expect.stringContaining("guessed first") as string }] });
    expect((await reset(token, "Tom.Okafor-2026")).body).toMatchObject({ fields: [{ path: "password", message: expect.stringContaining("your name") as string }] });
    expect((await reset(token, "x y".repeat(60))).body).toMatchObject({ fields: [{ path: "password", message: "A password has at most 128 characters." }] });
    expect((await reset(token, "eleven green kettles")).status).toBe(200);
    expect((await reset(token, "twelve green kettles")).body).toMatchObject({ code: "badRequest", fields: [{ path: "token" }] });
    await new Promise((later) => setTimeout(later, 1_100));
    expect([await isIn(here), await isIn(there)]).toEqual([false, false]);
    expect((await new Browser(url).post("/api/auth/sign-in/email", credentials(tom))).status).toBeGreaterThanOrEqual(400);
    await new Browser(url).signsIn({ email: tom.email, password: "eleven green kettles" });
  });
  it("cannot be chosen by a link of an hour ago, nor by another of the same time after one was used", async () => {
    const { email } = person("Dr Samuel Osei");
    const before = mailServer.mails.length;
    await askFor(email);
    const first = await linkFor(email);
    await askFor(email);
    await mailServer.mail((each) => mailServer.mails.indexOf(each) > before);
    const second = /new-password#(\S+)/.exec(mailServer.mails.at(-1)?.text ?? "")?.[1] ?? "";
    expect((await reset(second, "seven slow wooden spoons")).status).toBe(200);
    expect((await reset(first, "eight slow wooden spoons")).status).toBe(400);
    await askFor(email);
    const third = await linkFor(email, before + 2);
    await withAdmin(installation.adminUrl, (admin) => admin.query(`update auth.verification set "expiresAt" = now() - interval '1 second'`));
    expect((await reset(third, "nine slow wooden spoons")).status).toBe(400);
  });
  it("leaves no link in the database that could be used", async () => {
    const { email } = person("Dr Mei Tanaka");
    await askFor(email);
    const token = await linkFor(email);
    const stored = await withAdmin(installation.adminUrl, async (admin) =>
      JSON.stringify([(await admin.query("select * from auth.verification")).rows, (await admin.query("select * from jobs.outbox where state = 'sent'")).rows]),
    );
    expect(stored).not.toContain(token);
  });
  it("is not asked for without end, also from one browser after the other", async () => {
    const answers = [];
    for (let tries = 0; tries < 7; tries++) answers.push((await askFor("flood@example.org", new Browser(tries % 2 ? url : other))).status);
    expect(answers).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });
});

describe("trying passwords", () => {
  it("is slowed down on all nodes together, whatever cookie comes or none", async () => {
    const source = "127.0.9.9";
    const statuses = [];
    for (let tries = 0; tries < 12; tries++) {
      const browser = new Browser(tries % 2 ? url : other, source);
      statuses.push((await browser.post("/api/auth/sign-in/email", { email: person("Ana Lind").email, password: "a wrong password" })).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    // From elsewhere the person herself gets in.
    await new Browser(url).signsIn(person("Ana Lind"));
  });
  it("lets a whole hospital in that sits behind one address, and still counts whoever guesses there", async () => {
    const source = "127.0.9.10";
    const nair = person("Dr Priya Nair");
    for (let morning = 0; morning < 70; morning++) await new Browser(morning % 2 ? url : other, source).signsIn(nair);
    const guesses = [];
    for (let guess = 0; guess < 70; guess++)
      guesses.push((await new Browser(url, source).post("/api/auth/sign-in/email", { email: `nobody${guess}@example.org`, password: "a wrong password" })).status);
    expect([guesses[0], guesses.at(-1)]).toEqual([401, 429]);
  });
});

describe("changing the password", () => {
  it("asks for the one of now, keeps this session and ends the others", async () => {
    const noor = person("Noor Rahimi");
    const [here, there] = [await new Browser(url).signsIn(noor), await new Browser(url).signsIn(noor)];
    const change = (current: string, password: string) => here.post("/api/account/password", { current, password });
    expect((await change("not the password", "nineteen purple doors")).body).toMatchObject({ fields: [{ path: "current" }] });
    expect((await change(noor.password, "noor.rahimi-2026")).body).toMatchObject({ fields: [{ path: "password", message: expect.stringContaining("name or address") as string }] });
    expect((await change(noor.password, noor.password)).body).toMatchObject({ fields: [{ path: "password" }] });
    expect((await change(noor.password, "nineteen purple doors")).status).toBe(200);
    expect((await change(noor.password, "nineteen purple doors")).status).toBe(200);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    const grace = await administrator();
    const { body, text } = await grace.get("/api/platform/audit?action=account.passwordChanged");
    expect(body.lines).toMatchObject([{ action: "account.passwordChanged" }]);
    expect(text).not.toContain("purple");
  });
});

async function administrator(): Promise<Browser> {
  await withAdmin(installation.adminUrl, (admin) => admin.query("update tenant.person set platform_administrator = true where email = $1", [person("Grace Ellison").email]));
  await new Promise((later) => setTimeout(later, 1_100));
  return new Browser(url).signsIn(person("Grace Ellison"));
}

describe("sessions", () => {
  it("are listed with their device, ended one by one, and everywhere", async () => {
    const farah = person("Dr Farah Aziz");
    const [here, phone, stranger] = [await new Browser(url).signsIn(farah), new Browser(url), await new Browser(url).signsIn(person("Leo Brandt"))];
    await phone.post("/api/auth/sign-in/email", credentials(farah), { "user-agent": "Mozilla/5.0 (iPhone)" });
    type Listed = { id: string; isThis: boolean; userAgent: string }[];
    const list = async () => (await here.get("/api/account/security")).body.sessions as Listed;
    expect((await list()).map(({ isThis, userAgent }) => [isThis, userAgent])).toEqual([
      [false, "Mozilla/5.0 (iPhone)"],
      [true, ""],
    ]);
    const ofPhone = (await list()).find(({ isThis }) => !isThis)?.id;
    expect((await stranger.post(`/api/account/sessions/${ofPhone}/end`)).status).toBe(404);
    expect((await here.post(`/api/account/sessions/${ofPhone}/end`)).status).toBe(200);
    expect([await isIn(here), await isIn(phone)]).toEqual([true, false]);
    await phone.signsIn(farah);
    expect((await here.post("/api/account/sessions/end")).status).toBe(200);
    expect([await isIn(here), await isIn(phone), await isIn(stranger)]).toEqual([false, false, true]);
  });
  it("are kept for eight hours, and end with the browser for whoever does not want more", async () => {
    const cookie = async (rememberMe: boolean) => {
      const { headers } = await new Browser(url).post("/api/auth/sign-in/email", { ...credentials(person("Leo Brandt")), rememberMe });
      return headers["set-cookie"]?.find((line) => line.includes("session_token")) ?? "";
    };
    expect(await cookie(true)).toMatch(/Max-Age=28800/i);
    expect(await cookie(false)).not.toMatch(/Max-Age|Expires/i);
  });
});

describe("a second factor", () => {
  let helen: Browser;
  let secret: string;
  let recoveryCodes: string[];
  const who = () => person("Dr Helen Marsh");
  const codeNow = () => createOTP(base32.decode(secret)).totp();
  const withPasswordOnly = async () => {
    const browser = new Browser(url);
    expect((await browser.post("/api/auth/sign-in/email", { email: who().email, password: who().password })).body).toEqual({
      ok: true,
      secondFactor: { app: true, passkey: false },
    });
    expect(await isIn(browser)).toBe(false);
    return browser;
  };
  const gives = (browser: Browser, code: string, kind = "totp") => browser.post(`/api/auth/two-factor/verify-${kind}`, { code });

  it("is set up with the password and a right code, and every other session ends; this one stays", async () => {
    helen = await new Browser(url).signsIn(who());
    const elsewhere = await new Browser(url).signsIn(who());
    expect((await helen.post("/api/account/second-factor/begin", { password: "not the password" })).body).toMatchObject({ fields: [{ path: "password" }] });
    const begun = await helen.post("/api/account/second-factor/begin", { password: who().password });
    ({ secret, recoveryCodes } = begun.body as { secret: string; recoveryCodes: string[] });
    expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/Anteroom.*secret=/);
    expect(recoveryCodes).toHaveLength(10);
    expect((await helen.post("/api/account/second-factor/confirm", { code: "000000" })).body).toMatchObject({ fields: [{ path: "code" }] });
    expect((await helen.get("/api/account/security")).body.secondFactor).toBe(false);
    expect((await helen.post("/api/account/second-factor/confirm", { code: await codeNow() })).status).toBe(200);
    expect((await helen.get("/api/account/security")).body).toMatchObject({ secondFactor: true, recoveryCodesLeft: 10 });
    expect([await isIn(helen), await isIn(elsewhere)]).toEqual([true, false]);
  });
  it("is asked for after the password, and a code opens one session only", async () => {
    const [first, second] = [await withPasswordOnly(), await withPasswordOnly()];
    expect((await gives(first, "000000")).body).toMatchObject({ code: "badRequest", fields: [{ path: "code" }] });
    const code = await codeNow();
    expect((await gives(first, `${code.slice(0, 3)} ${code.slice(3)}`)).body).toEqual({ ok: true });
    expect(await isIn(first)).toBe(true);
    expect((await gives(second, code)).body).toMatchObject({ fields: [{ path: "code" }] });
    expect(await isIn(second)).toBe(false);
  });
  it("gives nobody in by a code alone, and the password again after five wrong ones", async () => {
    expect((await gives(new Browser(url), await codeNow())).status).toBe(401);
    const browser = await withPasswordOnly();
    for (let tries = 0; tries < 5; tries++) expect((await gives(browser, "000000")).status).toBe(400);
    expect((await gives(browser, "000000")).status).toBe(401);
    expect((await gives(browser, await codeNow())).status).toBe(401);
  });
  it("can be replaced by a recovery code, each once, however it is typed", async () => {
    const [code = ""] = recoveryCodes;
    expect((await gives(await withPasswordOnly(), code.replace("-", " ").toUpperCase(), "backup-code")).body).toEqual({ ok: true });
    expect((await gives(await withPasswordOnly(), code, "backup-code")).status).toBe(400);
    expect((await helen.get("/api/account/security")).body.recoveryCodesLeft).toBe(9);
    const renewed = await helen.post("/api/account/second-factor/recovery-codes", { password: who().password });
    expect((await gives(await withPasswordOnly(), recoveryCodes[1] ?? "", "backup-code")).status).toBe(400);
    expect((await gives(await withPasswordOnly(), (renewed.body.recoveryCodes as string[])[0] ?? "", "backup-code")).status).toBe(200);
  });
  it("is still asked for after the password was forgotten", async () => {
    await askFor(who().email);
    const token = await linkFor(who().email);
    expect((await reset(token, who().password)).status).toBe(200);
    await withPasswordOnly();
  });
  it("stands sealed in the database, and is taken away with the password", async () => {
    const stored = await withAdmin(installation.adminUrl, async (admin) => JSON.stringify((await admin.query('select * from auth."twoFactor"')).rows));
    expect(stored).not.toContain(base32.decode(secret).toString());
    const browser = await withPasswordOnly();
    await withAdmin(installation.adminUrl, (admin) => admin.query("delete from auth.used_code"));
    await gives(browser, await codeNow());
    expect((await browser.post("/api/account/second-factor/remove", { password: "not the password" })).status).toBe(400);
    expect((await browser.post("/api/account/second-factor/remove", { password: who().password })).status).toBe(200);
    await new Browser(url).signsIn(who());
  });
});

describe("of the accounts library's own routes", () => {
  it.each([
    "sign-up/email",
    "update-user",
    "delete-user",
    "change-email",
    "change-password",
    "set-password",
    "request-password-reset",
    "reset-password",
    "revoke-sessions",
    "list-sessions",
    "two-factor/enable",
    "two-factor/disable",
    "two-factor/get-totp-uri",
    "two-factor/generate-backup-codes",
    "two-factor/send-otp",
    "two-factor/verify-otp",
    "sign-in/social",
    "link-social",
    "send-verification-email",
  ])("%s does not exist for the outside", async (route) => {
    const browser = await new Browser(url).signsIn(person("Leo Brandt"));
    expect((await browser.post(`/api/auth/${route}`, {})).status).toBe(404);
    expect((await browser.get(`/api/auth/${route}`)).status).toBe(404);
  });
  it.each(["get-session", "ok", "error", "list-sessions", "reset-password/abc", "verify-email"])("%s cannot be read either", async (route) => {
    expect((await new Browser(url).get(`/api/auth/${route}`)).status).toBe(404);
  });
  it("takes no request of another site", async () => {
    for (const route of ["sign-in/email", "sign-out", "two-factor/verify-totp", "two-factor/verify-backup-code"])
      expect((await new Browser(url).post(`/api/auth/${route}`, {}, { origin: "https://elsewhere.example" })).status).toBe(403);
  });
});

it("an invitation is answered as one that a mail server carries, and it does", async () => {
  const helen = await new Browser(url).signsIn(person("Dr Helen Marsh"));
  const { body } = await helen.post("/api/clinics/cardiology/team/invite", { addresses: ["new.nurse@example.org"], role: "teamMember", permissions: ["waitingArea"] });
  expect(body).toEqual({ ok: true, outcomes: [{ address: "new.nurse@example.org", outcome: "invited" }], sends: true });
  const mail = await mailServer.mail((each) => (each.to as { text: string }).text === "new.nurse@example.org");
  expect(mail.text).toContain("/invitation#");
});
