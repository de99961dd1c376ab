import type { Visit } from "@anteroom/core/visit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

type Text = { recipient: string; values: { text: string; code?: string; link?: string } };
type Place = { visitId: string; callId: string; seatId: string };

const clinic = "cardiology";
let installation: Installation;
let url: string;
let nair: Browser;
let grace: Browser;
let numbers = 100;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
});
afterAll(() => installation.end());

const sql = <R extends object>(text: string, values: unknown[] = []) => withAdmin(installation.adminUrl, async (admin) => (await admin.query<R>(text, values)).rows);
const stored = async (visitId: string) => (await sql<{ body: Visit }>("select body from tenant.visit where id = $1", [visitId]))[0]!.body;
const textsTo = (number: string) => sql<Text>("select recipient, values from jobs.outbox where recipient = $1 order by id", [number]);
const newNumber = () => `+61412555${++numbers}`;

async function keeps(offlineQueue: "off" | "recall" | "textNext"): Promise<void> {
  const { sections } = (await grace.get(`/api/clinics/${clinic}/settings`)).body as { sections: { offline: { version: number } } };
  const saved = await grace.post(`/api/clinics/${clinic}/settings/offline`, { version: sections.offline.version, values: { offlineQueue } });
  expect(saved.status).toBe(200);
}

async function enters(): Promise<{ caller: Browser; place: Place }> {
  const caller = new Browser(url);
  return { caller, place: await caller.enters(clinic) };
}
const asks = (caller: Browser, { visitId }: Place, phone: string) => caller.post(`/api/visits/${visitId}/text-me`, { phone });
const types = (caller: Browser, { visitId }: Place, code: string) => caller.post(`/api/visits/${visitId}/text-me/confirm`, { code });

async function wantsTexts(caller: Browser, place: Place, number = newNumber()): Promise<string> {
  expect((await asks(caller, place, number)).status).toBe(200);
  const [text] = await textsTo(number);
  expect((await types(caller, place, text!.values.code!)).status).toBe(200);
  return number;
}

async function sits(caller: Browser, { seatId }: Place, pageId = `page-of-${seatId}`) {
  const page = await caller.opensStream({ "anteroom-side": "guest" });
  page.send({ t: "sit", seatId, pageId, takeOver: true });
  await page.sees((frame) => frame.t === "seated");
  return page;
}

/** The page is closed, and the grace time goes by without anybody waiting for it. */
async function putsThePhoneDown(caller: Browser, place: Place): Promise<void> {
  (await sits(caller, place)).socket.close();
  await expect.poll(async () => (await stored(place.visitId)).presence.state, { timeout: 8_000 }).toBe("lost");
  const past = `jsonb_set(body, '{presence,graceEndsAt}', '1')`;
  await sql(`update tenant.seat set body = ${past} where id = $1`, [place.seatId]);
  await sql(`update tenant.visit set body = ${past}, due_at = 1 where id = $1`, [place.visitId]);
  await expect.poll(async () => ((visit) => visit.status.state === "ended" || visit.presence.state === "offline")(await stored(place.visitId)), { timeout: 4_000 }).toBe(true);
}
const linkIn = async (number: string) => (await textsTo(number)).flatMap(({ values }) => values.link ?? []).at(-1);
const tokenOf = (link: string) => link.split("#")[1]!;

