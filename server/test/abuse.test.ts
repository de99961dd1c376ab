import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withAdmin } from "./test-database.ts";
import { Browser, entry, type Installation, makeInstallation } from "./running-app.ts";

/** What is tried, and the right answer: cases that stand in no other file, over HTTP, sockets and a real PostgreSQL, on two nodes. */
const clinic = "cardiology";
const HOUR_MS = 3_600_000;

let installation: Installation;
let url: string;
let otherUrl: string;
let nair: Browser;
let heart: string;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const sql = <R extends object>(text: string, values: unknown[] = []) => withAdmin(installation.adminUrl, async (admin) => (await admin.query<R>(text, values)).rows);
const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  ({ url: otherUrl } = await installation.node());
  nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
  heart = String((await nair.get(`/api/clinics/${clinic}`)).body.id);
});
afterAll(() => installation.end());

async function boardOf(staff: Browser) {
  const page = await staff.opensStream();
  page.watch(`clinic:${heart}`);
  const { value } = await page.sees((frame) => frame.t === "snapshot");
  return { page, rows: value as Record<string, Record<string, unknown>> };
}

describe("whose page this is", () => {
  it("is told by the cookie alone: an id in the address, in a header or in the body counts for nothing", async () => {
    const [ada, bob] = [new Browser(url), new Browser(url)];
    const [visit, other] = [await ada.enters(clinic), await bob.enters(clinic)];
    const token = bob.cookie.split("=")[1] ?? "";
    expect((await ada.get(`/api/visit?anteroom_visit=${token}&session=${token}`, { authorization: `Bearer ${token}` })).body.id).toBe(visit.visitId);
    expect((await new Browser(url).get(`/api/visit?anteroom_visit=${token}`, { authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await ada.post("/api/stream/poll", { pollId: crypto.randomUUID(), got: 0, sent: 0, frames: [], session: token })).status).toBe(400);
    expect((await ada.post(`/api/visits/${other.visitId}/leave`)).status).toBe(404);
    const page = await ada.opensStream();
    expect((await page.sees((frame) => frame.t === "welcome")).visitId).toBe(visit.visitId);
    page.send({ t: "sit", seatId: other.seatId, pageId: "page-of-a-thief", takeOver: true });
    await pause(300);
    expect(page.frames.some((frame) => frame.t === "seated")).toBe(false);
    page.socket.close();
  });
  it("and a long poll belongs to the session that opened it", async () => {
    const [ada, eve] = [new Browser(url), new Browser(url)];
    await ada.enters(clinic);
    await eve.enters(clinic);
    const poll = { pollId: crypto.randomUUID(), got: 0, sent: 0, frames: [] };
    expect((await ada.post("/api/stream/poll", poll)).status).toBe(200);
    expect((await eve.post("/api/stream/poll", poll)).status).toBe(404);
  });
  it.each([
    ["another site's Origin", { origin: "https://evil.example" }, 403],
    ["no Origin", { origin: undefined }, 403],
    ["a cross-site fetch", { "sec-fetch-site": "cross-site" }, 403],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ])("neither the long poll nor sign-in is for %s", async (_story, headers, status) => {
    expect((await nair.post("/api/stream/poll", { pollId: crypto.randomUUID(), got: 0, sent: 0, frames: [] }, headers)).status).toBe(status);
    expect((await new Browser(url).post("/api/auth/sign-in/email", person("Dr Helen Marsh"), headers)).status).toBe(status);
  });
  it("who goes on asking for what is the staff's is cut off", async () => {
    const caller = new Browser(url);
    await caller.enters(clinic);
    const page = await caller.opensStream();
    for (let i = 0; i < 25; i++) page.watch(`clinic:${heart}`);
    expect(await page.isClosed()).toBe(1008);
  });
});

describe("too much of something", () => {
  it("a page that reads nothing is cut off, and the others are told everything in time", async () => {
    for (let i = 0; i < 40; i++) await new Browser(url).enters(clinic, { fields: { reason: "x".repeat(1_000) } });
    const [slow, quick] = [await nair.opensStream(), await nair.opensStream()];
    quick.watch(`clinic:${heart}`);
    await quick.sees((frame) => frame.t === "snapshot");
    slow.socket.pause();
    for (let i = 0; i < 250 && slow.socket.readyState === slow.socket.OPEN; i++) {
      slow.watch(`clinic:${heart}`);
      await pause(8);
    }
    const { visitId } = await new Browser(url).enters(clinic);
    await quick.sees((frame) => frame.t === "change" && frame.key === `visit/${visitId}`);
    // Whoever reads again finds out that the line is gone.
    await pause(1_200);
    slow.socket.resume();
    expect([1006, 1013]).toContain(await slow.isClosed());
    expect(quick.closedWith).toBeNull();
    quick.socket.close();
  }, 40_000);
  it("relay settings are given often enough for every link of a call, and not a thousand times", async () => {
    const caller = new Browser(url);
    const visit = await caller.enters(clinic);
    await nair.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });
    const statuses: number[] = [];
    // Some come back with every second that this takes.
    while (statuses.length < 200 && statuses.at(-1) !== 429) statuses.push((await caller.get(`/api/calls/${visit.callId}/ice`)).status);
    expect(statuses.slice(0, 20).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    await nair.post(`/api/visits/${visit.visitId}/end`);
  }, 40_000);
  it("readiness that changes a thousand times a second wakes nobody a thousand times", async () => {
    const caller = new Browser(url);
    await caller.enters(clinic);
    const page = await caller.opensStream();
    for (let i = 0; i < 1_200; i++) page.send({ t: "readiness", readiness: { camera: "ready", microphone: "ready", canCall: true, kbitPerSecond: i } });
    expect(await page.isClosed()).toBe(1008);
  });
});

describe("two at once, on two nodes", () => {
  it("one joins, the other reads who; the caller meets one person", async () => {
    const marsh = await new Browser(otherUrl).signsIn(person("Dr Helen Marsh"));
    for (let round = 0; round < 5; round++) {
      const caller = new Browser(round % 2 ? url : otherUrl);
      const visit = await caller.enters(clinic);
      const body = { expect: { state: "waiting", callId: visit.callId } };
      const [one, other] = await Promise.all([nair, marsh].map((who) => who.post(`/api/visits/${visit.visitId}/join`, body)));
      expect([one?.status, other?.status].sort()).toEqual([200, 409]);
      const [winner, name] = one?.status === 200 ? [nair, "Dr Priya Nair"] : [marsh, "Dr Helen Marsh"];
      expect((one?.status === 200 ? other : one)?.body).toMatchObject({ code: "takenBy", names: [name] });
      const { seats } = (await winner.get(`/api/visits/${visit.visitId}/participants`)).body as { seats: { role: string; name: string }[] };
      expect(seats.filter(({ role }) => role === "host").map((seat) => seat.name)).toEqual([name]);
      await winner.post(`/api/visits/${visit.visitId}/end`);
    }
  });
  it("a caller who was added by mistake is taken out again, to the place they had; both stand in the audit", async () => {
    const [ada, bob] = [await new Browser(url).enters(clinic), await new Browser(url).enters(clinic)];
    await nair.post(`/api/visits/${ada.visitId}/join`, { expect: { state: "waiting", callId: ada.callId } });
    const added = await nair.post(`/api/visits/${bob.visitId}/add`, {
      callId: ada.callId,
      expect: { state: "waiting", callId: bob.callId },
      confirmedVisitIds: [ada.visitId],
    });
    expect(added.status).toBe(200);
    expect((await nair.post(`/api/visits/${bob.visitId}/take-out`)).status).toBe(200);
    const { page, rows } = await boardOf(nair);
    expect(rows[`visit/${bob.visitId}`]).toMatchObject({ state: "waiting", callId: bob.callId, added: false });
    const audit = await sql<{ action: string; facts: Record<string, string> }>(
      "select action, facts from tenant.audit where subject_id = $1 and action like 'visit.%' order by id",
      [bob.visitId],
    );
    expect(audit.map(({ action }) => action)).toEqual(["visit.entered", "visit.add", "visit.takeOut"]);
    expect(audit[1]?.facts.met).toBe(ada.visitId);
    page.socket.close();
    await nair.post(`/api/calls/${ada.callId}/end`);
  });
  it("a key that was used for one message is refused for another, and the first stands once", async () => {
    const { visitId } = await new Browser(url).enters(clinic);
    const send = (text: string) => nair.post(`/api/visits/${visitId}/messages`, { text }, { "idempotency-key": "one-key-for-two-messages" });
    expect([(await send("five minutes more")).status, (await send("five minutes more")).status]).toEqual([200, 200]);
    expect((await send("ten minutes more")).body.code).toBe("idempotencyKeyReused");
    expect(((await nair.get(`/api/visits/${visitId}/messages`)).body.messages as { text: string }[]).map(({ text }) => text)).toEqual(["five minutes more"]);
  });
});

describe("names", () => {
  it("that are the same are told apart by a number, and staff see each as it was typed", async () => {
    const ids = [];
    for (const phone of ["0355500001", "0355500002", "0355500003"])
      ids.push((await new Browser(url).enters(clinic, { firstName: "Zora", lastName: "=cmd|' /C calc'!A0", phone })).visitId);
    const { page, rows } = await boardOf(nair);
    expect(ids.map((id) => rows[`visit/${id}`]?.sameNameNumber)).toEqual([1, 2, 3]);
    expect(rows[`visit/${ids[0]}`]?.lastName).toBe("=cmd|' /C calc'!A0");
    page.socket.close();
  });
  it.each([
    ["line breaks", "Ada\r\n\u2028Lovelace", "Ada Lovelace"],
    ["an emoji chain", "👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"],
    ["an override of direction", "Ada\u202egnp.exe", "Ada gnp.exe"],
  ])("with %s stay one line that ends where it seems to", async (_story, firstName, shown) => {
    const { visitId } = await new Browser(url).enters(clinic, { firstName });
    const { page, rows } = await boardOf(nair);
    expect(rows[`visit/${visitId}`]?.firstName).toBe(shown);
    page.socket.close();
  });
});

describe("personal links", () => {
  it("are not used up by a mail scanner or a preview, and work once", async () => {
    const caller = new Browser(url);
    const visit = await caller.enters(clinic);
    const link = new URL(String((await caller.post(`/api/visits/${visit.visitId}/device-link`)).body.url));
    const token = link.hash.slice(1);
    const scanner = new Browser(url);
    for (let i = 0; i < 5; i++) for (const path of [link.pathname, "/join", `/c/${clinic}`]) expect((await scanner.get(path, { accept: "text/html" })).status).toBe(200);
    expect(scanner.cookie).not.toContain("anteroom_visit");
    expect((await caller.get("/api/visit")).body.id).toBe(visit.visitId);
    const phone = new Browser(url);
    expect((await phone.post("/api/device-links/redeem", { token })).body).toMatchObject({ visitId: visit.visitId });
    expect((await phone.get("/api/visit")).body.id).toBe(visit.visitId);
    expect((await new Browser(url).post("/api/device-links/redeem", { token })).status).toBe(404);
  });
  it("opened on a second device while in use wait for the person's word, and the first device is told", async () => {
    const caller = new Browser(url);
    const visit = await caller.enters(clinic);
    const laptop = await caller.opensStream();
    laptop.send({ t: "sit", seatId: visit.seatId, pageId: "page-of-the-laptop", takeOver: false });
    await laptop.sees((frame) => frame.t === "seated");
    const { url: link } = (await caller.post(`/api/visits/${visit.visitId}/device-link`)).body;
    const phone = new Browser(otherUrl);
    await phone.post("/api/device-links/redeem", { token: String(link).split("#")[1] });
    const page = await phone.opensStream();
    page.send({ t: "sit", seatId: visit.seatId, pageId: "page-of-the-phone", takeOver: false });
    await page.sees((frame) => frame.t === "elsewhere");
    page.send({ t: "sit", seatId: visit.seatId, pageId: "page-of-the-phone", takeOver: true });
    await page.sees((frame) => frame.t === "seated");
    await laptop.sees((frame) => frame.t === "elsewhere");
    page.socket.close();
    laptop.socket.close();
  });
});

describe("time", () => {
  it("set back one hour changes nobody's place: a newcomer comes last, whatever the clock says", async () => {
    const [first, second] = [await new Browser(url).enters(clinic), await new Browser(url).enters(clinic)];
    // The same as a clock that goes back: what is stored lies an hour ahead.
    await sql(
      "update tenant.visit set body = body || jsonb_build_object('enteredAt', (body ->> 'enteredAt')::bigint + $2, 'orderKey', (body ->> 'orderKey')::float8 + $2) where id = any($1)",
      [[first.visitId, second.visitId], HOUR_MS],
    );
    const late = new Browser(url);
    const third = await late.enters(clinic);
    const { page, rows } = await boardOf(nair);
    const places = [first, second, third].map(({ visitId }) => Number(rows[`visit/${visitId}`]?.orderKey));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    // The session is as good as before, and ends with the seat.
    expect((await late.get("/api/visit")).body.id).toBe(third.visitId);
    expect((await late.post(`/api/visits/${third.visitId}/leave`)).status).toBe(200);
    expect((await late.post(`/api/visits/${third.visitId}/leave`)).status).toBe(409);
    page.socket.close();
    await sql("delete from tenant.visit where id = any($1)", [[first.visitId, second.visitId]]);
  });
  it("set back does not keep a dead node alive until it is that hour again", async () => {
    const dead = "00000000-0000-7000-8000-0000000000aa";
    await sql("insert into jobs.node (id, beat_at) values ($1, clock_timestamp() + interval '1 hour')", [dead]);
    await expect.poll(() => sql("select 1 from jobs.node where id = $1", [dead]), { timeout: 30_000 }).toEqual([]);
  }, 40_000);
  it("that a page slept through ends in a plain answer: the visit is purged, and nothing of it is left to show", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters(clinic);
    const page = await caller.opensStream();
    page.watch(`visit:${visitId}`);
    await page.sees((frame) => frame.t === "snapshot");
    await caller.post(`/api/visits/${visitId}/leave`);
    await sql("update tenant.visit set due_at = 1, body = jsonb_set(body, '{purgeAt}', '1') where id = $1", [visitId]);
    const isGone = async () => (await sql("select 1 from tenant.visit_detail where visit_id = $1", [visitId])).length === 0;
    for (let i = 0; i < 100 && !(await isGone()); i++) await pause(50);
    await pause(700);
    const woken = await caller.get("/api/visit");
    expect([woken.status, woken.body.code]).toEqual([401, "notSignedIn"]);
    await expect(caller.opensStream()).rejects.toThrow("401");
    expect((await caller.post("/api/stream/poll", { pollId: crypto.randomUUID(), got: 0, sent: 0, frames: [] })).body.code).toBe("notSignedIn");
    expect((await caller.post(`/api/visits/${visitId}/messages`, { text: "still there?" })).status).toBe(401);
    expect(await page.isClosed()).toBe(4401);
  });
});

