import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation, type Page } from "./running-app.ts";

let installation: Installation;
let url: string;
let organisation: string;
let heart: string;
const people = new Map<string, Browser>();
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const browser = (name: string) => people.get(name)!;
const idOf = async (name: string) => String((await browser(name).get("/api/me")).body.id);

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  for (const name of ["Grace Ellison", "Dr Helen Marsh", "Dr Priya Nair", "Ana Lind", "Tom Okafor", "Leo Brandt", "Dr Ruth Adler"])
    people.set(name, await new Browser(url).signsIn(person(name)));
  organisation = ((await browser("Grace Ellison").get("/api/me")).body.organisations as { id: string }[])[0]!.id;
  heart = String((await browser("Dr Helen Marsh").get("/api/clinics/cardiology")).body.id);
});
afterAll(() => installation.end());

const fromOrganisation = (who: string, to: object, more: object = {}, headers = {}) =>
  browser(who).post(`/api/organisations/${organisation}/hub`, { title: "Maintenance", body: "On Sunday at 2.", to, ...more }, headers);
const fromClinic = (who: string, to: object, slug = "cardiology") => browser(who).post(`/api/clinics/${slug}/hub`, { title: "Room change", body: "We moved.", to });
const titles = async (who: string) => ((await browser(who).get("/api/hub")).body.messages as { title: string }[]).map(({ title }) => title);
const unread = async (who: string) => (await browser(who).get("/api/me")).body.unread;
const bell = async (page: Page, count: number) =>
  page.sees((frame) => frame.topic?.startsWith("person:") === true && (frame.value as { unread?: number } | null)?.unread === count);

describe("a message to everyone of an organisation", () => {
  it("rings each bell at once, is read, and the writer sees by whom", async () => {
    const page = await browser("Dr Priya Nair").opensStream();
    page.watch(`person:${await idOf("Dr Priya Nair")}`);
    await bell(page, 0);
    const { status, body } = await fromOrganisation("Grace Ellison", { kind: "everyone" });
    expect([status, body.recipients]).toEqual([200, 9]);
    await bell(page, 1);

    const [first] = (await browser("Dr Priya Nair").get("/api/hub")).body.messages as { id: string }[];
    expect(first).toMatchObject({ id: body.id, title: "Maintenance", byName: "Grace Ellison", fromName: "Marlow Valley Health", readAt: null });
    expect((await browser("Dr Priya Nair").post(`/api/hub/${String(body.id)}/read`)).status).toBe(200);
    await page.sees((frame) => frame.topic?.startsWith("person:") === true && frame !== page.frames[1] && (frame.value as { unread?: number } | null)?.unread === 0);

    const sent = (await browser("Grace Ellison").get(`/api/organisations/${organisation}/hub`)).body.messages as object[];
    expect(sent[0]).toMatchObject({ recipients: 9, read: 1, to: { kind: "everyone", clinicName: null } });
    const readers = (await browser("Grace Ellison").get(`/api/hub/${String(body.id)}/readers`)).body.people as { name: string; readAt: number | null }[];
    expect(readers.filter(({ readAt }) => readAt).map(({ name }) => name)).toEqual(["Dr Priya Nair"]);
    page.socket.close();
  });
  it("does not come to its writer, nor to another organisation", async () => {
    expect(await titles("Grace Ellison")).toEqual([]);
    expect(await titles("Dr Ruth Adler")).toEqual([]);
  });
  it("is sent once, however often the request comes", async () => {
    const before = (await titles("Leo Brandt")).length;
    const headers = { "idempotency-key": "one-message-only" };
    const [one, two] = [await fromOrganisation("Grace Ellison", { kind: "everyone" }, {}, headers), await fromOrganisation("Grace Ellison", { kind: "everyone" }, {}, headers)];
    expect(two.body).toEqual(one.body);
    expect((await titles("Leo Brandt")).length).toBe(before + 1);
    expect((await fromOrganisation("Grace Ellison", { kind: "everyone" }, { title: "Other" }, headers)).body.code).toBe("idempotencyKeyReused");
  });
  it("is marked read all at once", async () => {
    expect(await unread("Leo Brandt")).toBeGreaterThan(1);
    await browser("Leo Brandt").post("/api/hub/read");
    expect(await unread("Leo Brandt")).toBe(0);
  });
});

