import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withAdmin } from "./test-database.ts";
import { Browser, type Frame, type Installation, makeInstallation } from "./running-app.ts";

let installation: Installation;
let url: string;
let otherUrl: string;
let nair: Browser;
let heart: string;
const clinic = "cardiology";
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  ({ url: otherUrl } = await installation.node());
  nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
  heart = String((await nair.get(`/api/clinics/${clinic}`)).body.id);
});
afterAll(() => installation.end());

async function callerWithPage(at = url) {
  const browser = new Browser(at);
  const visit = await browser.enters(clinic);
  const page = await browser.opensStream();
  page.send({ t: "sit", seatId: visit.seatId, pageId: `page-of-${visit.seatId}`, takeOver: false });
  await page.sees((frame) => frame.t === "seated");
  return { browser, visit, page };
}

describe("what a stream shows", () => {
  it("opens from our own pages with a session only", async () => {
    await expect(nair.opensStream({ origin: "https://evil.example" })).rejects.toThrow("403");
    await expect(new Browser(url).opensStream()).rejects.toThrow("401");
  });
  it("refuses a caller the staff's topic and every other visit", async () => {
    const [ada, bob] = [await callerWithPage(), await callerWithPage()];
    for (const topic of [`clinic:${heart}`, `counts:${heart}`, `visit:${bob.visit.visitId}`, `call:${bob.visit.callId}`]) ada.page.watch(topic);
    for (const topic of [`clinic:${heart}`, `counts:${heart}`, `visit:${bob.visit.visitId}`, `call:${bob.visit.callId}`])
      await ada.page.sees((frame) => frame.t === "refused" && frame.topic === topic);
  });
  it("sends a caller not one byte of another (I4)", async () => {
    const ada = await callerWithPage();
    ada.page.watch(`visit:${ada.visit.visitId}`);
    await ada.page.sees((frame) => frame.t === "snapshot");
    const bob = new Browser(url);
    const visit = await bob.enters(clinic, { firstName: "Zebulon", lastName: "Quartermain", phone: "0399998888" });
    await bob.post(`/api/visits/${visit.visitId}/messages`, { text: "a secret of Zebulon" });
    await nair.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });
    await nair.post(`/api/visits/${visit.visitId}/end`);
    await new Promise((later) => setTimeout(later, 300));
    const bytes = JSON.stringify(ada.page.frames);
    for (const trace of ["Zebulon", "Quartermain", "0399998888", visit.visitId, visit.callId, visit.seatId]) expect(bytes).not.toContain(trace);
  });
  it("resumes after a cut with what was missed, and nothing twice", async () => {
    const before = await nair.opensStream();
    before.watch(`clinic:${heart}`);
    const { seq } = await before.sees((frame) => frame.t === "snapshot");
    before.socket.terminate();
    const { visitId } = await new Browser(url).enters(clinic);
    const after = await nair.opensStream();
    after.watch(`clinic:${heart}`, seq ?? null);
    await after.sees((frame) => frame.t === "change" && frame.key === `visit/${visitId}`);
    expect(after.frames.some((frame) => frame.t === "snapshot")).toBe(false);
  });
  it("is the same by long poll", async () => {
    const caller = new Browser(url);
    const visit = await caller.enters(clinic);
    const pollId = crypto.randomUUID();
    const poll = (body: object) => caller.post("/api/stream/poll", { pollId, got: 0, sent: 0, frames: [], ...body });
    const first = await poll({ frames: [{ t: "watch", topics: [{ name: `visit:${visit.visitId}`, since: null }] }] });
    expect((first.body.frames as { t: string }[])[0]?.t).toBe("welcome");
    const got = Number(first.body.first) + (first.body.frames as unknown[]).length - 1;
    const second = (first.body.frames as { t: string }[]).some((frame) => frame.t === "snapshot") ? first : await poll({ got, sent: 1 });
    expect((second.body.frames as { t: string }[]).some((frame) => frame.t === "snapshot")).toBe(true);
    expect((await poll({ pollId: crypto.randomUUID(), got: 5 })).status).toBe(404);
  });
});

