import { packWave } from "@anteroom/core/sound";
import { clinicSettings, type settingsSections } from "@anteroom/core/settings";
import type { Visit } from "@anteroom/core/visit";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, entry, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

/** Every setting that a clinic can save: one without a line here does not compile, and one without an effect fails. What pages make of it is tried beside them. */
type Settable = (typeof settingsSections)[keyof typeof settingsSections][number];
type Seen = { section: keyof typeof settingsSections; value: unknown; see: () => Promise<unknown> };

const clinic = "cardiology";
let installation: Installation;
let url: string;
let grace: Browser;
let nair: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
  nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
  // A likely wait is worked out from visits of the past.
  for (let visit = 0; visit < 6; visit++) {
    const { visitId, callId } = await new Browser(url).enters(clinic);
    await nair.post(`/api/visits/${visitId}/join`, { expect: { state: "waiting", callId } });
    await nair.post(`/api/visits/${visitId}/end`);
  }
});
afterAll(() => installation.end());

const startPage =
  <K extends string>(name: K) =>
  async () =>
    (await new Browser(url).get(`/api/public/clinics/${clinic}`)).body[name];
const staffPage = (name: string) => async () => (await grace.get(`/api/clinics/${clinic}`)).body[name];
const text = (name: string) => async () => ((await startPage("texts")()) as Record<string, unknown>)[name];
const enters = async (details: object = {}) => {
  const { status, body } = await new Browser(url).post(`/api/public/clinics/${clinic}/visits`, { ...entry, ...details });
  return body.code ?? status;
};

/** What a caller's page is told while they wait. */
async function waitingPage(name: string): Promise<unknown> {
  const caller = new Browser(url);
  const { visitId } = await caller.enters(clinic);
  const page = await caller.opensStream({ "anteroom-side": "guest" });
  page.watch(`visit:${visitId}`);
  const value = () => (page.frames.find((frame) => (frame as { t: string }).t === "snapshot") as { value: Record<string, unknown> } | undefined)?.value;
  await expect.poll(value).toBeDefined();
  page.socket.close();
  await caller.post(`/api/visits/${visitId}/leave`);
  return value()?.[name];
}

/** With a clinician in the call. */
async function inCall(see: (caller: Browser, visit: { visitId: string; callId: string }) => Promise<unknown>): Promise<unknown> {
  const caller = new Browser(url);
  const visit = await caller.enters(clinic);
  const joined = await nair.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId }, identifiedBy: ["name", "phone"] });
  expect(joined.status).toBe(200);
  const seen = await see(caller, visit);
  await nair.post(`/api/visits/${visit.visitId}/end`);
  return seen;
}

/** What a host's page is told of the pictures. */
async function callPage(callId: string, name: "videoQuality" | "ownPictureSize" | "tools"): Promise<unknown> {
  const page = await nair.opensStream();
  page.watch(`call:${callId}`);
  const { value } = await page.sees((frame) => frame.t === "snapshot" && frame.topic === `call:${callId}`);
  page.socket.close();
  return (value as Record<string, unknown>)[name];
}

const stored = (visitId: string) =>
  withAdmin(installation.adminUrl, async (admin) => (await admin.query<{ body: Visit }>("select body from tenant.visit where id = $1", [visitId])).rows[0]!.body);

async function saves(section: keyof typeof settingsSections, body: object): Promise<void> {
  const { sections } = (await grace.get(`/api/clinics/${clinic}/settings`)).body as { sections: Record<string, { version: number }> };
  expect((await grace.post(`/api/clinics/${clinic}/settings/${section}`, { version: sections[section]?.version, values: body })).status).toBe(200);
}
const idOf = async (name: string) =>
  ((await grace.get(`/api/clinics/${clinic}/settings`)).body.team as { personId: string; name: string }[]).find((each) => each.name === name)!.personId;

/** How long a newcomer waits until somebody is alerted. */
async function alertAfter(): Promise<unknown> {
  const caller = new Browser(url);
  const { visitId } = await caller.enters(clinic);
  const [row] = await withAdmin(
    installation.adminUrl,
    async (admin) => (await admin.query<{ due_at: number | null }>("select due_at from tenant.visit where id = $1", [visitId])).rows,
  );
  const { since } = (await stored(visitId)).status;
  await caller.post(`/api/visits/${visitId}/leave`);
  return row?.due_at && Number(row.due_at) - since;
}

