import type { AddressObject } from "mailparser";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compose, createMailer, deliverDue, type Mail, queueMail } from "../src/outbox/index.ts";
import { MAIL_TEXTS, TEMPLATES } from "../src/outbox/mail-texts.ts";
import { type MailServerForTests, startMailServer } from "./mail-server.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { makeTestDatabase, withAdmin } from "./test-database.ts";

const organisationId = uuidv7();
const link = "https://call.example.org/reset-password#a-secret-token";
const values = {
  name: "Priya",
  byName: "Grace Ellison",
  oldEmail: "old@example.org",
  newEmail: "new@example.org",
  organisationName: "Marlow",
  clinicName: "Cardiology",
  minutes: "12",
  count: "3",
  role: "clinicClerk",
  link,
  expiresAt: "2026-12-24T10:00:00Z",
};
const mail = (more: Partial<Mail> = {}): Mail => ({ organisationId, to: "priya@example.org", template: "passwordReset", language: "en", values, ...more });

describe("the words of a mail", () => {
  it.each(Object.keys(MAIL_TEXTS).flatMap((language) => TEMPLATES.map((template) => [template, language] as const)))("%s is complete in %s", (template, language) => {
    const { subject, text, html } = compose(template, language, values);
    for (const words of [subject, text, html]) expect(words).not.toMatch(/\{|undefined/);
    expect(text.includes(link) && html.includes(`href="${link}"`)).toBe(MAIL_TEXTS[language]?.mails[template].button !== null);
    expect(html).toContain(`dir="${language === "ar" ? "rtl" : "ltr"}"`);
  });
  it("tells place, role and day in the reader's words", () => {
    const { subject, text } = compose("membershipInvitation", "en-AU", values);
    expect(subject).toBe("Grace Ellison invites you to Cardiology (Marlow)");
    expect(text).toContain("Your role there: clinic clerk.");
    expect(text).toContain("until Dec 24, 2026");
    expect(compose("memberAdded", "en", { ...values, clinicName: "" }).subject).toBe("You were added to Marlow");
  });
  it("takes no markup and no header from a name", () => {
    const { subject, html } = compose("memberAdded", "en", { ...values, clinicName: "<img src=x onerror=alert(1)>\r\nBcc: all@example.org" });
    expect(html).not.toContain("<img");
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe("a mail in the outbox", () => {
  let made: Awaited<ReturnType<typeof makeTestDatabase>>;
  let server: MailServerForTests;
  beforeAll(async () => {
    [made, server] = await Promise.all([makeTestDatabase(), startMailServer()]);
  });
  afterAll(() => Promise.all([made.drop(), server.stop()]));
  const queue = (which: Mail) => made.database.transact([organisationId], (transaction) => queueMail(transaction, which));
  const rowOf = async (to: string) =>
    (
      await made.database.query<{ state: string; attempts: number; problem: string | null; values: object; wait: number }>(
        "select state, attempts, problem, values, extract(epoch from due_at - now())::float8 as wait from jobs.outbox where recipient = $1",
        [to],
      )
    )[0];
  async function deliver(url = server.url) {
    const mailer = createMailer({ url, from: "Video visits <no-reply@example.org>" });
    await deliverDue(made.database, { mail: mailer, text: null }).finally(() => mailer.close());
  }

  it("is there only if the change is", async () => {
    await made.database
      .transact([organisationId], async (transaction) => {
        await queueMail(transaction, mail({ to: "never@example.org" }));
        throw new Error("the change failed");
      })
      .catch(() => {});
    expect(await rowOf("never@example.org")).toBeUndefined();
  });
  it("says at once what a text lacks", () => expect(queue(mail({ template: "emailChange", values: { name: "Priya", link } }))).rejects.toThrow(/"oldEmail"/));
  it("reaches its reader as text and HTML, once, and its link is then forgotten", async () => {
    await queue(mail({ to: "reader@example.org", language: "ar" }));
    await Promise.all([deliver(), deliver(), deliver()]);
    const received = server.mails.filter(({ to }) => (to as AddressObject | undefined)?.text === "reader@example.org");
    expect(received).toHaveLength(1);
    const [first] = received;
    expect(first?.from?.text).toBe('"Video visits" <no-reply@example.org>');
    expect(first?.subject).toBe("اختر كلمة مرور جديدة");
    expect(first?.text).toContain(link);
    expect(first?.html).toContain(`href="${link}"`);
    expect(await rowOf("reader@example.org")).toMatchObject({ state: "sent", attempts: 1, problem: null, values: expect.not.objectContaining({ link }) as object });
  });
  it("waits and is tried again when the server says later", async () => {
    await queue(mail({ to: "later@example.org" }));
    server.refuseNext(451, 1);
    await deliver();
    const waiting = await rowOf("later@example.org");
    expect(waiting).toMatchObject({ state: "waiting", attempts: 1, problem: expect.stringContaining("refused by the test") as string });
    expect(waiting?.wait).toBeGreaterThan(10);
    await made.database.query("update jobs.outbox set due_at = now() where recipient = 'later@example.org'");
    await deliver();
    expect(await rowOf("later@example.org")).toMatchObject({ state: "sent", attempts: 2 });
  });
  it("waits while nobody answers", async () => {
    await queue(mail({ to: "gone@example.org" }));
    await deliver("smtp://127.0.0.1:9");
    expect(await rowOf("gone@example.org")).toMatchObject({ state: "waiting", attempts: 1, values: expect.objectContaining({ link }) as object });
  });
  it("is given up when its address is refused for good", async () => {
    await queue(mail({ to: "nobody@example.org" }));
    server.refuseNext(550, 1);
    await deliver();
    expect(await rowOf("nobody@example.org")).toMatchObject({ state: "failed", attempts: 1 });
  });
  it("is given up when its link is of no use any more", async () => {
    await queue(mail({ to: "late@example.org" }));
    await made.database.query("update jobs.outbox set useful_until = now() - interval '1 second' where recipient = 'late@example.org'");
    await deliver();
    expect(await rowOf("late@example.org")).toMatchObject({ state: "failed", attempts: 0, values: expect.not.objectContaining({ link }) as object });
  });
  it("takes an address with a comma as one reader", async () => {
    await queue(mail({ to: "a@example.org,b@example.org" }));
    await deliver();
    expect(server.mails.filter(({ to }) => (to as AddressObject | undefined)?.value.some(({ address }) => address === "b@example.org"))).toEqual([]);
  });
});

describe("the platform's outbox", () => {
  let installation: Installation;
  let url: string;
  let administrator: Browser;
  const person = (name: string) => installation.demo.people.find((each) => each.name === name) as Installation["demo"]["people"][number];
  beforeAll(async () => {
    installation = await makeInstallation();
    const { url: at, app } = await installation.node();
    url = at;
    await withAdmin(installation.adminUrl, (admin) => admin.query("update tenant.person set platform_administrator = true where email = $1", [person("Grace Ellison").email]));
    administrator = await new Browser(url).signsIn(person("Grace Ellison"));
    await app.database.transact([organisationId], async (transaction) => {
      for (let number = 0; number < 55; number++) await queueMail(transaction, mail({ to: `person${number}@example.org` }));
      await queueMail(transaction, mail({ to: "one@example.org", template: "membershipInvitation" }));
    });
  });
  afterAll(() => installation.end());
  type Lines = { id: string; to: string; state: string }[];

  it("is closed to everybody else", async () => {
    expect((await new Browser(url).get("/api/platform/outbox")).status).toBe(401);
    const coordinator = await new Browser(url).signsIn(person("Dr Ruth Adler"));
    expect((await coordinator.get("/api/platform/outbox")).status).toBe(403);
    expect((await coordinator.get(`/api/platform/outbox/${uuidv7()}`)).status).toBe(403);
  });
  it("lists from new to old, fifty at a time, without a link in it", async () => {
    const { body, text } = await administrator.get("/api/platform/outbox");
    const messages = body.messages as Lines;
    expect([messages.length, messages[0]?.to, body.more, body.sends]).toEqual([50, "one@example.org", true, false]);
    expect(text).not.toContain("a-secret-token");
    const rest = await administrator.get(`/api/platform/outbox?after=${messages[49]?.id}`);
    expect([(rest.body.messages as Lines).length, rest.body.more]).toEqual([6, false]);
  });
  it("finds by address and by words, and not by what is secret", async () => {
    const found = async (words: string) => ((await administrator.get(`/api/platform/outbox?words=${encodeURIComponent(words)}`)).body.messages as Lines).map(({ to }) => to);
    expect(await found("PERSON7@")).toEqual(["person7@example.org"]);
    expect(await found("cardiology invitation")).toEqual(["one@example.org"]);
    expect(await found("a-secret-token")).toEqual([]);
    expect(await found("%")).toEqual([]);
  });
  it("opens one message with its link, and that is in the audit log", async () => {
    const [line] = (await administrator.get("/api/platform/outbox?words=person3@")).body.messages as Lines;
    const { body } = await administrator.get(`/api/platform/outbox/${line?.id}`);
    expect(body).toMatchObject({ to: "person3@example.org", subject: "Choose a new password", link, text: expect.stringContaining(link) as string });
    const log = await administrator.get("/api/platform/audit?action=outboxMessage");
    expect(log.body.lines).toMatchObject([{ action: "outboxMessage.read", subjectId: line?.id, after: { to: "person3@example.org" } }]);
    expect(log.text).not.toContain("a-secret-token");
    expect((await administrator.get(`/api/platform/outbox/${uuidv7()}`)).status).toBe(404);
  });
  it("tries a failed message again when told", async () => {
    const [line] = (await administrator.get("/api/platform/outbox?words=person5@")).body.messages as Lines;
    await withAdmin(installation.adminUrl, (admin) => admin.query("update jobs.outbox set state = 'failed', attempts = 4 where id = $1", [line?.id]));
    expect((await administrator.post(`/api/platform/outbox/${line?.id}/retry`)).status).toBe(200);
    expect(((await administrator.get("/api/platform/outbox?words=person5@")).body.messages as Lines)[0]).toMatchObject({ state: "waiting", attempts: 0 });
    await withAdmin(installation.adminUrl, (admin) => admin.query("update jobs.outbox set state = 'failed', values = values - 'link' where id = $1", [line?.id]));
    expect((await administrator.post(`/api/platform/outbox/${line?.id}/retry`)).status).toBe(400);
  });
});