describe("what a stream bears", () => {
  it("closes on a frame above the limit, and others go on", async () => {
    const [big, small] = [await callerWithPage(), await callerWithPage()];
    big.page.socket.send("x".repeat(64 * 1024 + 1));
    expect(await big.page.isClosed()).toBe(1009);
    small.page.send({ t: "beat", visible: true });
    await small.page.sees((frame) => frame.t === "beat");
  });
  it("drops a flood of small frames, and closes on who goes on", async () => {
    const { page } = await callerWithPage();
    for (let i = 0; i < 2_000; i++) page.send({ t: "beat", visible: true });
    expect(await page.isClosed()).toBe(1008);
  });
  it("closes on nonsense after a while, and not at the first word", async () => {
    const { page } = await callerWithPage();
    page.socket.send("not json");
    page.send({ t: "claim", visitId: "x" });
    page.send({ t: "beat", visible: true });
    await page.sees((frame) => frame.t === "beat");
    for (let i = 0; i < 30; i++) page.send({ t: "claim" });
    expect(await page.isClosed()).toBe(1008);
  });
});

describe("signals", () => {
  const data = { epoch: 0, generation: 1, description: { type: "offer", sdp: "v=0" } };
  it("reach nobody from a caller who waits", async () => {
    const [ada, bob] = [await callerWithPage(), await callerWithPage()];
    ada.page.send({ t: "signal", callId: bob.visit.callId, from: ada.visit.seatId, to: bob.visit.seatId, data });
    ada.page.send({ t: "signal", callId: bob.visit.callId, from: bob.visit.seatId, to: bob.visit.seatId, data });
    await new Promise((later) => setTimeout(later, 300));
    expect(bob.page.frames.some((frame) => frame.t === "signal")).toBe(false);
  });
  it("pass between two nodes once both are in the call, and no more after it ended", async () => {
    const caller = await callerWithPage(otherUrl);
    const host = await nair.opensStream();
    const joined = await nair.post(`/api/visits/${caller.visit.visitId}/join`, { expect: { state: "waiting", callId: caller.visit.callId } });
    const seatId = String(joined.body.seatId);
    host.send({ t: "sit", seatId, pageId: "page-of-the-host", takeOver: false });
    await host.sees((frame) => frame.t === "seated");
    const sdp = `v=0\r\n${"a=x\r\n".repeat(4_000)}`;
    host.send({ t: "signal", callId: caller.visit.callId, from: seatId, to: caller.visit.seatId, data: { ...data, description: { type: "offer", sdp } } });
    const arrived = await caller.page.sees((frame) => frame.t === "signal");
    expect((arrived.data as typeof data).description.sdp).toBe(sdp);
    await nair.post(`/api/visits/${caller.visit.visitId}/end`);
    await new Promise((later) => setTimeout(later, 300));
    const before = host.frames.length;
    caller.page.send({ t: "signal", callId: caller.visit.callId, from: caller.visit.seatId, to: seatId, data });
    await new Promise((later) => setTimeout(later, 300));
    expect(host.frames.slice(before).some((frame) => frame.t === "signal")).toBe(false);
  });
  it("are granted early to a host whose hand rests on Join, and end with anybody's join", async () => {
    const caller = await callerWithPage();
    const [host, colleague] = [await nair.opensStream(), await new Browser(url).signsIn(person("Dr Helen Marsh"))];
    host.send({ t: "warm", visitId: caller.visit.visitId });
    const { grant } = (await host.sees((frame) => frame.t === "warm")) as unknown as { grant: { ownSeatId: string; peerSeatId: string } };
    await caller.page.sees((frame) => frame.t === "warm");
    host.send({ t: "signal", callId: caller.visit.callId, from: grant.ownSeatId, to: grant.peerSeatId, data });
    await caller.page.sees((frame) => frame.t === "signal");
    await colleague.post(`/api/visits/${caller.visit.visitId}/join`, { expect: { state: "waiting", callId: caller.visit.callId } });
    await host.sees((frame) => frame.t === "cool");
    await caller.page.sees((frame) => frame.t === "cool");
    await colleague.post(`/api/visits/${caller.visit.visitId}/end`);
  });
});