/** Who is alerted first, second and so on, of one whose row nobody opens for hours. */
async function alerted(most: number): Promise<unknown[]> {
  const caller = new Browser(url);
  const { visitId } = await caller.enters(clinic);
  for (let alert = 0; alert < most; alert++) {
    await withAdmin(installation.adminUrl, (admin) =>
      admin.query(
        `update tenant.visit set due_at = 1, body = case when body->'escalated' = 'null' then jsonb_set(body, '{status,since}', '1') else jsonb_set(body, '{escalated,at}', '1') end where id = $1`,
        [visitId],
      ),
    );
    const steps = async () => (await stored(visitId)).escalated?.steps;
    await expect
      .poll(steps, { timeout: 3_000 })
      .toBe(alert + 1)
      .catch(() => {}); // nobody is left to alert
  }
  const told = await withAdmin(
    installation.adminUrl,
    async (admin) =>
      (
        await admin.query<{ person: string | null }>("select what->>'personId' as person from tenant.activity where visit_id = $1 and what->>'type' = 'escalated' order by id", [
          visitId,
        ])
      ).rows,
  );
  await caller.post(`/api/visits/${visitId}/leave`);
  return told.map(({ person }) => person);
}

async function organisationsTable(): Promise<unknown> {
  const [{ id } = { id: "" }] = (await grace.get("/api/me")).body.organisations as { id: string }[];
  // A line of it: figures of other clinics change by themselves.
  return (await grace.get(`/api/organisations/${id}/clinics/csv`)).text
    .split("\r\n")
    .find((line) => line.includes(`/c/${clinic}`))
    ?.split(`/c/${clinic}`)[1]
    ?.split(/,(?:open|closed|off),/)[0];
}

async function uploads(where: "images" | "waiting-pictures") {
  const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#0a5c75" } })
    .png()
    .toBuffer();
  return grace.send("POST", `/api/clinics/${clinic}/${where}`, bytes, { "content-type": "application/octet-stream", "idempotency-key": "a-picture-of-the-test" });
}

async function uploadedMusic(): Promise<unknown> {
  const samples = Float32Array.from({ length: 6 * 16_000 }, (_, at) => 0.4 * Math.sin((2 * Math.PI * 330 * at) / 16_000));
  const sound = Buffer.from(packWave({ samples, hertz: 16_000 })).toString("base64");
  return (await grace.post(`/api/clinics/${clinic}/music`, { title: "Harp", sound })).body.ownMusic;
}