describe("texting a code", () => {
  it("is not offered by a clinic that keeps nobody offline", async () => {
    await keeps("off");
    const { caller, place } = await enters();
    expect((await asks(caller, place, newNumber())).body.code).toBe("notAllowed");
    await caller.post(`/api/visits/${place.visitId}/leave`);
    await keeps("recall");
  });

  it("begins with the number of the details, wants its country's code, and is for this caller alone", async () => {
    const { caller, place } = await enters();
    const { phone } = (await caller.get(`/api/visits/${place.visitId}/text-me`)).body as { phone: string };
    expect(phone).not.toBe("");
    expect((await asks(caller, place, "0412 555 010")).body).toMatchObject({ fields: [{ path: "phone" }] });
    const { caller: other, place: theirs } = await enters();
    for (const answer of [await other.get(`/api/visits/${place.visitId}/text-me`), await asks(other, place, newNumber()), await types(other, place, "1")])
      expect(answer.body.code).toBe("notFound");
    expect((await asks(nair, place, newNumber())).body.code).toBe("notSignedIn");
    await caller.post(`/api/visits/${place.visitId}/leave`);
    await other.post(`/api/visits/${theirs.visitId}/leave`);
  });

  it("goes to the number; a wrong code counts, the right one in any figures is taken, and the page is told", async () => {
    const { caller, place } = await enters();
    const number = newNumber();
    const [, area, rest] = /^\+61(\d{3})(\d+)$/.exec(number)!;
    expect((await asks(caller, place, `0061 ${area}-${rest}`)).status).toBe(200);
    const [text] = await textsTo(number);
    const { code, text: words } = text!.values;
    expect([words, code]).toEqual([expect.stringContaining("{code} is your code for Cardiology Outpatients"), expect.stringMatching(/^\d{6}$/)]);
    expect((await types(caller, place, code === "000000" ? "1" : "000000")).body).toMatchObject({ code: "wrongCode", triesLeft: 4 });
    expect((await caller.get("/api/visit")).body.textMe).toEqual({ on: false, ending: "" });
    const arabic = code!.replace(/\d/g, (figure) => "٠١٢٣٤٥٦٧٨٩"[Number(figure)]!);
    expect((await types(caller, place, `${arabic.slice(0, 3)} ${arabic.slice(3)}`)).status).toBe(200);
    expect((await caller.get("/api/visit")).body.textMe).toEqual({ on: true, ending: number.slice(-3) });

    expect((await caller.post(`/api/visits/${place.visitId}/text-me/stop`)).status).toBe(200);
    expect((await caller.get("/api/visit")).body.textMe).toEqual({ on: false, ending: "" });
    await caller.post(`/api/visits/${place.visitId}/leave`);
  });

  it("is tried five times, is asked for again only after a while, and repeated requests send one", async () => {
    const { caller, place } = await enters();
    const number = newNumber();
    const key = { "idempotency-key": `text-me-${place.visitId}` };
    const twice = [
      await caller.post(`/api/visits/${place.visitId}/text-me`, { phone: number }, key),
      await caller.post(`/api/visits/${place.visitId}/text-me`, { phone: number }, key),
    ];
    expect(twice[0]!.body).toEqual(twice[1]!.body);
    expect(await textsTo(number)).toHaveLength(1);
    expect((await asks(caller, place, number)).body).toMatchObject({ code: "slowDown", retryAfterMs: expect.any(Number) });
    const answers = await Promise.all(["1", "2", "3", "4", "5"].map((code) => types(caller, place, code)));
    expect(answers.filter(({ body }) => body.code === "wrongCode")).toHaveLength(4);
    expect((await types(caller, place, (await textsTo(number))[0]!.values.code!)).body.code).toBe("codeOver");
    await caller.post(`/api/visits/${place.visitId}/leave`);
  });

  it("reaches one number five times in an hour, whoever asks", async () => {
    const number = newNumber();
    const codes = [];
    for (let asked = 0; asked < 6; asked++) {
      const { caller, place } = await enters();
      codes.push((await asks(caller, place, number)).body.code ?? "sent");
      await caller.post(`/api/visits/${place.visitId}/leave`);
    }
    expect(codes).toEqual(["sent", "sent", "sent", "sent", "sent", "slowDown"]);
    // The count itself tells nobody of which number it is.
    expect(JSON.stringify(await sql("select encode(who, 'escape') as who from jobs.attempt"))).not.toContain(number.slice(-9));
  });

  it("leaves number and code nowhere but sealed, and in the outbox until the details are destroyed", async () => {
    const { caller, place } = await enters();
    const number = await wantsTexts(caller, place);
    const [text] = await textsTo(number);
    const tables = await sql<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('tenant', 'jobs') and tablename <> 'outbox'",
    );
    for (const { name } of tables) {
      const everything = JSON.stringify(await sql(`select t::text from ${name} t`));
      expect([name, everything.includes(number.slice(1)), everything.includes(`"${text!.values.code}"`)]).toEqual([name, false, false]);
    }
    await caller.post(`/api/visits/${place.visitId}/leave`);
    await sql("update tenant.visit set body = jsonb_set(body, '{purgeAt}', '1'), due_at = 1 where id = $1", [place.visitId]);
    await expect.poll(() => textsTo(number), { timeout: 4_000 }).toEqual([]);
  });
});

