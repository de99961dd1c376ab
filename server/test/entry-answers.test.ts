import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, entry, type Installation, makeInstallation, type Reply } from "./running-app.ts";

let installation: Installation;
let url: string;
let marsh: Browser;
let priya: Browser;
let priyaId: string;
let clinicId: string;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

const label = { en: "Label" };
const WHO = { id: "who", kind: "clinician", label: { en: "Who do you see?" }, required: true };
/** One of each kind, and two that staff fill in. */
const FIELDS = [
  WHO,
  { id: "age", kind: "number", label },
  { id: "born", kind: "date", label },
  { id: "way", kind: "choice", label, options: [{ value: "bus", label }] },
  {
    id: "needs",
    kind: "choices",
    label,
    options: [
      { value: "ramp", label },
      { value: "lift", label },
    ],
  },
  { id: "first", kind: "yesNo", label },
  { id: "home", kind: "phone", label },
  { id: "mail", kind: "email", label },
  { id: "ward", kind: "text", label, audience: "provider", required: true },
  { id: "doctor", kind: "clinician", label, audience: "provider" },
];

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  [marsh, priya] = [await new Browser(url).signsIn(person("Dr Helen Marsh")), await new Browser(url).signsIn(person("Dr Priya Nair"))];
  priyaId = String((await priya.get("/api/me")).body.id);
  clinicId = String((await marsh.get("/api/clinics/cardiology")).body.id);
});
afterAll(() => installation.end());

async function asks(...entryFields: object[]): Promise<void> {
  const { body } = await marsh.get("/api/clinics/cardiology/settings");
  const { version } = (body.sections as Record<string, { version: number }>)["entry-fields"]!;
  const saved = await marsh.post("/api/clinics/cardiology/settings/entry-fields", { version, values: { entryFields } });
  expect([saved.status, saved.body.fields]).toEqual([200, undefined]);
}
const alias = (name: string) => priya.post(`/api/me/clinics/${clinicId}/alias`, { alias: name });
type Field = { id: string; kind: string; options: { value: string; label: Record<string, string> }[] };
const fieldsOf = (reply: Reply) => reply.body.entryFields as Field[];
const offered = async () =>
  fieldsOf(await new Browser(url).get("/api/public/clinics/cardiology"))
    .find(({ id }) => id === "who")
    ?.options.map(({ value }) => value);
const enters = (fields: object) => new Browser(url).post("/api/public/clinics/cardiology/visits", { ...entry, fields });
const whyNot = ({ status, body }: Reply) => [status, ...((body.fields ?? []) as { path: string; code: string }[]).flatMap(({ path, code }) => [path, code])];

