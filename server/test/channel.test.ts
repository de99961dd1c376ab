import type { ChannelMessage } from "@anteroom/core/protocol";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { destroyOldMessages } from "../src/channel/index.ts";
import { KeyRing } from "../src/visits/index.ts";
import { Browser, type Frame, type Installation, makeInstallation, type Page } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

let installation: Installation;
let first: Awaited<ReturnType<Installation["node"]>>;
let url: string;
let heart: string;
const people = new Map<string, Browser>();
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const browser = (name: string) => people.get(name)!;
const sql = (text: string, values: unknown[] = []) => withAdmin(installation.adminUrl, (admin) => admin.query(text, values));

beforeAll(async () => {
  installation = await makeInstallation();
  first = await installation.node();
  ({ url } = first);
  for (const name of ["Dr Priya Nair", "Dr Helen Marsh", "Ana Lind", "Grace Ellison", "Tom Okafor"]) people.set(name, await new Browser(url).signsIn(person(name)));
  heart = String((await browser("Dr Helen Marsh").get("/api/clinics/cardiology")).body.id);
});
afterAll(() => installation.end());

const CHANNEL = "/api/clinics/cardiology/channel";
const write = (who: string, text: string, headers = {}) => browser(who).post(CHANNEL, { text }, headers);
const page = async (who: string, before?: number) =>
  (await browser(who).get(before ? `${CHANNEL}?before=${before}` : CHANNEL)).body as { messages: ChannelMessage[]; more: boolean };
const texts = async (who: string) => (await page(who)).messages.map(({ text }) => text);
const read = async (who: string) => browser(who).post(`${CHANNEL}/read`, { number: (await page(who)).messages.at(-1)!.number });
const tells = (text: string | null) => (frame: Frame) => frame.t === "change" && (frame.value as ChannelMessage | null)?.text === text;
const unread = (count: number) => (frame: Frame) => frame.topic === `unread:${heart}` && (frame.value as { unread?: number } | null)?.unread === count;
async function watching(who: Browser, topic: string): Promise<Page> {
  const open = await who.opensStream();
  open.watch(`${topic}:${heart}`);
  await open.sees((frame) => frame.topic === `${topic}:${heart}`);
  return open;
}

describe("what somebody writes", () => {
  it("is on every colleague's open page at once, also on another node, with who and when", async () => {
    const second = await installation.node();
    const here = await watching(browser("Ana Lind"), "channel");
    const there = await watching(browser("Dr Helen Marsh").at(second.url), "channel");
    const { status, body } = await write("Dr Priya Nair", "  Room 3 is free\nagain\u202e ");
    expect(status).toBe(200);
    for (const open of [here, there]) {
      const { key, value } = await open.sees(tells("Room 3 is free\nagain"));
      expect(key).toBe(`message/${String(body.id)}`);
      expect(value).toMatchObject({ number: 1, byName: "Dr Priya Nair", picture: null });
      open.socket.close();
    }
    await second.stop();
    expect(await page("Grace Ellison")).toMatchObject({ messages: [{ text: "Room 3 is free\nagain" }], more: false });
  });

  it("is there once, however often the request comes", async () => {
    const headers = { "idempotency-key": "one-message-of-the-team" };
    const [one, two] = [await write("Ana Lind", "Only once", headers), await write("Ana Lind", "Only once", headers)];
    expect([two.status, two.body]).toEqual([200, one.body]);
    expect((await texts("Dr Priya Nair")).filter((text) => text === "Only once")).toHaveLength(1);
    expect((await write("Ana Lind", "Something else", headers)).body.code).toBe("idempotencyKeyReused");
  });

  it.each([
    ["nothing", " \n ", "missing"],
    ["nothing that can be seen", "\u200b\u202e", "missing"],
    ["too much", "x".repeat(2_001), "tooLong"],
  ])("is not %s", async (_story, text, code) => {
    const { status, body } = await write("Ana Lind", text);
    expect([status, body.fields]).toMatchObject([400, [{ path: "text", code }]]);
  });

  it("keeps one order without gaps when many write at the same moment", async () => {
    await Promise.all(Array.from({ length: 12 }, (_, at) => write(at % 2 ? "Ana Lind" : "Dr Priya Nair", `Together ${at}`)));
    const numbers = (await page("Ana Lind")).messages.map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, at) => numbers[0]! + at));
  });

  it("is read back page by page", async () => {
    for (let at = (await page("Ana Lind")).messages.length; at < 34; at += 1) await write("Ana Lind", `Line ${at}`);
    const newest = await page("Dr Priya Nair");
    const older = await page("Dr Priya Nair", newest.messages[0]!.number);
    expect([newest.messages.length, newest.more, older.messages.length, older.more]).toEqual([30, true, 4, false]);
    expect(older.messages.at(-1)!.number).toBe(newest.messages[0]!.number - 1);
    expect(older.messages[0]!.text).toBe("Room 3 is free\nagain");
    expect((await browser("Ana Lind").get(`${CHANNEL}?before=soon`)).body).toMatchObject({ code: "badRequest", fields: [{ path: "before" }] });
  });

  it("stands sealed in the database, and in no log", async () => {
    await write("Ana Lind", "A word that is nowhere else");
    const { rows } = await sql("select sealed, key_hour from tenant.channel_message order by number desc limit 1");
    expect((rows[0] as { sealed: Buffer }).sealed.toString("latin1")).not.toContain("nowhere else");
    for (const table of ["tenant.audit", "tenant.activity", "jobs.topic_change", "jobs.idempotency"])
      expect((await sql(`select 1 from ${table} t where t::text like '%nowhere else%'`)).rowCount).toBe(0);
  });

  it("is limited by source like other messages", async () => {
    const flood = await new Browser(url).signsIn(person("Ana Lind"));
    const replies = await Promise.all(Array.from({ length: 245 }, () => flood.post(CHANNEL, { text: "" })));
    expect(replies.map(({ status }) => status)).toContain(429);
  });
});