describe("to whom a message goes", () => {
  it("to one clinic: its members and nobody else", async () => {
    await fromOrganisation("Grace Ellison", { kind: "clinic", clinicId: heart }, { title: "For the heart" });
    expect([await titles("Ana Lind"), await titles("Tom Okafor")].map((list) => list.includes("For the heart"))).toEqual([true, false]);
  });
  it("to chosen people", async () => {
    await fromOrganisation("Grace Ellison", { kind: "people", personIds: [await idOf("Tom Okafor")] }, { title: "For Tom" });
    expect([await titles("Tom Okafor"), await titles("Ana Lind")].map((list) => list.includes("For Tom"))).toEqual([true, false]);
  });
  it("from a clinic's administrator: to that clinic", async () => {
    expect((await fromClinic("Dr Helen Marsh", { kind: "everyone" })).body.recipients).toBe(2);
    expect([await titles("Ana Lind"), await titles("Tom Okafor")].map((list) => list.includes("Room change"))).toEqual([true, false]);
    expect((await browser("Dr Helen Marsh").get("/api/clinics/cardiology/hub")).body.messages).toHaveLength(1);
  });
  it.each([
    ["a person of another organisation", async () => ({ kind: "people", personIds: [await idOf("Dr Ruth Adler")] }), "to.personIds"],
    ["a clinic that does not exist", async () => ({ kind: "clinic", clinicId: "01a20a1a-0000-7000-8000-000000000000" }), "to.clinicId"],
    ["the writer alone", async () => ({ kind: "people", personIds: [await idOf("Grace Ellison")] }), "to"],
  ])("is not %s", async (_story, to, path) => {
    expect((await fromOrganisation("Grace Ellison", await to())).body).toMatchObject({ code: "badRequest", fields: [{ path }] });
  });
  it("from a clinic's administrator not to another clinic", async () => {
    const reply = await fromClinic("Dr Helen Marsh", { kind: "people", personIds: [await idOf("Tom Okafor")] });
    expect(reply.body).toMatchObject({ code: "badRequest", fields: [{ path: "to.personIds" }] });
  });
  it("is found by name or address, and only among one's own", async () => {
    const found = async (words: string) =>
      ((await browser("Grace Ellison").get(`/api/organisations/${organisation}/hub/recipients?words=${words}`)).body.people as { name: string }[]).map(({ name }) => name);
    expect(await found("okaf")).toEqual(["Tom Okafor"]);
    expect(await found("ruth")).toEqual([]);
    expect(await found("%25")).toEqual([]);
  });
});

describe("a message is found again", () => {
  const found = async (who: string, path: string, words: string) =>
    ((await browser(who).get(`${path}?find=${encodeURIComponent(words)}`)).body.messages as { title: string }[]).map(({ title }) => title);
  it.each([
    ["its title", "For HEART the", ["For the heart"]],
    ["its text and its place, in any order", "sunday marlow heart", ["For the heart"]],
    ["who wrote it", "ellison heart", ["For the heart"]],
    ["nothing that stands elsewhere", "heart adler", []],
    ["no signs that mean more than themselves", "%", []],
  ])("by %s", async (_story, words, titles) => {
    expect(await found("Ana Lind", "/api/hub", words)).toEqual(titles);
    expect(await found("Grace Ellison", `/api/organisations/${organisation}/hub`, words)).toEqual(titles);
  });
  it("by its clinic, among those sent from there", async () => {
    expect(await found("Dr Helen Marsh", "/api/clinics/cardiology/hub", "moved cardiology")).toEqual(["Room change"]);
    expect(await found("Dr Helen Marsh", "/api/clinics/cardiology/hub", "maintenance")).toEqual([]);
  });
});