describe("one page for a seat", () => {
  it("lets a second page wait until the person moves there", async () => {
    const { browser, visit, page } = await callerWithPage();
    const second = await browser.opensStream();
    second.send({ t: "sit", seatId: visit.seatId, pageId: "the-second-page", takeOver: false });
    await second.sees((frame) => frame.t === "elsewhere");
    second.send({ t: "sit", seatId: visit.seatId, pageId: "the-second-page", takeOver: true });
    await second.sees((frame) => frame.t === "seated");
    await page.sees((frame) => frame.t === "elsewhere");
  });
  it("tells staff that a page is lost, and that it is back", async () => {
    const { browser, visit, page } = await callerWithPage();
    const staff = await nair.opensStream();
    staff.watch(`clinic:${heart}`);
    await staff.sees((frame) => frame.t === "snapshot");
    page.socket.terminate();
    const row = (presence: string) => staff.sees((frame) => frame.key === `visit/${visit.visitId}` && (frame.value as { presence?: string } | null)?.presence === presence);
    await row("lost");
    staff.frames.length = 0;
    const again = await browser.opensStream();
    again.send({ t: "sit", seatId: visit.seatId, pageId: `page-of-${visit.seatId}`, takeOver: false });
    await row("here");
  });
});

it("tells staff when a caller's page begins to speak another language, and writes it down", async () => {
  const { browser, visit } = await callerWithPage();
  const staff = await nair.opensStream();
  staff.watch(`clinic:${heart}`);
  await staff.sees((frame) => frame.t === "snapshot");
  expect((await browser.post(`/api/visits/${visit.visitId}/language`, { language: "ar" })).status).toBe(200);
  await staff.sees((frame) => frame.key === `visit/${visit.visitId}` && (frame.value as { language?: string } | null)?.language === "ar");
  const { body } = await nair.get(`/api/visits/${visit.visitId}/activity`);
  expect((body.lines as { type: string; facts: object }[]).at(-1)).toMatchObject({ type: "languageChanged", facts: { language: "ar" } });
  expect((await browser.post(`/api/visits/${visit.visitId}/language`, { language: "not a language" })).status).toBe(400);
  const other = new Browser(url);
  await other.enters(clinic);
  expect((await other.post(`/api/visits/${visit.visitId}/language`, { language: "ar" })).status).toBe(404);
});

it("tells colleagues who is with a caller, and nobody else", async () => {
  const { browser, visit } = await callerWithPage();
  const way = `/api/visits/${visit.visitId}/participants`;
  await nair.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });
  const marsh = await new Browser(otherUrl).signsIn(person("Dr Helen Marsh"));
  const { seats } = (await marsh.get(way)).body as { seats: { name: string; role: string; visitId: string | null }[] };
  expect(seats.map(({ role }) => role).sort()).toEqual(["guest", "host"]);
  expect(seats.find(({ role }) => role === "host")?.name).toBe("Dr Priya Nair");
  expect(seats.find(({ role }) => role === "guest")?.visitId).toBe(visit.visitId);
  const stranger = installation.demo.people.find(({ clinics }) => clinics.length > 0 && !clinics.includes(clinic))!;
  expect((await (await new Browser(url).signsIn(stranger)).get(way)).status).toBe(404);
  expect((await browser.get(way)).status).toBe(401);
  await nair.post(`/api/visits/${visit.visitId}/end`);
});

describe("who is online", () => {
  const member = (name: string, inCall: boolean) => (frame: Frame) => {
    const value = frame.value as { name?: string; inCall?: boolean } | null;
    return frame.key?.startsWith("member/") === true && value?.name === name && value.inCall === inCall;
  };
  it("colleagues on another node see who has the clinic's page open, who sits in a call, and who is gone", async () => {
    const watcher = await nair.opensStream();
    watcher.watch(`clinic:${heart}`);
    await watcher.sees((frame) => frame.t === "snapshot");
    const marsh = await new Browser(otherUrl).signsIn(person("Dr Helen Marsh"));
    const page = await marsh.opensStream();
    page.watch(`clinic:${heart}`);
    const came = await watcher.sees(member("Dr Helen Marsh", false));
    const visit = await new Browser(url).enters(clinic);
    await marsh.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });
    await watcher.sees(member("Dr Helen Marsh", true));
    await marsh.post(`/api/visits/${visit.visitId}/end`);
    watcher.frames.length = 0;
    page.socket.terminate();
    await watcher.sees((frame) => frame.key === came.key && frame.value === null);
  }, 20_000);
  it("a stranger to the clinic is nowhere to be seen", async () => {
    const watcher = await nair.opensStream();
    watcher.watch(`clinic:${heart}`);
    await watcher.sees((frame) => frame.t === "snapshot");
    const stranger = installation.demo.people.find(({ clinics }) => clinics.length > 0 && !clinics.includes(clinic))!;
    const page = await (await new Browser(url).signsIn(stranger)).opensStream();
    page.watch(`clinic:${heart}`);
    await page.sees((frame) => frame.t === "refused");
    await new Promise((later) => setTimeout(later, 300));
    expect(JSON.stringify(watcher.frames)).not.toContain(stranger.name);
  });
  it("those of a node that died are gone with it", async () => {
    const watcher = await nair.opensStream();
    watcher.watch(`clinic:${heart}`);
    await watcher.sees((frame) => frame.t === "snapshot");
    const dead = "00000000-0000-7000-8000-00000000dead";
    await withAdmin(installation.adminUrl, async (admin) => {
      await admin.query("insert into jobs.node (id, beat_at) values ($1, now() - interval '1 minute')", [dead]);
      await admin.query("insert into jobs.member_page select $1, id, $2 from tenant.person where name = 'Tom Okafor'", [heart, dead]);
    });
    await watcher.sees((frame) => frame.key?.startsWith("member/") === true && frame.value === null);
  }, 10_000);
});