describe("from outside", () => {
  it.each([`/c/${clinic}`, "/join", "/e", "/sign-in", "/clinics", "/no-such-page", "/api/docs", "/api/openapi.json"])("%s may stand in no frame of another site", async (path) => {
    const { headers } = await new Browser(url).get(path, { accept: "text/html" });
    expect([headers["content-security-policy"], headers["x-frame-options"]]).toEqual([expect.stringContaining("frame-ancestors 'none'"), "DENY"]);
  });
  it.each([
    "/metrics",
    "/debug",
    "/debug/pprof",
    "/server-status",
    "/.git/HEAD",
    "/.env",
    "/data/secrets.json",
    "/assets/../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/api/docs/../../package.json",
    "/api/metrics",
  ])("%s is closed", async (path) => {
    const { status, text } = await new Browser(url).get(path);
    expect(status).toBe(404);
    expect(text).not.toMatch(/"dependencies"|rolePassword|\bat .*\.[jt]s:\d/);
  });
  it("health is a bare yes", async () => {
    for (const path of ["/livez", "/readyz"]) expect((await new Browser(url).get(path)).text).toBe("yes\n");
  });
  it("a camera that is refused or missing keeps nobody out: they wait, and can write", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters("bridge-street", { readiness: { camera: "missing", microphone: "blocked", canCall: false, kbitPerSecond: null } });
    expect((await caller.post(`/api/visits/${visitId}/messages`, { text: "I have no camera" })).status).toBe(200);
    expect((await caller.get("/api/visit")).body.state).toBe("waiting");
  });
  it("an organisation that is closed and a clinic that never was look the same", async () => {
    const ask = async (slug: string) => {
      const page = await new Browser(url).get(`/c/${slug}`, { accept: "text/html" });
      const entering = await new Browser(url).post(`/api/public/clinics/${slug}/visits`, entry);
      return [page.status, page.text, entering.status, entering.text];
    };
    await sql("update tenant.organisation set closed_at = now() where name = 'Bridge Street Practice'");
    await pause(1_100);
    expect(await ask("bridge-street")).toEqual(await ask("never-was"));
    await sql("update tenant.organisation set closed_at = null where name = 'Bridge Street Practice'");
  });
});