describe("a caller who put the phone down", () => {
  it("loses the place where no code was typed", async () => {
    const { caller, place } = await enters();
    await putsThePhoneDown(caller, place);
    expect((await stored(place.visitId)).status).toMatchObject({ state: "ended", reason: "leftBeforeSeen" });
  });

  it("is offline until staff recall them, once a minute, by a link in the caller's language", async () => {
    const caller = new Browser(url);
    const place = await caller.enters(clinic, { language: "ar" });
    const number = await wantsTexts(caller, place);
    await putsThePhoneDown(caller, place);
    expect((await stored(place.visitId)).presence.state).toBe("offline");
    // The rule is off here: nobody is texted by it.
    await new Promise((later) => setTimeout(later, 2_500));
    expect(await linkIn(number)).toBeUndefined();
    const board = await nair.opensStream();
    const clinicId = ((await nair.get(`/api/clinics/${clinic}`)).body as { id: string }).id;
    board.watch(`clinic:${clinicId}`);
    await board.sees((frame) => frame.t === "snapshot" && frame.topic === `clinic:${clinicId}`);

    const recall = () => nair.post(`/api/visits/${place.visitId}/recall`);
    expect((await recall()).status).toBe(200);
    expect((await recall()).body).toMatchObject({ code: "slowDown" });
    expect((await textsTo(number)).at(-1)!.values.text).toContain("اقترب دورك");
    const told = await board.sees((frame) => frame.key === `visit/${place.visitId}` && (frame.value as { recallEndsAt: number | null }).recallEndsAt !== null);
    expect(told.value).toMatchObject({ presence: "offline", recallEndsAt: expect.any(Number) });
    board.socket.close();
    const { lines } = (await nair.get(`/api/visits/${place.visitId}/activity`)).body as { lines: { type: string }[] };
    expect(lines.map(({ type }) => type)).toEqual(["entered", "phoneVerified", "lost", "wentOffline", "recalled"]);
    expect((await nair.post(`/api/visits/${place.visitId}/cancel-place`)).status).toBe(200);
    const link = await linkIn(number);
    expect((await new Browser(url).post("/api/device-links/redeem", { token: tokenOf(link!) })).status).toBe(404);
  });

  it("is texted by the rule when next, and comes back to the place on whatever device", async () => {
    await keeps("textNext");
    const { caller: first, place: firstPlace } = await enters();
    const { caller, place } = await enters();
    const number = await wantsTexts(caller, place);
    await putsThePhoneDown(caller, place);
    await new Promise((later) => setTimeout(later, 2_500));
    expect(await linkIn(number)).toBeUndefined();
    await first.post(`/api/visits/${firstPlace.visitId}/leave`);
    await expect.poll(() => linkIn(number), { timeout: 6_000 }).toMatch(/\/back#[\w-]{43}$/);
    const link = (await linkIn(number))!;
    const before = await stored(place.visitId);

    // Whoever only looks at the address uses nothing up and enters nobody.
    const scanner = new Browser(url);
    for (let look = 0; look < 3; look++) expect((await scanner.get("/back", { accept: "text/html" })).status).toBe(200);
    expect([scanner.cookie, await stored(place.visitId)]).toEqual(["", before]);
    expect((await new Browser(url).post("/api/device-links/redeem", { token: `${tokenOf(link).slice(0, -1)}_` })).status).toBe(404);

    const phone = new Browser(url);
    expect((await phone.post("/api/device-links/redeem", { token: tokenOf(link) })).body).toMatchObject({ ok: true, visitId: place.visitId, slug: clinic });
    const page = await sits(phone, place, "page-of-the-phone");
    await expect.poll(async () => (await stored(place.visitId)).presence.state).toBe("here");
    expect((await stored(place.visitId)).orderKey).toBe(before.orderKey);
    // The answer may have been lost on the way: the link leads back again.
    expect((await new Browser(url).post("/api/device-links/redeem", { token: tokenOf(link) })).status).toBe(200);
    expect((await nair.post(`/api/visits/${place.visitId}/recall`)).body.code).toBe("notOffline");
    const joined = await nair.post(`/api/visits/${place.visitId}/join`, { expect: { state: "waiting", callId: place.callId } });
    expect(joined.status).toBe(200);
    page.socket.close();
    await nair.post(`/api/visits/${place.visitId}/end`);
    expect((await new Browser(url).post("/api/device-links/redeem", { token: tokenOf(link) })).status).toBe(404);
    expect(JSON.stringify(await sql("select * from tenant.device_link"))).not.toContain(tokenOf(link));
  });

  it("finds the link too old after a quarter of an hour, and the place given up", async () => {
    const { caller, place } = await enters();
    const number = await wantsTexts(caller, place);
    await putsThePhoneDown(caller, place);
    await expect.poll(() => linkIn(number), { timeout: 6_000 }).toBeDefined();
    const token = tokenOf((await linkIn(number))!);
    await sql("update tenant.device_link set expires_at = 1 where visit_id = $1", [place.visitId]);
    expect((await new Browser(url).post("/api/device-links/redeem", { token })).status).toBe(404);
    const past = `jsonb_set(body, '{presence,recallEndsAt}', '1')`;
    await sql(`update tenant.seat set body = ${past} where id = $1`, [place.seatId]);
    await sql(`update tenant.visit set body = ${past}, due_at = 1 where id = $1`, [place.visitId]);
    await expect.poll(async () => (await stored(place.visitId)).status, { timeout: 4_000 }).toMatchObject({ state: "ended", reason: "lost" });
  });
});

it("a page that is hidden rings when staff recall its caller", async () => {
  const { caller, place } = await enters();
  const page = await sits(caller, place);
  page.send({ t: "beat", visible: false });
  await expect.poll(async () => (await stored(place.visitId)).presence.state, { timeout: 4_000 }).toBe("away");
  expect((await nair.post(`/api/visits/${place.visitId}/recall`)).status).toBe(200);
  expect(await page.sees((frame) => frame.t === "ring")).toMatchObject({ visitId: place.visitId });
  page.socket.close();
});
