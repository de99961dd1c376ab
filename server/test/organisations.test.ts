import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailsTo } from "./mailbox.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";

let installation: Installation;
let url: string;
let organisation: string;
const people = new Map<string, Browser>();
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const browser = (name: string) => people.get(name)!;
const grace = () => browser("Grace Ellison");
const ingrid = () => browser("Ingrid Solheim");

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  for (const name of ["Grace Ellison", "Leo Brandt", "Dr Helen Marsh", "Dr Ruth Adler", "Ingrid Solheim", "Tom Okafor"])
    people.set(name, await new Browser(url).signsIn(person(name)));
  organisation = ((await grace().get("/api/me")).body.organisations as { id: string }[])[0]!.id;
});
afterAll(() => installation.end());

const at = (path: string, of = organisation) => `/api/organisations/${of}/${path}`;
type Listed = { id: string; slug: string; name: string; live: { state: string; counts: { waiting: number; seen: number } } | null };
const clinicsSeenBy = async (who: Browser, of = organisation) => (await who.get(at("clinics", of))).body.clinics as Listed[];
const soon = async <T>(look: () => Promise<T>, is: (found: T) => boolean): Promise<T> => {
  for (let tries = 0; ; tries++) {
    const found = await look();
    if (is(found) || tries > 100) return found;
    await new Promise((later) => setTimeout(later, 50));
  }
};
const field = (path: string) => ({ code: "badRequest", fields: [{ path }] });