describe("what is unread", () => {
  it("is counted for each person, without what they wrote, and told to all their pages", async () => {
    for (const who of ["Dr Priya Nair", "Dr Helen Marsh"]) await read(who);
    const [priya, helen] = [await watching(browser("Dr Priya Nair"), "unread"), await watching(browser("Dr Helen Marsh"), "unread")];
    await write("Ana Lind", "One");
    await write("Dr Helen Marsh", "Two");
    await priya.sees(unread(2));
    await helen.sees(unread(1));
    priya.frames.length = 0;
    expect((await read("Dr Priya Nair")).status).toBe(200);
    await priya.sees(unread(0));
    // Reading does not go back, nor ahead of what is written.
    await browser("Dr Priya Nair").post(`${CHANNEL}/read`, { number: 1 });
    await browser("Dr Priya Nair").post(`${CHANNEL}/read`, { number: 999_999 });
    priya.frames.length = 0;
    await write("Ana Lind", "Three");
    await priya.sees(unread(1));
    await helen.sees(unread(2));
    for (const open of [priya, helen]) open.socket.close();
  });
});

describe("taking a message back", () => {
  it("destroys its text for everybody and leaves its place", async () => {
    const { body } = await write("Ana Lind", "To the wrong clinic");
    const [open, counts] = [await watching(browser("Dr Priya Nair"), "channel"), await watching(browser("Dr Helen Marsh"), "unread")];
    expect((await browser("Ana Lind").post(`${CHANNEL}/${String(body.id)}/remove`)).status).toBe(200);
    const { value } = await open.sees(tells(null));
    expect(value).toMatchObject({ id: body.id, byName: "Ana Lind", text: null });
    await counts.sees(unread(2));
    expect((await sql("select 1 from tenant.channel_message where id = $1 and (sealed is not null or wrapped_key is not null)", [body.id])).rowCount).toBe(0);
    // The answer may have been lost.
    expect((await browser("Ana Lind").post(`${CHANNEL}/${String(body.id)}/remove`)).status).toBe(200);
    for (const each of [open, counts]) each.socket.close();
  });

  it("is for whoever wrote it alone, in the clinic where it stands", async () => {
    const { body } = await write("Ana Lind", "Mine");
    expect((await browser("Dr Helen Marsh").post(`${CHANNEL}/${String(body.id)}/remove`)).status).toBe(403);
    expect((await browser("Ana Lind").post(`/api/clinics/heart-rhythm/channel/${String(body.id)}/remove`)).status).toBe(404);
    expect((await browser("Tom Okafor").post(`${CHANNEL}/${String(body.id)}/remove`)).status).toBe(403);
    expect(await texts("Dr Helen Marsh")).toContain("Mine");
  });
});