describe("who has read a message", () => {
  type Readers = { people: { name: string; readAt: number | null }[]; total: number; read: number };
  const readers = async (id: string, query: string) => (await browser("Grace Ellison").get(`/api/hub/${id}/readers?${query}`)).body as Readers;
  it("is shown twenty at a time, whoever has read it first, and found by name", async () => {
    const id = String((await fromOrganisation("Grace Ellison", { kind: "everyone" }, { title: "For many" })).body.id);
    const owner = new Client({ connectionString: installation.adminUrl });
    await owner.connect();
    await owner.query("insert into tenant.person (id, name, email) select gen_random_uuid(), 'Reader ' || n, 'reader' || n || '@many.test' from generate_series(1, 30) n");
    await owner.query("insert into tenant.hub_recipient (message_id, organisation_id, person_id) select $1, $2, id from tenant.person where email like '%@many.test'", [
      id,
      organisation,
    ]);
    await owner.end();
    await browser("Tom Okafor").post(`/api/hub/${id}/read`);
    const [first, second] = [await readers(id, "page=1"), await readers(id, "page=2")];
    expect([first.people.length, second.people.length, first.total, first.read]).toEqual([20, 19, 39, 1]);
    expect(first.people[0]).toMatchObject({ name: "Tom Okafor", readAt: expect.any(Number) });
    expect(new Set([...first.people, ...second.people].map(({ name }) => name)).size).toBe(39);
    expect(await readers(id, "find=reader%2030")).toMatchObject({ people: [{ name: "Reader 30", readAt: null }], total: 1, read: 1 });
    expect(await readers(id, "find=nobody")).toEqual({ people: [], total: 0, read: 1 });
  });
});

describe("who may not write", () => {
  it.each([
    ["a reporter", "Leo Brandt", 403],
    ["a team member", "Dr Priya Nair", 403],
    ["an administrator of a clinic to the organisation", "Dr Helen Marsh", 403],
    ["an administrator of another organisation", "Dr Ruth Adler", 404],
  ])("%s", async (_story, who, status) => {
    expect((await fromOrganisation(who, { kind: "everyone" })).status).toBe(status);
    expect((await browser(who).get(`/api/organisations/${organisation}/hub`)).status).toBe(status);
    expect((await browser(who).get(`/api/organisations/${organisation}/hub/recipients`)).status).toBe(status);
  });
  it("sees no readers, and reads nothing that was not sent to them", async () => {
    const sent = (await browser("Grace Ellison").get(`/api/organisations/${organisation}/hub`)).body.messages as { id: string; title: string }[];
    const tom = sent.find(({ title }) => title === "For Tom")!.id;
    expect((await browser("Tom Okafor").get(`/api/hub/${tom}/readers`)).status).toBe(404);
    expect((await browser("Dr Helen Marsh").get(`/api/hub/${tom}/readers`)).status).toBe(404);
    expect((await browser("Ana Lind").post(`/api/hub/${tom}/read`)).status).toBe(404);
    expect((await browser("Dr Ruth Adler").get(`/api/hub/${tom}/readers`)).status).toBe(404);
  });
  it.each([
    ["no title", { title: " " }, "title"],
    ["an invisible title", { title: "\u200b" }, "title"],
    ["too long a body", { body: "x".repeat(5_001) }, "body"],
    ["nobody to write to", { to: { kind: "people", personIds: [] } }, "to.personIds"],
  ])("%s", async (_story, wrong, path) => {
    expect((await fromOrganisation("Grace Ellison", { kind: "everyone" }, wrong)).body).toMatchObject({ code: "badRequest", fields: [{ path }] });
  });
});