describe("a clinic that asks which clinician", () => {
  it("offers whoever of the team may join calls, by the name that its callers know, and not a byte of the one behind it", async () => {
    await asks(WHO);
    expect(await offered()).toEqual(["Ana Lind", "Dr Helen Marsh", "Dr Priya Nair"]);
    await alias("Dr Zeta");
    // At once, in the answer as on the page; and in the order of the names that are read.
    for (const path of ["/api/public/clinics/cardiology", "/c/cardiology"]) {
      const text = await (await fetch(`${url}${path}`, { headers: { accept: "text/html" } })).text();
      expect(["Dr Zeta", "Priya", "Nair", person("Dr Priya Nair").email, priyaId].map((trace) => text.includes(trace))).toEqual([true, false, false, false, false]);
    }
    expect(await offered()).toEqual(["Ana Lind", "Dr Helen Marsh", "Dr Zeta"]);
  });

  it("takes one of these, or that they do not know, and says of everything else what is wrong", async () => {
    const choose = [400, "fields.who", "notOffered"];
    for (const who of ["Dr Zeta", "?"]) expect((await enters({ who })).status).toBe(201);
    for (const who of ["Dr Priya Nair", "Somebody", priyaId]) expect(whyNot(await enters({ who }))).toEqual(choose);
    expect(whyNot(await enters({}))).toEqual([400, "fields.who", "missing"]);
  });

  it("shows the team who is meant, and the caller's own view nobody", async () => {
    const guest = new Browser(url);
    const { body } = await guest.post("/api/public/clinics/cardiology/visits", { ...entry, fields: { who: "Dr Zeta" } });
    const options = fieldsOf(await marsh.get("/api/clinics/cardiology"))[0]!.options;
    expect(options.at(-1)).toMatchObject({ value: "Dr Zeta", label: { en: "Dr Zeta (Dr Priya Nair)" } });
    expect((await guest.get("/api/visit")).body).toMatchObject({ id: body.visitId, clinic: { entryFields: [] } });
  });

  it("names to the team everybody whom callers know by one name", async () => {
    await alias("Ana Lind");
    const options = fieldsOf(await marsh.get("/api/clinics/cardiology"))[0]!.options;
    expect(options.map(({ label: { en } }) => en)).toEqual(["Ana Lind (Ana Lind, Dr Priya Nair)", "Dr Helen Marsh"]);
    expect(await offered()).toEqual(["Ana Lind", "Dr Helen Marsh"]);
    await alias("Dr Zeta");
  });

  it("offers nobody who may not join calls, and nobody at all where staff alone are asked", async () => {
    await marsh.post(`/api/clinics/cardiology/team/${priyaId}/role`, { role: "serviceReferrer", permissions: [] });
    expect(await offered()).toEqual(["Ana Lind", "Dr Helen Marsh"]);
    await marsh.post(`/api/clinics/cardiology/team/${priyaId}/role`, { role: "teamMember", permissions: ["waitingArea"] });
    await asks({ ...WHO, audience: "provider", required: false });
    const page = await (await fetch(`${url}/c/cardiology`, { headers: { accept: "text/html" } })).text();
    expect(["Helen Marsh", "Ana Lind", "Dr Zeta"].filter((name) => page.includes(name))).toEqual([]);
    expect(fieldsOf(await marsh.get("/api/clinics/cardiology"))[0]!.options).toHaveLength(3);
  });
});

describe("details that staff correct", () => {
  let visitId: string;
  const edit = (change: object, who = marsh) => who.post(`/api/visits/${visitId}/details`, change);
  const fields = (change: object) => edit({ fields: { ward: "7", ...change } });
  beforeAll(async () => {
    await asks(...FIELDS);
    visitId = String((await enters({ who: "?" })).body.visitId);
  });

  it.each([
    ["a first name that cannot be seen", { firstName: "\u200b" }, "firstName", "name"],
    ["no number, once there was one", { phone: "" }, "phone", "noPhone"],
    ["letters for a number", { phone: "call me" }, "phone", "noPhone"],
    ["a field that nobody asks for", { fields: { ward: "7", shoe: "44" } }, "fields.shoe", "unknown"],
    ["nothing in what staff have to fill in", { fields: { age: "7" } }, "fields.ward", "missing"],
    ["nothing in what a caller had to fill in", { fields: { ward: "7", who: "" } }, "fields.who", "missing"],
  ])("are not %s", async (_story, change, path, code) => {
    expect(whyNot(await edit(change))).toEqual([400, path, code]);
  });
  it.each([
    ["age", "old", "number", "7,5"],
    ["born", "2026-02-30", "noDay", "2026-02-28"],
    ["way", "horse", "notOffered", "bus"],
    ["needs", "ramp\nhorse", "notOffered", "ramp\nlift"],
    ["first", "maybe", "notOffered", "no"],
    ["home", "at home", "noPhone", "+61 412 555 010"],
    ["mail", "at home", "email", "a@b.example"],
    ["who", "Dr Priya Nair", "notOffered", "Dr Zeta"],
    ["doctor", "Somebody", "notOffered", "Dr Helen Marsh"],
  ])("fit the field %s", async (id, wrong, code, right) => {
    expect(whyNot(await fields({ [id]: wrong }))).toEqual([400, `fields.${id}`, code]);
    expect(whyNot(await fields({ [id]: right }))).toEqual([200]);
  });
  it("may be notes alone, whatever is still due", async () => {
    visitId = String((await enters({ who: "?" })).body.visitId);
    expect((await edit({ providerNotes: "Speaks softly" })).status).toBe(200);
    expect((await edit({ phone: "+61 412 555 011" })).status).toBe(200);
  });
  it("are those of one's own callers", async () => {
    const adler = await new Browser(url).signsIn(person("Dr Ruth Adler"));
    expect((await edit({ fields: { age: "old" } }, adler)).status).toBe(404);
  });
});
