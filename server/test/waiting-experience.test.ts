import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation, type Reply } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let grace: Browser;
const clinic = "cardiology";
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
});
afterAll(() => installation.end());

type Sections = Record<string, { version: number }>;
const set = async (section: string, values: object): Promise<Reply> => {
  const { version } = ((await grace.get(`/api/clinics/${clinic}/settings`)).body.sections as Sections)[section]!;
  return grace.post(`/api/clinics/${clinic}/settings/${section}`, { version, values });
};
const start = async () => (await new Browser(url).get(`/api/public/clinics/${clinic}`)).body;
const fieldsOf = ({ body }: Reply) => ((body.fields ?? []) as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`);

describe("special days", () => {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  it("close a clinic for newcomers, and say when it opens", async () => {
    await set("hours", { timeZone: "UTC", specialDays: [{ date: day(0), name: "Founders' day" }] });
    expect(await start()).toMatchObject({ state: "closed", nextOpening: Date.parse(`${day(1)}T00:00:00Z`) });
    expect((await grace.get(`/api/clinics/${clinic}`)).body).toMatchObject({ state: "closed", hoursToday: [] });
    await set("hours", { specialDays: [] });
    expect(await start()).toMatchObject({ state: "open" });
  });
  it("must be days of the calendar, once each, with hours that end after they begin", async () => {
    expect(fieldsOf(await set("hours", { specialDays: [{ date: "2026-02-30" }] }))).toEqual(["specialDays.0: 2026-02-30 is no day of the calendar."]);
    expect(fieldsOf(await set("hours", { specialDays: [{ date: "2026-12-25" }, { date: "2026-12-25" }] }))).toEqual(["specialDays.1: 2026-12-25 is there twice."]);
    expect(fieldsOf(await set("hours", { specialDays: [{ date: "2026-12-25", spans: [{ from: "12:00", to: "09:00" }] }] }))).toEqual([
      "specialDays.0.spans.0: These hours end (09:00) before they begin (12:00).",
    ]);
  });
});

describe("what is said and played while somebody waits", () => {
  it("reaches whoever waits already", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters(clinic);
    const page = await caller.opensStream({ "anteroom-side": "guest" });
    page.watch(`visit:${visitId}`);
    await expect.poll(() => JSON.stringify(page.frames)).toContain('"music":"morning"');
    expect((await set("music", { music: "sea" })).status).toBe(200);
    await set("waiting-messages", {
      waitingMessages: [
        { afterMinutes: 20, text: { en: "Thank you for your patience." } },
        { afterMinutes: 5, text: { en: "Soon." } },
      ],
    });
    await expect.poll(() => JSON.stringify(page.frames)).toContain('"music":"sea"');
    await expect.poll(() => JSON.stringify(page.frames)).toContain('"waitingMessages":[{"afterMinutes":5,"text":{"en":"Soon."}},{"afterMinutes":20');
    page.socket.close();
  });
  it("must say something, once for each time", async () => {
    expect(fieldsOf(await set("waiting-messages", { waitingMessages: [{ afterMinutes: 5, text: {} }] }))).toEqual(["waitingMessages.0: Write what shall be said after 5 minutes."]);
    const twice = [
      { afterMinutes: 5, text: { en: "a" } },
      { afterMinutes: 5, text: { en: "b" } },
    ];
    expect(fieldsOf(await set("waiting-messages", { waitingMessages: twice }))).toEqual(["waitingMessages.1: There are two messages after 5 minutes."]);
    expect((await set("music", { music: "polka" })).status).toBe(400);
  });
  it("is told to staff for the day that the clinic runs late", async () => {
    await set("late-text", { lateText: { en: "Dr Nair is delayed by half an hour." } });
    expect((await grace.get(`/api/clinics/${clinic}`)).body).toMatchObject({ lateText: { en: "Dr Nair is delayed by half an hour." } });
  });
});

describe("what the waiting room shows", () => {
  const sees = async (caller: Browser) => (await caller.get("/api/visit")).body as { peopleAhead: number | null; estimateMinutes: number | null };
  it("is the place in line and the likely wait only where the clinic wants them shown", async () => {
    await new Browser(url).enters(clinic);
    const caller = new Browser(url);
    await caller.enters(clinic);
    const shown = await sees(caller);
    expect(shown.peopleAhead).toBeGreaterThan(0);
    await set("waiting-area", { showPosition: false });
    expect(await sees(caller)).toEqual({ ...shown, peopleAhead: null });
    await set("waiting-area", { showEstimate: false });
    expect(await sees(caller)).toMatchObject({ peopleAhead: null, estimateMinutes: null });
    await set("waiting-area", { showPosition: true, showEstimate: true });
    expect(await sees(caller)).toEqual(shown);
  });
  it("has a switch for the microphone only where the clinic lets callers mute", async () => {
    expect(await start()).toMatchObject({ muteWhileWaiting: true });
    await set("joining", { muteWhileWaiting: false });
    expect(await start()).toMatchObject({ muteWhileWaiting: false });
    await set("joining", { muteWhileWaiting: true });
  });
});

describe("the check of two identifiers", () => {
  it("stands before the first Join, is kept in the log without what was compared, and not asked again", async () => {
    await set("waiting-area", { identifierCheck: true });
    const nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
    const { visitId, callId } = await new Browser(url).enters(clinic);
    const join = (state: string, identifiedBy?: string[]) => nair.post(`/api/visits/${visitId}/join`, { expect: { state, callId }, ...(identifiedBy && { identifiedBy }) });
    expect((await join("waiting")).body).toMatchObject({ status: 409, code: "identifyFirst" });
    expect((await join("waiting", ["name", "name"])).body.code).toBe("identifyFirst");
    expect((await join("waiting", ["name", "phone"])).status).toBe(200);
    const { lines } = (await nair.get(`/api/visits/${visitId}/activity`)).body as { lines: { type: string; facts: Record<string, string> }[] };
    expect(lines.find(({ type }) => type === "identified")?.facts).toMatchObject({ identifiedBy: "name phone" });
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query("select facts from tenant.audit where action = 'visit.join' and subject_id = $1", [visitId]));
    expect(rows[0].facts).toMatchObject({ identifiedBy: "name phone" });
    expect(JSON.stringify(rows)).not.toContain("Leila");
    await nair.post(`/api/visits/${visitId}/hold`);
    expect((await join("held")).status).toBe(200);
    await nair.post(`/api/visits/${visitId}/end`);
    await set("waiting-area", { identifierCheck: false });
  });
});
