import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withAdmin } from "./test-database.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";

let installation: Installation;
let url: string;
let priya: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name) as Installation["demo"]["people"][number];
beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  priya = await new Browser(url).signsIn(person("Dr Priya Nair"));
});
afterAll(() => installation.end());

type Saved = { values: { name: string; mobile: string; username: string; language: string }; version: number };
const read = async (browser = priya) => (await browser.get("/api/account/profile")).body as unknown as Saved & { email: string };
const save = (values: object, version: number, browser = priya) => browser.post("/api/account/profile", { values, version });

describe("another e-mail address", () => {
  const admin = (text: string) => withAdmin(installation.adminUrl, (client) => client.query(text));
  const mails = async (to: string) =>
    (await admin(`select template, values ->> 'link' as link from jobs.outbox where recipient = '${to}' order by id`)).rows as { template: string; link: string | null }[];
  const tokenTo = async (to: string) => /#(.+)/.exec((await mails(to)).at(-1)?.link ?? "")?.[1] ?? "";
  const confirm = (token: string) => new Browser(url).post("/api/account/email/confirm", { token });

  it("counts once its owner has confirmed it, for signing in and for everything else, and the old one is told", async () => {
    const farah = person("Dr Farah Aziz");
    const browser = await new Browser(url).signsIn(farah);
    const ask = (email: string, password = farah.password) => browser.post("/api/account/email", { email, password });
    expect((await ask("f.aziz@example.org", "not the password")).body).toMatchObject({ fields: [{ path: "password" }] });
    for (const wrong of ["no address", "a@b", "x@example.org,y@example.org", farah.email.toUpperCase()])
      expect((await ask(wrong)).body).toMatchObject({ fields: [{ path: "email" }] });
    expect((await ask("first@example.org")).status).toBe(200);
    expect((await ask("F.Aziz@Example.org")).status).toBe(200);
    expect((await confirm(await tokenTo("first@example.org"))).status).toBe(400);
    const elsewhere = await new Browser(url).signsIn(farah);
    const token = await tokenTo("f.aziz@example.org");
    expect((await browser.post("/api/account/email/confirm", { token })).body).toEqual({ ok: true, email: "f.aziz@example.org" });
    expect((await confirm(token)).status).toBe(400);
    expect((await browser.get("/api/me")).body.email).toBe("f.aziz@example.org");
    await new Browser(url).signsIn({ ...farah, email: "f.aziz@example.org" });
    // They were told of it, and whoever was in elsewhere is out.
    expect((await elsewhere.get("/api/me")).status).toBe(401);
    expect((await new Browser(url).post("/api/auth/sign-in/email", { email: farah.email, password: farah.password })).status).toBe(401);
    expect((await mails(farah.email)).map(({ template }) => template)).toEqual(["emailChanged"]);
    const log = await admin("select action, facts from tenant.audit where action like 'account.email%' order by id");
    expect(log.rows).toMatchObject([
      { action: "account.emailChangeAsked", facts: { after: { email: "first@example.org" } } },
      { action: "account.emailChangeAsked", facts: { after: { email: "f.aziz@example.org" } } },
      { action: "account.emailChanged", facts: { before: { email: farah.email }, after: { email: "f.aziz@example.org" } } },
    ]);
  });
  it("of somebody else is answered the same, and nothing is sent or changed", async () => {
    const [ana, helen] = [person("Ana Lind"), person("Dr Helen Marsh")];
    const browser = await new Browser(url).signsIn(ana);
    expect((await browser.post("/api/account/email", { email: helen.email, password: ana.password })).body).toEqual({ ok: true });
    expect(await mails(helen.email)).toEqual([]);
    // Asked for while it was free, and taken since.
    await browser.post("/api/account/email", { email: "shared@example.org", password: ana.password });
    await admin(`update tenant.person set email = 'shared@example.org' where email = '${person("Noor Rahimi").email}'`);
    expect((await confirm(await tokenTo("shared@example.org"))).status).toBe(400);
    expect((await browser.get("/api/me")).body.email).toBe(ana.email);
    await new Browser(url).signsIn(ana);
  });
  it.each(["chosen anew", "changed"])("that somebody began with a stolen password is off once the password is %s", async (way) => {
    const samuel = person("Dr Samuel Osei");
    const [thief, owner] = [await new Browser(url).signsIn(samuel), await new Browser(url).signsIn(samuel)];
    await thief.post("/api/account/email", { email: `thief.${way.length}@example.org`, password: samuel.password });
    const stolen = await tokenTo(`thief.${way.length}@example.org`);
    expect(stolen).not.toBe("");
    const other = `four words and a kettle ${way.length}`;
    if (way === "changed") await owner.post("/api/account/password", { current: samuel.password, password: other });
    else {
      await owner.post("/api/account/password-reset/request", { email: samuel.email });
      await expect.poll(() => tokenTo(samuel.email)).not.toBe("");
      expect((await owner.post("/api/account/password-reset", { token: await tokenTo(samuel.email), password: other })).status).toBe(200);
    }
    expect((await confirm(stolen)).status).toBe(400);
    samuel.password = other;
    await new Browser(url).signsIn(samuel);
  });
  it("cannot be confirmed after an hour", async () => {
    const osei = person("Dr Samuel Osei");
    const browser = await new Browser(url).signsIn(osei);
    await browser.post("/api/account/email", { email: "osei@example.org", password: osei.password });
    await admin("update auth.email_change set expires_at = now() - interval '1 second'");
    expect((await confirm(await tokenTo("osei@example.org"))).status).toBe(400);
  });
});

