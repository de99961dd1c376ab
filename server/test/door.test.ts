import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, entry, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let nair: Browser;
let marsh: Browser;
const clinic = "cardiology";
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
  marsh = await new Browser(url).signsIn(person("Dr Helen Marsh"));
});
afterAll(() => installation.end());

const join = (who: Browser, visit: { visitId: string; callId: string }, state = "waiting", headers = {}) =>
  who.post(`/api/visits/${visit.visitId}/join`, { expect: { state, callId: visit.callId } }, headers);

describe("entering", () => {
  it("gives a place, and a cookie that no script reads and no other site sends", async () => {
    const reply = await new Browser(url).post(`/api/public/clinics/${clinic}/visits`, entry);
    expect(reply.status).toBe(201);
    expect(String(reply.headers["set-cookie"])).toMatch(/anteroom_visit=[\w-]{43};.*HttpOnly; SameSite=Lax/);
  });
  it("is the same visit from the same device, and no second row", async () => {
    const caller = new Browser(url);
    expect((await caller.enters(clinic)).visitId).toBe((await caller.enters(clinic)).visitId);
  });
  it("takes a phone number in the figures of any script, and keeps it so that it can be dialled", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters(clinic, { phone: "٠٣٥٥٥٠١٤٢٠" });
    expect((await caller.get("/api/visit")).body).toMatchObject({ id: visitId, phoneEnding: "420" });
  });
  it("says which field is missing and why", async () => {
    const { firstName: _none, ...rest } = entry;
    const reply = await new Browser(url).post(`/api/public/clinics/${clinic}/visits`, rest);
    expect([reply.status, reply.headers["content-type"]]).toEqual([400, expect.stringContaining("application/problem+json")]);
    expect(reply.body).toMatchObject({ code: "badRequest", fields: [{ path: "firstName" }] });
  });
  it("says which field it does not know", async () => {
    expect((await new Browser(url).post(`/api/public/clinics/${clinic}/visits`, { ...entry, role: "host" })).body).toMatchObject({
      code: "badRequest",
      fields: [{ path: "role" }],
    });
  });
  it.each([
    ["only invisible characters", "\u200b\u202e", 400],
    ["ten megabytes", "x".repeat(10_000_000), 413],
    ["eighty-one characters", "x".repeat(81), 400],
    ["a number", 7, 400],
  ])("refuses a name of %s, and never with a fault of ours", async (_story, firstName, status) => {
    // A body that is too large may be cut off while it is still being sent.
    const reply = await new Browser(url).post(`/api/public/clinics/${clinic}/visits`, { ...entry, firstName }).catch(() => ({ status: 413 }));
    expect(reply.status).toBe(status);
  });
  it("keeps a name as text and takes its tricks out", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters(clinic, { firstName: "<img onerror=1>\u202e", lastName: "'; drop table" });
    const page = await nair.opensStream();
    const { body } = await nair.get(`/api/clinics/${clinic}`);
    page.watch(`clinic:${String(body.id)}`);
    const snapshot = await page.sees((frame) => frame.t === "snapshot");
    expect((snapshot.value as Record<string, unknown>)[`visit/${visitId}`]).toMatchObject({ firstName: "<img onerror=1>", lastName: "'; drop table" });
    page.socket.close();
  });
  it("takes more at once than there are connections to the database, also when nothing is known by heart any more", async () => {
    await new Promise((later) => setTimeout(later, 1_100));
    const replies = await Promise.all(Array.from({ length: 60 }, () => new Browser(url).post(`/api/public/clinics/${clinic}/visits`, entry)));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 60 }, () => 201));
  });
  it("refuses a closed clinic and one that is switched off", async () => {
    expect((await new Browser(url).post("/api/public/clinics/mental-health/visits", entry)).body.code).toBe("clinicClosed");
    expect((await new Browser(url).post("/api/public/clinics/diabetes/visits", entry)).body.code).toBe("clinicOff");
  });
  it("slows a flood from one source that drops its cookies, while others enter", async () => {
    const flood = new Browser(url);
    const statuses: number[] = [];
    for (let i = 0; i < 22; i++) {
      flood.dropCookies();
      statuses.push((await flood.post(`/api/public/clinics/${clinic}/visits`, entry)).status);
    }
    expect(statuses.slice(0, 10).every((status) => status === 201)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect((await new Browser(url).post(`/api/public/clinics/${clinic}/visits`, entry)).status).toBe(201);
  });
});