const effects: Record<Settable, Seen> = {
  waitingAreaOn: { section: "waiting-area", value: false, see: () => enters() },
  showPosition: { section: "waiting-area", value: false, see: () => waitingPage("peopleAhead") },
  showEstimate: { section: "waiting-area", value: false, see: () => waitingPage("estimateMinutes") },
  confirmCallEntry: { section: "waiting-area", value: true, see: staffPage("confirmCallEntry") },
  identifierCheck: {
    section: "waiting-area",
    value: true,
    see: async () => {
      const { visitId, callId } = await new Browser(url).enters(clinic);
      const { status, body } = await nair.post(`/api/visits/${visitId}/join`, { expect: { state: "waiting", callId } });
      await nair.post(`/api/visits/${visitId}/end`);
      return body.code ?? status;
    },
  },
  callLock: { section: "waiting-area", value: false, see: () => inCall(async (_caller, { callId }) => (await nair.post(`/api/calls/${callId}/lock`, { locked: true })).status) },
  twoWayMessages: {
    section: "waiting-area",
    value: false,
    see: async () => {
      const caller = new Browser(url);
      const { visitId } = await caller.enters(clinic);
      return (await caller.post(`/api/visits/${visitId}/messages`, { text: "Hello" })).status;
    },
  },
  graceMs: {
    section: "times",
    value: 600_000,
    see: async () => {
      const caller = new Browser(url);
      const { visitId, seatId } = await caller.enters(clinic);
      const page = await caller.opensStream({ "anteroom-side": "guest" });
      page.send({ t: "sit", seatId, pageId: `page-of-${seatId}`, takeOver: false });
      await page.sees((frame) => frame.t === "seated");
      page.socket.close();
      await expect.poll(async () => (await stored(visitId)).presence.state, { timeout: 8_000 }).toBe("lost");
      const { presence } = await stored(visitId);
      await caller.post(`/api/visits/${visitId}/leave`);
      return presence.state === "lost" && presence.graceEndsAt - presence.since;
    },
  },
  purgeAfterMs: {
    section: "times",
    value: 300_000,
    see: async () => {
      const caller = new Browser(url);
      const { visitId } = await caller.enters(clinic);
      await caller.post(`/api/visits/${visitId}/leave`);
      const { purgeAt, status } = await stored(visitId);
      return (purgeAt ?? 0) - status.since;
    },
  },
  chat: { section: "tools", value: "hosts", see: () => inCall(async (_caller, { callId }) => callPage(callId, "tools")) },
  screenShare: { section: "tools", value: "nobody", see: () => inCall(async (_caller, { callId }) => callPage(callId, "tools")) },
  invitations: {
    section: "tools",
    value: false,
    see: () => inCall(async (_caller, { callId }) => (await nair.post(`/api/calls/${callId}/invitations`, { visitId: null })).status),
  },
  consentText: { section: "consent", value: { en: "I agree to a call by video." }, see: () => enters() },
  escalationPhone: {
    section: "escalation",
    value: "+61412555090",
    see: async () => {
      await saves("escalation", { escalationOn: true, escalationPeople: [await idOf("Dr Priya Nair")] });
      const alerts = await alerted(2);
      await saves("escalation", { escalationOn: false });
      return alerts.length;
    },
  },
  escalationOn: {
    section: "escalation",
    value: true,
    see: async () => {
      await saves("escalation", { escalationPhone: "+61412555091" });
      return alertAfter();
    },
  },
  escalationMinutes: {
    section: "escalation",
    value: 5,
    see: async () => {
      await saves("escalation", { escalationOn: true });
      return alertAfter();
    },
  },
  escalationPeople: {
    section: "escalation",
    value: async () => [await idOf("Dr Helen Marsh")],
    see: async () => {
      await saves("escalation", { escalationOn: true });
      return alerted(1);
    },
  },
  offlineQueue: { section: "offline", value: "recall", see: () => waitingPage("textMe") },
  timeZone: { section: "hours", value: "Asia/Tokyo", see: startPage("timeZone") },
  hours: { section: "hours", value: [[], [], [], [], [], [], []], see: () => enters() },
  specialDays: { section: "hours", value: [-1, 0, 1].map((day) => ({ date: new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10) })), see: () => enters() },
  entryFields: { section: "entry-fields", value: [{ id: "dob", kind: "date", label: { en: "Date of birth" }, required: true }], see: () => enters() },
  importantInformation: { section: "important-information", value: { en: "Bring your list of medicines." }, see: text("importantInformation") },
  closedText: { section: "closed-texts", value: { en: "Phone 000." }, see: text("closed") },
  switchedOffText: { section: "closed-texts", value: { en: "We moved." }, see: text("switchedOff") },
  waitingText: { section: "waiting-text", value: { en: "There is tea." }, see: text("waiting") },
  waitingContent: {
    section: "waiting-content",
    value: async () => {
      const { hash, width, height } = (await uploads("waiting-pictures")).body;
      return { en: [{ kind: "picture", file: hash, width, height, alt: "The way to the waiting room" }] };
    },
    see: () => waitingPage("waitingContent"),
  },
  waitingMessages: { section: "waiting-messages", value: [{ afterMinutes: 5, text: { en: "Soon." } }], see: startPage("waitingMessages") },
  lateText: { section: "late-text", value: { en: "We are late." }, see: staffPage("lateText") },
  music: { section: "music", value: "sea", see: startPage("music") },
  ownMusic: { section: "music", value: uploadedMusic, see: startPage("ownMusic") },
  logoIcon: { section: "logo", value: "child", see: startPage("logoIcon") },
  primaryColour: { section: "interface", value: "#8a2be2", see: startPage("look") },
  secondaryColour: { section: "interface", value: "#b00020", see: startPage("look") },
  background: { section: "interface", value: "#fff4e5", see: startPage("look") },
  ownPictureSize: { section: "interface", value: "large", see: () => inCall(async (_caller, { callId }) => callPage(callId, "ownPictureSize")) },
  logo: { section: "logo", value: async () => (await uploads("images")).body.hash, see: startPage("logoIcon") },
  supportPhone: { section: "support", value: "03 5550 9999", see: startPage("supportPhone") },
  supportEmail: { section: "support", value: "help@clinic.example", see: startPage("supportEmail") },
  lastNameRequired: { section: "joining", value: false, see: () => enters({ lastName: "" }) },
  previewWhileTyping: { section: "joining", value: false, see: startPage("previewWhileTyping") },
  muteWhileWaiting: { section: "joining", value: false, see: startPage("muteWhileWaiting") },
  surveyUrl: { section: "after-visit", value: "https://survey.example/1", see: startPage("surveyUrl") },
  onwardUrl: { section: "after-visit", value: "https://clinic.example/after", see: startPage("onwardUrl") },
  checkPolicy: { section: "quality", value: "strict", see: () => enters({ readiness: { ...entry.readiness, camera: "missing" } }) },
  relayOnly: {
    section: "quality",
    value: true,
    see: () => inCall(async (caller, { callId }) => (await caller.get(`/api/calls/${callId}/ice`, { "anteroom-side": "guest" })).body.relayOnly),
  },
  videoQuality: { section: "quality", value: "low", see: () => inCall(async (_caller, { callId }) => callPage(callId, "videoQuality")) },
  supportMessage: { section: "support", value: "Ask for Mina.", see: startPage("supportMessage") },
  troubleshootingUrl: { section: "links", value: "https://clinic.example/help", see: startPage("troubleshootingUrl") },
  consultationName: { section: "reporting", value: "Heart check", see: organisationsTable },
  specialty: { section: "reporting", value: "Heart and vessels", see: organisationsTable },
  tags: { section: "reporting", value: ["north", "adults"], see: organisationsTable },
  privacyUrl: { section: "links", value: "https://clinic.example/privacy", see: startPage("privacyUrl") },
  termsUrl: { section: "links", value: "https://clinic.example/terms", see: startPage("termsUrl") },
  mainLanguage: { section: "languages", value: "ar", see: startPage("mainLanguage") },
  languages: { section: "languages", value: ["en"], see: startPage("languages") },
  shareText: { section: "share-text", value: { en: "Come: {link}" }, see: staffPage("shareText") },
  embedOrigins: {
    section: "embed",
    value: ["https://www.clinic.example"],
    see: async () => (await new Browser(url).get(`/c/${clinic}`, { accept: "text/html" })).headers["content-security-policy"],
  },
};