describe("one's own profile", () => {
  it("is saved, and every open page of the person shows it", async () => {
    const { values, version, email } = await read();
    expect([values.name, email]).toEqual(["Dr Priya Nair", person("Dr Priya Nair").email]);
    const page = await priya.opensStream();
    const { id } = (await priya.get("/api/me")).body as { id: string };
    page.watch(`person:${id}`);
    await page.sees((frame) => (frame.value as { name?: string } | null)?.name === "Dr Priya Nair");
    const saved = await save({ ...values, name: " Dr Priya\u202e  Nair-Rao ", mobile: "٠٤١٢ 555 010", username: "Priya-Nair" }, version);
    expect(saved.body).toMatchObject({ values: { name: "Dr Priya Nair-Rao", mobile: "0412 555 010", username: "priya-nair" }, lastChange: { by: "Dr Priya Nair-Rao" } });
    await page.sees((frame) => (frame.value as { name?: string } | null)?.name === "Dr Priya Nair-Rao");
    page.socket.close();
  });
  it("tells the second of two pages what changed meanwhile", async () => {
    const { values, version } = await read();
    expect((await save({ ...values, mobile: "0412 555 011" }, version)).status).toBe(200);
    expect((await save({ ...values, mobile: "0412 555 012" }, version)).body).toMatchObject({ code: "changedMeanwhile", now: { values: { mobile: "0412 555 011" } } });
    // The same once more, because the answer was lost.
    expect((await save({ ...values, mobile: "0412 555 011" }, version)).status).toBe(200);
  });
  it.each([
    ["name", { name: " \u200b " }],
    ["name", { name: "x".repeat(81) }],
    ["mobile", { mobile: "call me" }],
    ["username", { username: "a" }],
    ["username", { username: "-priya" }],
    ["username", { username: "prïya" }],
    ["username", { username: "admin" }],
  ])("refuses a wrong %s with a sentence", async (field, wrong) => {
    const { values, version } = await read();
    expect((await save({ ...values, ...wrong }, version)).body).toMatchObject({ code: "badRequest", fields: [{ path: field }] });
  });
  it("gives a username to one person only", async () => {
    const tom = await new Browser(url).signsIn(person("Tom Okafor"));
    const { values, version } = await read(tom);
    expect((await save({ ...values, username: "priya-nair" }, version, tom)).body).toMatchObject({
      fields: [{ path: "username", message: "Somebody else has this name already." }],
    });
  });
  it("is nobody's without a session", async () => expect((await new Browser(url).get("/api/account/profile")).status).toBe(401));
});