describe("who does not read it", () => {
  it("a caller, in their visit or in a call with the clinic: not by HTTP, not by the stream, not by a face", async () => {
    const caller = new Browser(url);
    const visit = await caller.enters("cardiology");
    await browser("Dr Priya Nair").post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });
    expect((await caller.get(CHANNEL)).status).toBe(401);
    expect((await caller.post(CHANNEL, { text: "Hello" })).status).toBe(401);
    const open = await caller.opensStream();
    open.watch(`call:${visit.callId}`);
    for (const topic of ["channel", "unread"]) {
      open.watch(`${topic}:${heart}`);
      await open.sees((frame) => frame.t === "refused" && frame.topic === `${topic}:${heart}`);
    }
    await write("Dr Priya Nair", "Her line is poor");
    expect(JSON.stringify(open.frames)).not.toContain("Her line is poor");
    open.socket.close();
    await browser("Dr Priya Nair").post(`/api/visits/${visit.visitId}/end`);
  });

  it("somebody whose right was taken: the open page is refused within two seconds, and what they wrote stays with their name", async () => {
    await write("Ana Lind", "Before I went");
    const lind = await watching(browser("Ana Lind"), "channel");
    lind.watch(`unread:${heart}`);
    await lind.sees((frame) => frame.topic === `unread:${heart}`);
    await sql("delete from tenant.clinic_member where person_id = (select id from tenant.person where name = 'Ana Lind') and clinic_id = $1", [heart]);
    for (const topic of ["channel", "unread"]) await lind.sees((frame) => frame.t === "refused" && frame.topic === `${topic}:${heart}`, 2_000);
    expect([(await browser("Ana Lind").get(CHANNEL)).status, (await write("Ana Lind", "Still here?")).status]).toEqual([403, 403]);
    await write("Dr Helen Marsh", "She is gone");
    expect(JSON.stringify(lind.frames)).not.toContain("She is gone");
    expect((await page("Dr Priya Nair")).messages.find(({ text }) => text === "Before I went")).toMatchObject({ byName: "Ana Lind" });
    lind.socket.close();
  });
});

describe("after seven days", () => {
  it("messages are destroyed, open pages drop them, and the keys of their hours are shredded", async () => {
    const [open, counts] = [await watching(browser("Dr Priya Nair"), "channel"), await watching(browser("Grace Ellison"), "unread")];
    const { messages } = await page("Dr Priya Nair");
    const kept = messages.at(-1)!;
    const oldHour = "2026-01-02T03";
    // As if all but the last were written in an hour long ago, sealed with that hour's key.
    const keys = new KeyRing(installation.dataDir);
    const old = keys.newKey(Date.parse(`${oldHour}:10:00Z`));
    await sql("update tenant.channel_message set at = $1, key_hour = $2, wrapped_key = $3 where number < $4 and sealed is not null", [
      Date.now() - 7 * DAY_MS - 1,
      oldHour,
      old.wrapped,
      kept.number,
    ]);
    await sql("update tenant.channel_message set at = $1 where number < $2", [Date.now() - 7 * DAY_MS - 1, kept.number]);
    const inUse = async () => new Set((await first.app.database.query<{ hour: string }>("select * from tenant.key_hours_in_use() as hour")).map(({ hour }) => hour));
    const hours = () => readdirSync(join(installation.dataDir, "keys"));

    keys.shred(await inUse(), Date.now());
    expect(hours()).toContain(oldHour);
    let announced = 0;
    await destroyOldMessages(first.app.database, (moves) => (announced += moves.length), Date.now());
    expect(announced).toBe(2);
    // Told by another node: the counter in the database is enough.
    expect((await open.sees((frame) => frame.key === "start")).value).toEqual({ number: kept.number });
    await counts.sees(unread(1));
    expect(await page("Dr Priya Nair")).toMatchObject({ messages: [{ number: kept.number }], more: false });
    keys.shred(await inUse(), Date.now());
    expect(hours()).not.toContain(oldHour);

    await destroyOldMessages(first.app.database, () => {}, Date.now() + 8 * DAY_MS);
    expect(await texts("Dr Priya Nair")).toEqual([]);
    // Numbers go on: nobody has read ahead.
    await write("Dr Helen Marsh", "A new week");
    expect((await page("Dr Priya Nair")).messages).toMatchObject([{ number: kept.number + 1 }]);
    for (const each of [open, counts]) each.socket.close();
  });
});