describe("every setting of a clinic is seen where it matters, and goes back", () => {
  it.each(Object.keys(effects) as Settable[])("%s", async (name) => {
    const { section, value, see } = effects[name];
    const before = await see();
    const save = async (body: object) => {
      const sections = (await grace.get(`/api/clinics/${clinic}/settings`)).body.sections as Record<string, { version: number }>;
      return grace.post(`/api/clinics/${clinic}/settings/${section}`, { version: sections[section]?.version, ...body });
    };
    const saved = await save({ values: { [name]: typeof value === "function" ? await value() : value } });
    expect([saved.status, saved.body.fields]).toEqual([200, undefined]);
    expect(await see()).not.toEqual(before);
    expect((await save({ reset: [name] })).status).toBe(200);
  });
});

it("whoever the clinic's check does not let in may ask to be phoned, and staff see it on the row", async () => {
  const { version } = ((await grace.get(`/api/clinics/${clinic}/settings`)).body.sections as Record<string, { version: number }>).quality!;
  const save = (values: object, at: number) => grace.post(`/api/clinics/${clinic}/settings/quality`, { version: at, values });
  expect((await save({ checkPolicy: "restricted" }, version)).status).toBe(200);
  const readiness = { ...entry.readiness, microphone: "blocked", kbitPerSecond: 90 };
  const caller = new Browser(url);
  expect(await enters({ readiness })).toBe("blockedByCheck");
  const { status, body } = await caller.post(`/api/public/clinics/${clinic}/visits`, { ...entry, readiness, phoneMe: true });
  expect(status).toBe(201);
  const page = await nair.opensStream();
  page.watch(`clinic:${((await nair.get(`/api/clinics/${clinic}`)).body as { id: string }).id}`);
  const key = `visit/${body.visitId as string}`;
  const { value } = await page.sees((frame) => frame.t === "snapshot" && key in (frame.value as object));
  page.socket.close();
  expect((value as Record<string, unknown>)[key]).toMatchObject({ phoneMe: true, readiness });
  expect((await caller.get("/api/visit", { "anteroom-side": "guest" })).body).toMatchObject({ phoneMe: true, phoneEnding: entry.phone.replace(/\D/g, "").slice(-3) });
  await caller.post(`/api/visits/${body.visitId as string}/leave`);
  expect((await save({ checkPolicy: "warn" }, version + 1)).status).toBe(200);
});

it("no setting is without a test of its effect", () => {
  expect(Object.keys(effects).sort()).toEqual(Object.keys(clinicSettings.shape).sort());
});
