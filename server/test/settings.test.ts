import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, entry, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

const clinic = "cardiology";
let installation: Installation;
let url: string;
let marsh: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
type Section = { values: Record<string, unknown>; origins: Record<string, string>; version: number; lastChange: { by: string } | null };

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  marsh = await new Browser(url).signsIn(person("Dr Helen Marsh"));
});
afterAll(() => installation.end());

const section = async (name: string) => ((await marsh.get(`/api/clinics/${clinic}/settings`)).body.sections as Record<string, Section>)[name]!;
const save = (name: string, body: object, by = marsh) => by.post(`/api/clinics/${clinic}/settings/${name}`, body);
const enters = () => new Browser(url).post(`/api/public/clinics/${clinic}/visits`, entry);

describe("the settings of a clinic", () => {
  it("are in force with the save, tell where they come from and who changed them, and go back", async () => {
    const before = await section("waiting-area");
    expect(before).toMatchObject({ values: { waitingAreaOn: true }, version: 0, lastChange: null });
    const saved = await save("waiting-area", { version: 0, values: { waitingAreaOn: false } });
    expect([saved.status, saved.body]).toMatchObject([
      200,
      {
        version: 1,
        values: { waitingAreaOn: false },
        origins: { waitingAreaOn: "clinic" },
        otherwise: { waitingAreaOn: { value: true, origin: "product" } },
        lastChange: { by: "Dr Helen Marsh" },
      },
    ]);
    expect((await enters()).body.code).toBe("clinicOff");
    const back = await save("waiting-area", { version: 1, reset: ["waitingAreaOn"] });
    expect(back.body).toMatchObject({ version: 2, values: { waitingAreaOn: true }, origins: { waitingAreaOn: "product" } });
    expect((await enters()).status).toBe(201);
  });

  it("close a clinic by its hours", async () => {
    const { version } = await section("hours");
    expect((await save("hours", { version, values: { timeZone: "Europe/Berlin", hours: [[], [], [], [], [], [], []] } })).status).toBe(200);
    expect((await enters()).body.code).toBe("clinicClosed");
    await save("hours", { version: version + 1, reset: ["timeZone", "hours"] });
    expect((await enters()).status).toBe(201);
  });

  it("name the field that is wrong, and keep everything as it was", async () => {
    const { version } = await section("hours");
    const refused = await save("hours", { version, values: { hours: [[{ from: "17:00", to: "09:00" }], [], [], [], [], [], []] } });
    expect([refused.status, refused.body.fields]).toMatchObject([400, [{ path: "hours.0.0", message: "These hours end (09:00) before they begin (17:00)." }]]);
    expect((await section("hours")).version).toBe(version);
    expect((await save("hours", { version, values: { callLock: false } })).body.fields).toMatchObject([{ path: "callLock", message: "Unknown field." }]);
    expect((await save("no-such-section", { version: 0 })).status).toBe(404);
  });

  it("say in words what a schema would say in its own", async () => {
    const { version } = await section("hours");
    const week = (from: string) => ({ version, values: { hours: [[{ from, to: "17:00" }], [], [], [], [], [], []] } });
    expect((await save("hours", week(""))).body.fields).toMatchObject([{ path: "hours.0.0.from", message: "Write a time such as 09:00." }]);
    const texts = await section("important-information");
    const long = await save("important-information", { version: texts.version, values: { importantInformation: { en: "a".repeat(4_001) } } });
    expect(long.body.fields).toMatchObject([{ path: "importantInformation.en", message: "Write at most 4000 characters." }]);
    const strange = await save("important-information", { version: texts.version, values: { importantInformation: { "<b>": "x" } } });
    expect(strange.body.fields).toMatchObject([{ path: "importantInformation.<b>", message: 'Callers’ pages do not speak "<b>". They speak: en, ar.' }]);
  });

  it("tell the second of two what the first has saved", async () => {
    const { version } = await section("support");
    expect((await save("support", { version, values: { supportPhone: "03 5550 1000" } })).status).toBe(200);
    const second = await save("support", { version, values: { supportPhone: "03 5550 2000" } });
    expect([second.status, second.body]).toMatchObject([
      409,
      { code: "changedMeanwhile", by: "Dr Helen Marsh", now: { version: version + 1, values: { supportPhone: "03 5550 1000" } } },
    ]);
    expect((await save("support", { version: version + 1, values: { supportPhone: "03 5550 2000" } })).status).toBe(200);
  });

  it("reach the open pages of callers and staff, also those that another node serves, and that node's next answer", async () => {
    const second = await installation.node();
    const caller = new Browser(second.url);
    const { visitId } = await caller.enters(clinic);
    // Known there as it was, for as long as a node may keep it.
    await new Browser(second.url).get(`/api/public/clinics/${clinic}`);
    const waiting = await caller.opensStream({ "anteroom-side": "guest" });
    waiting.watch(`visit:${visitId}`);
    const nair = await new Browser(second.url).signsIn(person("Dr Priya Nair"));
    const page = (await nair.get(`/api/clinics/${clinic}`)).body as { id: string; mark: string };
    const staff = await nair.opensStream();
    staff.watch(`clinic:${page.id}`);
    await expect.poll(() => JSON.stringify(staff.frames)).toContain(page.mark);
    const { version } = await section("support");
    await save("support", { version, values: { supportPhone: "03 5550 7777" } });
    await expect.poll(() => JSON.stringify(waiting.frames), { timeout: 2_000 }).toContain("03 5550 7777");
    const told = () => staff.frames.findLast((frame) => (frame as { key?: string }).key === "page") as { value: { mark: string } } | undefined;
    await expect.poll(() => told()?.value.mark ?? page.mark, { timeout: 2_000 }).not.toBe(page.mark);
    expect((await nair.get(`/api/clinics/${clinic}`)).body).toMatchObject({ mark: told()?.value.mark, supportPhone: "03 5550 7777" });
    waiting.socket.close();
    staff.socket.close();
    await second.stop();
  });

  it("refuse a colour that white cannot be read on, with the nearest that works; a good one is on the callers' page", async () => {
    const { version } = await section("interface");
    const pale = await save("interface", { version, values: { primaryColour: "#ffcc00" } });
    const [fault] = pale.body.fields as { path: string; message: string }[];
    expect([pale.status, fault?.path, fault?.message]).toEqual([400, "primaryColour", expect.stringMatching(/nearest that works is #[0-9a-f]{6}/)]);
    const nearest = /#[0-9a-f]{6}/.exec(fault?.message ?? "")?.[0];
    expect((await save("interface", { version, values: { primaryColour: nearest } })).status).toBe(200);
    expect((await save("interface", { version: version + 1, values: { primaryColour: "red; --x: url(https://example.org)" } })).body.fields).toMatchObject([
      { path: "primaryColour", message: "This must be a colour such as #0a5c75." },
    ]);
    const logo = await section("logo");
    await save("logo", { version: logo.version, values: { logoIcon: "brain" } });
    expect((await new Browser(url).get(`/api/public/clinics/${clinic}`)).body).toMatchObject({ look: { light: { "--primary": nearest } }, logoIcon: "brain" });
  });

  it("are read and written by those who may configure the clinic alone", async () => {
    const clerk = await new Browser(url).signsIn(person("Ana Lind"));
    const other = await new Browser(url).signsIn(person("Dr Ruth Adler"));
    expect((await save("support", { version: 9 }, clerk)).status).toBe(403);
    expect((await clerk.get(`/api/clinics/${clinic}/settings`)).status).toBe(403);
    expect((await save("support", { version: 9 }, other)).status).toBe(404);
    expect((await save("support", { version: 9 }, new Browser(url))).status).toBe(401);
  });

  it("stand in the audit log with what was before and after", async () => {
    const { version } = await section("joining");
    await save("joining", { version, values: { lastNameRequired: false } });
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query("select facts from tenant.audit where action = 'clinic.configured' order by id desc limit 1"));
    expect(rows[0].facts).toMatchObject({ before: { lastNameRequired: true }, after: { lastNameRequired: false } });
    await save("joining", { version: version + 1, reset: ["lastNameRequired"] });
  });

  it("reach whoever waits already", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters(clinic);
    const page = await caller.opensStream();
    page.watch(`visit:${visitId}`);
    await page.sees((frame) => frame.t === "snapshot");
    const { version } = await section("waiting-text");
    await save("waiting-text", { version, values: { waitingText: { en: "We are running late today." } } });
    await page.sees((frame) => frame.t === "snapshot" && JSON.stringify(frame.value).includes("running late today"));
    page.socket.close();
  });
});