describe("an organisation's settings", () => {
  const read = async (section: string) =>
    (await grace().get(at(`settings/${section}`))).body as { values: Record<string, unknown>; version: number; lastChange: { by: string } | null };
  const save = (who: string, section: string, version: number, changes: object) => browser(who).post(at(`settings/${section}`), { version, values: changes });

  it("are read with their defaults, saved by section, and tell who did it", async () => {
    expect(await read("sign-in")).toEqual({ values: { sessionHours: 8, secondFactorRequired: false }, version: 0, lastChange: null });
    const { status, body } = await save("Grace Ellison", "sign-in", 0, { sessionHours: 4 });
    expect([status, body]).toMatchObject([200, { values: { sessionHours: 4, secondFactorRequired: false }, version: 1, lastChange: { by: "Grace Ellison" } }]);
    expect(await read("information")).toMatchObject({ version: 0, values: { name: "Marlow Valley Health" } });
  });
  it("whoever saves over somebody else's change sees it and chooses", async () => {
    const { version } = await read("interface");
    await save("Ingrid Solheim", "interface", version, { primaryColour: "#0A5C75" });
    const second = await save("Grace Ellison", "interface", version, { primaryColour: "#7c2d12" });
    expect([second.status, second.body]).toMatchObject([
      409,
      { code: "changedMeanwhile", by: "Ingrid Solheim", now: { version: version + 1, values: { primaryColour: "#0a5c75" } } },
    ]);
    expect((await save("Grace Ellison", "interface", version + 1, { primaryColour: "#7c2d12" })).status).toBe(200);
  });
  it("of two who save at the same moment one is told", async () => {
    const { version } = await read("interface");
    const both = await Promise.all(["#111111", "#222222"].map((primaryColour) => save("Grace Ellison", "interface", version, { primaryColour })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
  it.each([
    ["interface", { primaryColour: "#ffff00" }, "primaryColour"],
    ["interface", { secondaryColour: "red" }, "secondaryColour"],
    ["information", { name: "" }, "name"],
    ["information", { name: "\u202e " }, "name"],
    ["information", { timeZone: "Mars/Olympus" }, "timeZone"],
    ["information", { privacyUrl: "javascript:alert(1)" }, "privacyUrl"],
    ["information", { supportEmail: "nobody" }, "supportEmail"],
    ["sign-in", { sessionHours: 0 }, "sessionHours"],
  ])("%s refuses %o and names the field", async (section, changes, path) => {
    const { version } = await read(section);
    expect((await save("Grace Ellison", section, version, changes)).body).toMatchObject(field(path));
    expect((await read(section)).version).toBe(version);
  });
  it("names the nearest colour that can be read", async () => {
    const { body } = await save("Grace Ellison", "interface", 99, { primaryColour: "#8ecae6" });
    expect((body.fields as { message: string }[])[0]?.message).toMatch(/nearest that works is #[0-9a-f]{6}/);
  });
  it("know no other section and no other field", async () => {
    expect((await grace().get(at("settings/constructor"))).status).toBe(404);
    expect((await save("Grace Ellison", "sign-in", 1, { platform: true })).status).toBe(400);
  });
  it("stand in the audit log with what was before and after, and nothing else", async () => {
    const { lines } = (await grace().get(at("audit?action=organisation.changed"))).body as { lines: { before: object; after: object }[] };
    expect(lines.at(-1)).toMatchObject({ before: { sessionHours: 8 }, after: { sessionHours: 4 } });
    expect(Object.keys(lines.at(-1)!.after)).toEqual(["sessionHours"]);
  });
  it("are nothing to a stranger", async () => {
    expect((await browser("Dr Ruth Adler").get(at("settings/sign-in"))).status).toBe(404);
    expect((await browser("Leo Brandt").get(at("settings/sign-in"))).status).toBe(403);
  });
  it("reach a clinic that has no own: the live ones at once, the copied ones only a new clinic", async () => {
    await save("Grace Ellison", "information", (await read("information")).version, {
      privacyUrl: "https://marlow.example/privacy",
      supportPhone: "03 5550 0000",
      timeZone: "Australia/Sydney",
    });
    const made = await grace().post(at("clinics"), { name: "Fracture Clinic", slug: "fracture", administratorEmail: "nobody@marlow.example" });
    expect(made.status).toBe(200);
    const [renewed, older] = await Promise.all(["fracture", "physiotherapy"].map(async (slug) => (await new Browser(url).get(`/api/public/clinics/${slug}`)).body));
    expect(renewed).toMatchObject({ privacyUrl: "https://marlow.example/privacy", supportPhone: "03 5550 0000", timeZone: "Australia/Sydney" });
    expect(older).toMatchObject({ privacyUrl: "https://marlow.example/privacy" });
    expect(older!.supportPhone).not.toBe("03 5550 0000");
    await save("Grace Ellison", "information", (await read("information")).version, { supportPhone: "03 5550 9999" });
    expect((await new Browser(url).get("/api/public/clinics/fracture")).body.supportPhone).toBe("03 5550 0000");
  });
});

it("how a call is joined is copied into a new clinic, also what is switched off, and reaches no clinic that exists", async () => {
  const path = at("settings/joining");
  const { version, values } = (await grace().get(path)).body as { version: number; values: object };
  expect([version, values]).toMatchObject([0, { lastNameRequired: true, previewWhileTyping: true }]);
  expect((await grace().post(path, { version, values: { lastNameRequired: "no" } })).body).toMatchObject(field("lastNameRequired"));
  expect((await grace().post(path, { version, values: { lastNameRequired: false, previewWhileTyping: false } })).status).toBe(200);
  expect((await grace().post(at("clinics"), { name: "Hearing Clinic", slug: "hearing", administratorEmail: "somebody@marlow.example" })).status).toBe(200);
  // Who names themself is not told of it.
  expect((await grace().post(at("clinics"), { name: "Balance Clinic", slug: "balance", administratorEmail: person("Grace Ellison").email })).body.administratorHasAccount).toBe(
    true,
  );
  expect((await mailsTo(installation.adminUrl, person("Grace Ellison").email)).filter(({ template }) => template === "memberAdded")).toEqual([]);
  const start = async (slug: string) => (await new Browser(url).get(`/api/public/clinics/${slug}`)).body;
  expect(await start("hearing")).toMatchObject({ lastNameRequired: false, previewWhileTyping: false });
  expect(await start("physiotherapy")).toMatchObject({ lastNameRequired: true, previewWhileTyping: true });
});

describe("the list of clinics", () => {
  it("has live figures for administrators, names alone for a reporter, and nothing for others", async () => {
    await new Browser(url).enters("cardiology");
    expect((await clinicsSeenBy(grace())).find(({ slug }) => slug === "cardiology")?.live?.counts.waiting).toBe(1);
    expect((await clinicsSeenBy(browser("Leo Brandt"))).every(({ live }) => live === null)).toBe(true);
    expect((await browser("Dr Helen Marsh").get(at("clinics"))).status).toBe(403);
    expect((await browser("Dr Ruth Adler").get(at("clinics"))).status).toBe(404);
  });
  it("can be saved as a table", async () => {
    const { headers, text } = await grace().get(at("clinics/csv"));
    expect(headers["content-type"]).toContain("text/csv");
    expect(text).toContain("Cardiology");
    expect((await browser("Leo Brandt").get(at("clinics/csv"))).text).not.toContain("waiting");
  });
});

describe("several clinics at once", () => {
  const create = (clinics: readonly (readonly [string, string])[], headers = {}) =>
    grace().post(at("clinics/several"), { clinics: clinics.map(([name, administratorEmail]) => ({ name, administratorEmail })) }, headers);

  it("get a link of their name, and their administrators are told", async () => {
    const { status, body } = await create([
      ["Ear, Nose & Throat", "ent@marlow.example"],
      ["Genetics", person("Tom Okafor").email],
      ["Physiotherapy!", "move@marlow.example"],
    ]);
    expect([status, body.sends, body.clinics]).toMatchObject([
      200,
      false,
      [
        { slug: "ear-nose-and-throat", administratorHasAccount: false },
        { slug: "genetics", administratorHasAccount: true },
        { slug: "physiotherapy-2", administratorHasAccount: false },
      ],
    ]);
    expect((await clinicsSeenBy(grace())).map(({ slug }) => slug)).toEqual(expect.arrayContaining(["ear-nose-and-throat", "genetics", "physiotherapy-2"]));
  });
  it("are all refused with every line that is wrong", async () => {
    const before = (await clinicsSeenBy(grace())).length;
    const { status, body } = await create([
      ["Oncology", "onco@marlow.example"],
      ["genetics", "a@marlow.example"],
      ["Oncology", "b@marlow.example"],
      ["Skin", "=cmd@marlow.example"],
    ]);
    expect([status, (body.fields as { path: string }[]).map(({ path }) => path)]).toEqual([400, ["clinics.1.name", "clinics.2.name", "clinics.3.administratorEmail"]]);
    expect((body.fields as { code: string }[]).map(({ code }) => code)).toEqual(["nameTaken", "nameTaken", "email"]);
    expect((await clinicsSeenBy(grace())).length).toBe(before);
  });
  it("are made once, however often the request comes", async () => {
    const headers = { "idempotency-key": "a-list-of-clinics" };
    const [one, two] = [await create([["Sexual health", "sh@marlow.example"]], headers), await create([["Sexual health", "sh@marlow.example"]], headers)];
    expect([one.status, one.body.sends, two.body]).toEqual([200, false, one.body]);
  });
  it("are at most a hundred", async () => {
    expect((await create(Array.from({ length: 101 }, (_, number) => [`Clinic ${number}`, "a@marlow.example"] as const))).status).toBe(400);
  });
});

describe("a new clinic", () => {
  const create = (name: string, slug: string, administratorEmail = "nobody@marlow.example") => grace().post(at("clinics"), { name, slug, administratorEmail });

  it("is there at once, with its administrator if they have an account", async () => {
    const { body } = await create("Sleep Clinic", "sleep", person("Tom Okafor").email.toUpperCase());
    expect(body).toMatchObject({ ok: true, slug: "sleep", administratorHasAccount: true, sends: false });
    expect((await new Browser(url).get("/api/public/clinics/sleep")).status).toBe(200);
    expect(((await browser("Tom Okafor").get("/api/me")).body.clinics as { slug: string; role: string }[]).find(({ slug }) => slug === "sleep")?.role).toBe("clinicAdministrator");
  });
  it("is made once, however often the request comes", async () => {
    const headers = { "idempotency-key": "one-clinic-only" };
    const body = { name: "Pain Service", slug: "pain", administratorEmail: "nobody@marlow.example" };
    const [one, two] = [await grace().post(at("clinics"), body, headers), await grace().post(at("clinics"), body, headers)];
    expect(two.body).toEqual(one.body);
  });
  it.each([
    ["Another", "cardiology", "slug"],
    ["Another", "cardio1ogy", "slug"],
    ["Another", "card-iology", "slug"],
    ["Another", "api", "slug"],
    ["Another", "ab", "slug"],
    ["Another", "Herz", "slug"],
    ["cardiology outpatients", "another", "name"],
  ])("%s under %s is refused, and %s is named", async (name, slug, path) => {
    if (path === "name") await create("Cardiology Outpatients", "cardiology-outpatients");
    expect((await create(name, slug)).body).toMatchObject(field(path));
  });
  it("gets a slug suggested that is free", async () => {
    expect((await grace().get(at("clinics/slug?name=Cardiology"))).body).toEqual({ slug: "cardiology-2", fault: null });
    expect((await grace().get(at("clinics/slug?slug=cardiology"))).body).toMatchObject({ fault: "taken" });
    expect((await grace().get(at("clinics/slug?slug=bridge5treet"))).body).toMatchObject({ fault: null });
  });
  it("of two with one slug at the same moment one is made", async () => {
    const both = await Promise.all(["One", "Two"].map((name) => create(`Twins ${name}`, "twins")));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });
});

describe("a clinic that nobody administers", () => {
  it("is marked, also when the invitation of its first administrator was withdrawn, until somebody does", async () => {
    const address = "first@marlow.example";
    await grace().post(at("clinics"), { name: "Lone", slug: "lone", administratorEmail: address });
    const seen = async () => ((await clinicsSeenBy(grace())) as (Listed & object)[]).find(({ slug }) => slug === "lone");
    expect(await seen()).toMatchObject({ withoutAdministrator: true, pendingAdministrator: address });
    const { rows } = (await grace().get("/api/clinics/lone/team/pending")).body as { rows: { id: string }[] };
    await grace().post(`/api/membership-invitations/${rows[0]!.id}/withdraw`);
    expect(await seen()).toMatchObject({ withoutAdministrator: true, pendingAdministrator: null });
    await grace().post("/api/clinics/lone/team/invite", { addresses: [person("Tom Okafor").email], role: "clinicAdministrator", permissions: [] });
    expect(await seen()).toMatchObject({ withoutAdministrator: false, pendingAdministrator: null });
  });
  it("is configured and staffed by the platform's administrator, who is told where it belongs and sees no caller", async () => {
    const settings = await ingrid().get("/api/clinics/cardiology/settings");
    expect(settings.body.clinic).toMatchObject({ name: "Cardiology Outpatients", organisationId: organisation, organisationName: "Marlow Valley Health" });
    expect((await ingrid().get("/api/clinics/cardiology/team")).body.clinic).toMatchObject({ organisationId: organisation });
    expect((await ingrid().get("/api/clinics/cardiology")).status).toBe(404);
  });
});

describe("the log of what members do", () => {
  it("tells from where a call was joined, and keeps no address of a caller", async () => {
    const helen = browser("Dr Helen Marsh");
    const { visitId, callId } = await new Browser(url).enters("cardiology");
    await helen.post(`/api/visits/${visitId}/join`, { expect: { state: "waiting", callId } });
    const { body } = await helen.post(`/api/calls/${callId}/invitations`, { visitId });
    expect((await helen.post(`/api/invitations/${String(body.id)}/revoke`)).status).toBe(200);
    await helen.post(`/api/visits/${visitId}/end`);
    const { lines } = (await helen.get("/api/clinics/cardiology/audit")).body as { lines: { action: string; source: string | null }[] };
    const sources = Object.fromEntries(lines.map(({ action, source }) => [action, source]));
    expect(sources).toMatchObject({ "visit.join": expect.any(String), "call.invite": expect.any(String), "invitation.revoked": expect.any(String), "visit.entered": null });
  });
  it("tells what an invitation said before, and whose role ended with a clinic", async () => {
    const invite = (role: string) => grace().post("/api/clinics/nephrology/team/invite", { addresses: ["twice@marlow.example"], role, permissions: [] });
    await invite("teamMember");
    await invite("clinicClerk");
    const { lines } = (await grace().get("/api/clinics/nephrology/audit")).body as {
      lines: { action: string; before: { role?: string } | null; after: { role?: string } | null }[];
    };
    expect(lines.find(({ action }) => action === "member.invited")).toMatchObject({ before: { role: "teamMember" }, after: { role: "clinicClerk" } });
    await grace().post(at("clinics"), { name: "Short", slug: "short-lived", administratorEmail: person("Tom Okafor").email });
    const { id } = (await clinicsSeenBy(grace())).find(({ slug }) => slug === "short-lived")!;
    expect((await grace().post(at(`clinics/${id}/delete`), { name: "Short" })).status).toBe(200);
    const all = (await grace().get(at("audit"))).body as { lines: { action: string; before: object | null }[] };
    expect(all.lines.find(({ action }) => action === "member.removed")).toMatchObject({ before: { clinicId: id, role: "clinicAdministrator" } });
  });
});

describe("the end of a clinic", () => {
  const idOf = async (slug: string) => (await clinicsSeenBy(grace())).find((each) => each.slug === slug)!.id;

  it("asks for its name, and once more when somebody is there; then callers go home and the link is dead", async () => {
    const caller = new Browser(url);
    await caller.enters("fracture");
    const path = at(`clinics/${await idOf("fracture")}/delete`);
    expect((await grace().post(path, { name: "Fracture" })).body).toMatchObject(field("name"));
    expect((await grace().post(path, { name: "Fracture Clinic" })).body).toMatchObject({ code: "clinicInUse", waiting: 1, seen: 0 });
    expect((await grace().post(path, { name: " fracture clinic", confirmedInUse: true })).status).toBe(200);
    expect((await new Browser(url).get("/api/public/clinics/fracture")).status).toBe(404);
    const ended = await soon(
      async () => (await caller.get("/api/visit")).body,
      (visit) => JSON.stringify(visit).includes("ended"),
    );
    expect(JSON.stringify(ended)).toContain("closed");
    expect((await clinicsSeenBy(grace())).some(({ slug }) => slug === "fracture")).toBe(false);
  });
  it("keeps its slug for its own organisation", async () => {
    const ruth = browser("Dr Ruth Adler");
    const bridge = ((await ruth.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
    expect((await ruth.get(at("clinics/slug?slug=fracture", bridge))).body).toMatchObject({ fault: "taken" });
    expect((await grace().get(at("clinics/slug?slug=fracture"))).body).toMatchObject({ fault: null });
  });
  it("is not a coordinator's or a stranger's to decide", async () => {
    const path = at(`clinics/${await idOf("sleep")}/delete`);
    expect((await browser("Leo Brandt").post(path, { name: "Sleep Clinic" })).status).toBe(403);
    expect((await browser("Dr Ruth Adler").post(path, { name: "Sleep Clinic" })).status).toBe(404);
  });
  it("does not reach into another organisation under one's own name", async () => {
    const ruth = browser("Dr Ruth Adler");
    const bridge = ((await ruth.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
    expect((await ruth.post(at(`clinics/${await idOf("sleep")}/delete`, bridge), { name: "Sleep Clinic" })).status).toBe(404);
  });
});

describe("the platform's organisations", () => {
  let made = "";
  it("are made with a first administrator, who waits for an account or is there at once", async () => {
    const { body } = await ingrid().post("/api/platform/organisations", { name: "Northern Health", administratorEmail: "new@northern.example" });
    expect(body).toMatchObject({ ok: true, administratorHasAccount: false, sends: false });
    made = String(body.id);
    const known = await ingrid().post("/api/platform/organisations", { name: "Southern Health", administratorEmail: person("Tom Okafor").email });
    expect(known.body.administratorHasAccount).toBe(true);
    expect((await browser("Tom Okafor").get("/api/me")).body.organisations).toMatchObject([{ name: "Southern Health", role: "administrator" }]);
    const { organisations } = (await ingrid().get("/api/platform/organisations")).body as { organisations: { id: string; pendingAdministrator: string | null }[] };
    expect(organisations.find(({ id }) => id === made)?.pendingAdministrator).toBe("new@northern.example");
  });
  it("when one is closed, its links lead nowhere, its staff lose access, and callers go home", async () => {
    const ruth = browser("Dr Ruth Adler");
    const bridge = ((await ruth.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
    const caller = new Browser(url);
    await caller.enters("bridge-street");
    const page = await ruth.opensStream();
    page.watch(`person:${String((await ruth.get("/api/me")).body.id)}`);
    expect((await ingrid().post(`/api/platform/organisations/${bridge}/close`, { name: "Bridge" })).body).toMatchObject(field("name"));
    expect((await ingrid().post(`/api/platform/organisations/${bridge}/close`, { name: "Bridge Street Practice" })).status).toBe(200);
    expect((await new Browser(url).get("/c/bridge-street", { accept: "text/html" })).status).toBe(404);
    expect((await ruth.get("/api/clinics/bridge-street")).status).toBe(404);
    await page.sees((frame) => frame.topic?.startsWith("person:") === true && (frame.value as { clinics?: unknown[] } | null)?.clinics?.length === 0);
    page.socket.close();
    const ended = await soon(
      async () => JSON.stringify((await caller.get("/api/visit")).body),
      (text) => text.includes('"closed"'),
    );
    expect(ended).toContain('"closed"');
    expect((await ingrid().post(`/api/platform/organisations/${bridge}/reopen`)).status).toBe(200);
    expect((await ruth.get("/api/clinics/bridge-street")).status).toBe(200);
    expect((await new Browser(url).get("/c/bridge-street", { accept: "text/html" })).status).toBe(200);
  });
  it("are nobody else's, and the platform's administrator sees no caller", async () => {
    expect((await grace().get("/api/platform/organisations")).status).toBe(403);
    expect((await grace().post(`/api/platform/organisations/${made}/close`, { name: "Northern Health" })).status).toBe(403);
    expect((await ingrid().get("/api/clinics/cardiology")).status).toBe(404);
    expect((await ingrid().post("/api/platform/organisations/00000000-0000-0000-0000-000000000000/close", { name: "" })).status).toBe(404);
  });
  it("tell those who run one when it was closed and opened again, in their own log", async () => {
    const ruth = browser("Dr Ruth Adler");
    const bridge = ((await ruth.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
    const { lines } = (await ruth.get(at("audit", bridge))).body as { lines: { action: string }[] };
    expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(["organisation.closed", "organisation.reopened"]));
  });
  it("stand in the platform's own log", async () => {
    const { lines } = (await ingrid().get("/api/platform/audit")).body as { lines: { action: string }[] };
    expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(["organisation.created", "organisation.closed", "organisation.reopened"]));
  });
  it("have a page of health", async () => {
    const { body } = await ingrid().get("/api/platform/health");
    expect(body).toMatchObject({ version: expect.any(String), failedMails: 0 });
    expect((body.nodes as unknown[]).length).toBe(1);
    expect((body.queues as unknown[]).length).toBe(4);
  });
});