it("ends soon for a member whose role was taken, on a page that stays open", async () => {
  const lind = await new Browser(url).signsIn(person("Ana Lind"));
  const page = await lind.opensStream();
  page.watch(`clinic:${heart}`);
  await page.sees((frame) => frame.t === "snapshot");
  await withAdmin(installation.adminUrl, (admin) =>
    admin.query("delete from tenant.clinic_member where person_id = (select id from tenant.person where name = 'Ana Lind') and clinic_id = $1", [heart]),
  );
  await page.sees((frame) => frame.t === "refused");
  const visit = await new Browser(url).enters(clinic);
  expect((await lind.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } })).status).toBe(404);
});

it("ends with the session: signed out here, the stream is told and closed", async () => {
  const browser = await new Browser(url).signsIn(person("Tom Okafor"));
  const page = await browser.opensStream();
  await browser.post("/api/auth/sign-out");
  await page.sees((frame) => frame.t === "signedOut");
  expect(await page.isClosed()).toBe(4401);
});

describe("what the database holds", () => {
  it("no name, phone number, message or note in plain text", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters(clinic, { firstName: "Xanthippe", lastName: "Vandersloot", phone: "0311122233", fields: { reason: "palpitations since Monday" } });
    await caller.post(`/api/visits/${visitId}/messages`, { text: "my hidden message" });
    await withAdmin(installation.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ table: string }>(
        "select format('%I.%I', table_schema, table_name) as table from information_schema.tables where table_schema in ('tenant', 'jobs') and table_type = 'BASE TABLE'",
      );
      for (const { table } of rows) {
        const { rows: found } = await admin.query(
          `select 1 from ${table} t where t::text ilike any(array['%Xanthippe%', '%Vandersloot%', '%0311122233%', '%palpitations%', '%hidden message%'])`,
        );
        expect({ table, found: found.length }).toEqual({ table, found: 0 });
      }
    });
  });
  it("nothing that identifies after the purge; what reports count stays", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters(clinic);
    await caller.post(`/api/visits/${visitId}/leave`);
    await withAdmin(installation.adminUrl, async (admin) => {
      await admin.query("update tenant.visit set due_at = 1, body = jsonb_set(body, '{purgeAt}', '1') where id = $1", [visitId]);
      const gone = async () => (await admin.query("select 1 from tenant.visit_detail where visit_id = $1", [visitId])).rowCount === 0;
      for (let i = 0; i < 100 && !(await gone()); i++) await new Promise((later) => setTimeout(later, 50));
      expect(await gone()).toBe(true);
      expect((await admin.query("select body->'ended'->>'reason' as reason from tenant.stay where visit_id = $1", [visitId])).rows).toEqual([{ reason: "leftBeforeSeen" }]);
    });
  });
  it("an audit chain in which every row covers the one before", async () => {
    await withAdmin(installation.adminUrl, async (admin) => {
      const unlinked = async () => Number((await admin.query("select count(*) from tenant.audit where seq is null")).rows[0].count);
      for (let i = 0; i < 100 && (await unlinked()) > 0; i++) await new Promise((later) => setTimeout(later, 50));
      const { rows } = await admin.query<{ seq: string }>("select seq from tenant.audit order by organisation_id, seq");
      expect(rows.length).toBeGreaterThan(3);
      expect(await unlinked()).toBe(0);
    });
  });
});