describe("the door", () => {
  it.each([
    ["another site's Origin", { origin: "https://evil.example" }, 403],
    ["no Origin", { origin: undefined }, 403],
    ["a cross-site fetch", { "sec-fetch-site": "cross-site" }, 403],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["JSON in plain clothes", { "content-type": "text/plain" }, 415],
    ["no idempotency key", { "idempotency-key": undefined }, 400],
  ])("refuses a command with %s", async (_story, headers, status) => {
    const visit = await new Browser(url).enters(clinic);
    expect((await join(nair, visit, "waiting", headers)).status).toBe(status);
  });
  it("refuses a state change by GET", async () => {
    const { visitId } = await new Browser(url).enters(clinic);
    expect((await nair.get(`/api/visits/${visitId}/end`)).status).toBe(404);
  });
  it("refuses what is not JSON with a problem, not with a fault", async () => {
    const reply = await nair.send("POST", "/api/calls", "{", { "content-type": "application/json", "idempotency-key": "key-of-test" });
    expect([reply.status, reply.body.code]).toEqual([400, "badRequest"]);
  });
  it("answers the same for a visit that is foreign and one that does not exist", async () => {
    const stranger = await new Browser(url).signsIn(person("Dr Ruth Adler"));
    const visit = await new Browser(url).enters(clinic);
    const foreign = await join(stranger, visit);
    const unknown = await join(stranger, { ...visit, visitId: "01a20a1a-0000-7000-8000-000000000000" });
    expect([foreign.status, foreign.text]).toEqual([unknown.status, unknown.text]);
    expect(foreign.status).toBe(404);
  });
  it("refuses a caller who sends the commands of staff, and nothing changes", async () => {
    const caller = new Browser(url);
    const visit = await caller.enters(clinic);
    for (const command of ["join", "hold", "end", "transfer", "take-out"])
      expect((await caller.post(`/api/visits/${visit.visitId}/${command}`, { expect: { state: "waiting", callId: visit.callId } })).status).toBe(401);
    expect((await caller.get("/api/visit")).body.state).toBe("waiting");
  });
  it("hides what is nobody's business", async () => {
    for (const path of ["/metrics", "/debug", "/.git/config", "/assets/patient.js.map", "/secrets.json", "/../secrets.json"])
      expect((await new Browser(url).get(path)).status).toBe(404);
    expect((await new Browser(url).get("/readyz")).text).toBe("yes\n");
  });
  it("sends the headers that keep pages safe", async () => {
    const { headers } = await new Browser(url).get(`/c/${clinic}`, { accept: "text/html" });
    expect(headers["content-security-policy"]).toMatch(/default-src 'none';script-src 'self';style-src 'self'.*frame-ancestors 'none'/);
    expect(headers).toMatchObject({ "referrer-policy": "no-referrer", "x-content-type-options": "nosniff", "permissions-policy": expect.stringContaining("camera=(self)") });
  });
  it("shows a kind page with 404 for an unknown clinic", async () => {
    const reply = await new Browser(url).get("/c/no-such-clinic", { accept: "text/html" });
    expect([reply.status, reply.text.includes('id="boot">null<')]).toEqual([404, true]);
  });
  it.each(["/c/Cardiology", "/c/cardiology/", "/c/CARDIOLOGY"])("leads %s to the clinic's own link", async (path) => {
    const reply = await fetch(`${url}${path}`, { redirect: "manual", headers: { accept: "text/html" } });
    expect([reply.status, reply.headers.get("location")]).toEqual([308, "/c/cardiology"]);
  });
  it("describes itself as OpenAPI 3.1", async () => {
    const { body } = await new Browser(url).get("/api/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    expect(Object.keys(body.paths as object)).toContain("/api/visits/{visitId}/join");
  });
  it("limits guessing of passwords by source", async () => {
    const guesser = new Browser(url);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++)
      statuses.push((await guesser.post("/api/auth/sign-in/email", { email: "priya.nair@demo.anteroom.example", password: `a wrong password ${i}` })).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
  });
});

describe("joining", () => {
  it("has one winner when two press together; the other is told who", async () => {
    for (let round = 0; round < 5; round++) {
      const visit = await new Browser(url).enters(clinic);
      const replies = await Promise.all([join(nair, visit), join(marsh, visit)]);
      expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
      const lost = replies.find((reply) => reply.status === 409);
      expect(lost?.body).toMatchObject({ code: "takenBy", names: [replies[0]?.status === 200 ? "Dr Priya Nair" : "Dr Helen Marsh"] });
      await (replies[0]?.status === 200 ? nair : marsh).post(`/api/visits/${visit.visitId}/end`);
    }
  });
  it("does a repeated command once, and refuses its key for another", async () => {
    const visit = await new Browser(url).enters(clinic);
    const headers = { "idempotency-key": "the-same-key-twice" };
    const first = await join(nair, visit, "waiting", headers);
    const again = await join(nair, visit, "waiting", headers);
    // Nothing with names in it is kept of an answer: the call is read from the stream then.
    expect([first.status, again.body]).toEqual([200, { ...first.body, call: null }]);
    expect((await nair.post(`/api/visits/${visit.visitId}/hold`, {}, headers)).body.code).toBe("idempotencyKeyReused");
    await nair.post(`/api/visits/${visit.visitId}/end`);
  });
  it("answers two with one key at the same moment alike, and does it once", async () => {
    const visit = await new Browser(url).enters(clinic);
    const headers = { "idempotency-key": "the-same-key-at-once" };
    const [one, other] = await Promise.all([join(nair, visit, "waiting", headers), join(nair, visit, "waiting", headers)]);
    expect([one.status, other.status, other.body.seatId]).toEqual([200, 200, one.body.seatId]);
    await nair.post(`/api/visits/${visit.visitId}/end`);
  });
  it("tells the clinic of a newcomer, and of what began with them nobody before it changes", async () => {
    const visit = await new Browser(url).enters(clinic);
    const told = async () =>
      (await withAdmin(installation.adminUrl, (admin) => admin.query("select from jobs.topic where name = any($1)", [[`call:${visit.callId}`, `visit:${visit.visitId}`]])))
        .rowCount;
    expect(await told()).toBe(0);
    await join(nair, visit);
    expect(await told()).toBe(2);
    await nair.post(`/api/visits/${visit.visitId}/end`);
  });
  it("needs the confirmation that names both before callers meet", async () => {
    const [ada, bob] = [await new Browser(url).enters(clinic), await new Browser(url).enters(clinic)];
    await join(nair, ada);
    const add = (confirmedVisitIds: string[]) =>
      nair.post(`/api/visits/${bob.visitId}/add`, { callId: ada.callId, expect: { state: "waiting", callId: bob.callId }, confirmedVisitIds });
    expect((await add([])).body).toMatchObject({ code: "confirmAdd", visitIds: [ada.visitId] });
    expect((await add([ada.visitId])).status).toBe(200);
    await nair.post(`/api/calls/${ada.callId}/end`);
  });
  it("ends with the seat: ice and leaving are refused after the call", async () => {
    const caller = new Browser(url);
    const visit = await caller.enters(clinic);
    expect((await caller.get(`/api/calls/${visit.callId}/ice`)).status).toBe(404);
    await join(nair, visit);
    expect((await caller.get(`/api/calls/${visit.callId}/ice`)).body.iceServers).toHaveLength(1);
    await nair.post(`/api/visits/${visit.visitId}/end`);
    expect((await caller.get(`/api/calls/${visit.callId}/ice`)).status).toBe(404);
    expect((await caller.post(`/api/visits/${visit.visitId}/leave`)).status).toBe(409);
    expect((await new Browser(url).get(`/api/calls/${visit.callId}/ice`)).status).toBe(401);
  });
});

it("transfers in one step, with the note, and the old clinic sees nothing more", async () => {
  const visit = await new Browser(url).enters(clinic);
  const osei = await new Browser(url).signsIn(person("Dr Samuel Osei"));
  const kidney = String((await osei.get("/api/clinics/nephrology")).body.id);
  const heart = String((await nair.get(`/api/clinics/${clinic}`)).body.id);
  const [here, there] = [await marsh.opensStream(), await osei.opensStream()];
  here.watch(`clinic:${heart}`);
  there.watch(`clinic:${kidney}`);
  await here.sees((frame) => frame.t === "snapshot");
  await there.sees((frame) => frame.t === "snapshot");
  const moved = await nair.post(`/api/visits/${visit.visitId}/transfer`, { toClinicId: kidney, note: "Needs an ECG", expect: { state: "waiting", callId: visit.callId } });
  expect(moved.status).toBe(200);
  const arrived = await there.sees((frame) => frame.t === "change" && frame.key === `visit/${visit.visitId}`);
  expect(arrived.value).toMatchObject({
    state: "waiting",
    firstName: "Leila",
    transferredFrom: { clinicName: "Cardiology Outpatients", byName: "Dr Priya Nair", note: "Needs an ECG" },
  });
  await here.sees((frame) => frame.t === "change" && frame.key === `visit/${visit.visitId}` && frame.value === null);
  expect(JSON.stringify(here.frames)).not.toContain("Needs an ECG");
  expect((await marsh.get(`/api/visits/${visit.visitId}/activity`)).status).toBe(404);
  here.socket.close();
  there.socket.close();
});

it("leads a transferred caller back by the link that they know, to the same visit", async () => {
  const caller = new Browser(url);
  const visit = await caller.enters(clinic);
  const osei = await new Browser(url).signsIn(person("Dr Samuel Osei"));
  const kidney = String((await osei.get("/api/clinics/nephrology")).body.id);
  await nair.post(`/api/visits/${visit.visitId}/transfer`, { toClinicId: kidney, note: "", expect: { state: "waiting", callId: visit.callId } });
  for (const slug of [clinic, "nephrology"]) expect((await caller.get(`/api/public/clinics/${slug}`)).body.openVisit, slug).toMatchObject({ id: visit.visitId });
  expect((await caller.get("/api/public/clinics/physiotherapy")).body.openVisit).toBeNull();
  expect((await caller.enters(clinic)).visitId).toBe(visit.visitId);
});

it("lets the first device of an invitation straight in and every further one knock, also when two come at once", async () => {
  const visit = await new Browser(url).enters(clinic);
  await join(nair, visit);
  const { body } = await nair.post(`/api/calls/${visit.callId}/invitations`, { visitId: visit.visitId });
  const token = String(body.url).split("#")[1];
  // A link preview looks, and nothing is used up.
  expect((await new Browser(url).post("/api/invitations/look", { token })).body).toMatchObject({ clinicName: "Cardiology Outpatients" });
  const replies = await Promise.all([1, 2].map((n) => new Browser(url).post("/api/invitations/redeem", { token, name: `Guest ${n}`, language: "en" })));
  const late = replies.some((reply) => reply.status !== 200) ? [await new Browser(url).post("/api/invitations/redeem", { token, name: "Guest 3", language: "en" })] : [];
  const seated = [...replies, ...late].filter((reply) => reply.status === 200).map((reply) => String(reply.body.seatId));
  expect(seated).toHaveLength(2);
  const page = await nair.opensStream();
  page.watch(`call:${visit.callId}`);
  const call = await page.sees((frame) => frame.t === "snapshot");
  const states = (call.value as { seats: { id: string; state: string }[] }).seats.filter((seat) => seated.includes(seat.id)).map((seat) => seat.state);
  expect(states.sort()).toEqual(["in", "knocking"]);
  expect((await new Browser(url).post("/api/invitations/redeem", { token: "x".repeat(43), name: "Guest", language: "en" })).status).toBe(404);
  page.socket.close();
  await nair.post(`/api/visits/${visit.visitId}/end`);
});
