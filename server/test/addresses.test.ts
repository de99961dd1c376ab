import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, entry, type Installation, makeInstallation, type Reply } from "./running-app.ts";

let installation: Installation;
let url: string;
let grace: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
});
afterAll(() => installation.end());

type View = { values: { name: string; slug: string; shortCode: string }; version: number; oldSlugs: { slug: string }[] };
const address = async (slug: string) => (await grace.get(`/api/clinics/${slug}/address`)).body as View;
const save = async (slug: string, values: object) => grace.post(`/api/clinics/${slug}/address`, { version: (await address(slug)).version, values });
const opens = (path: string, headers: Record<string, string> = {}): Promise<Reply> => new Browser(url).get(path, { accept: "text/html", ...headers });
const fieldsOf = ({ body }: Reply) => ((body.fields ?? []) as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`);

describe("a clinic that gets another slug", () => {
  it("is found by the old one too: in the browser, by a form that was open, and by a bookmark of staff", async () => {
    expect((await save("cardiology", { slug: "heart-clinic" })).body).toMatchObject({ values: { slug: "heart-clinic" }, oldSlugs: [{ slug: "cardiology" }] });
    const moved = await opens("/c/cardiology?from=letter");
    expect([moved.status, moved.headers.location]).toEqual([302, "/c/heart-clinic?from=letter"]);
    expect((await opens("/c/heart-clinic")).status).toBe(200);
    expect((await opens("/clinics/cardiology/configure/clinic")).headers.location).toBe("/clinics/heart-clinic/configure/clinic");
    await new Browser(url).enters("cardiology");
    expect((await grace.get("/api/clinics/cardiology")).body).toMatchObject({ slug: "heart-clinic" });
  });

  it("keeps the old one to itself, until it is given up", async () => {
    const other = await save("nephrology", { slug: "cardiology" });
    expect([other.status, fieldsOf(other)]).toEqual([400, ["slug: Another clinic has this link. Please choose another."]]);
    expect(fieldsOf(await save("nephrology", { slug: "card1ology" }))[0]).toMatch(/^slug: This looks like/);
    const marsh = await new Browser(url).signsIn(person("Dr Helen Marsh"));
    const before = await address("heart-clinic");
    const gone = await marsh.post("/api/clinics/heart-clinic/address/give-up", { oldSlug: "cardiology" });
    expect([gone.status, gone.body.oldSlugs]).toEqual([200, []]);
    // It is a change of the section as every other.
    expect(gone.body).toMatchObject({ version: before.version + 1, lastChange: { by: "Dr Helen Marsh" } });
    expect((await opens("/c/cardiology")).status).toBe(404);
    expect((await save("heart-clinic", { slug: "cardiology" })).status).toBe(200);
  });

  it("is told while it is typed what cannot be had, by whoever may change it and for that clinic alone", async () => {
    const marsh = await new Browser(url).signsIn(person("Dr Helen Marsh"));
    const clinicOf = async (slug: string) => ((await grace.get(`/api/clinics/${slug}/settings`)).body as { clinic: { id: string; organisationId: string } }).clinic;
    const { id, organisationId } = await clinicOf("cardiology");
    const asks = (slug: string, clinicId?: string, organisation = organisationId) =>
      marsh.get(`/api/organisations/${organisation}/clinics/slug?slug=${slug}${clinicId ? `&clinicId=${clinicId}` : ""}`);
    const faults = ["nephrology", "nephr0logy", "cardiology", "heart-and-lung"].map(async (slug) => (await asks(slug, id)).body.fault);
    expect(await Promise.all(faults)).toEqual(["taken", "lookAlike", null, null]);
    expect([(await asks("heart-and-lung")).status, (await asks("heart-and-lung", (await clinicOf("nephrology")).id)).status]).toEqual([403, 403]);
    expect((await asks("heart-and-lung", id, "00000000-0000-7000-8000-000000000000")).status).toBe(404);
  });

  it("goes back to an old one of its own, which is none any more", async () => {
    await save("cardiology", { slug: "hearts" });
    expect(await address("hearts")).toMatchObject({ oldSlugs: [{ slug: "cardiology" }, { slug: "heart-clinic" }] });
    await save("hearts", { slug: "cardiology" });
    expect((await address("cardiology")).oldSlugs.map(({ slug }) => slug)).toEqual(["hearts", "heart-clinic"]);
  });

  it("takes over the link of a clinic that was deleted, and can be renamed again", async () => {
    const organisation = ((await grace.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
    const make = async (name: string, slug: string) =>
      expect((await grace.post(`/api/organisations/${organisation}/clinics`, { name, slug, administratorEmail: "someone@marlow.example" })).status).toBe(200);
    await make("Hearing", "hearing-one");
    await save("hearing-one", { slug: "hearing-two" });
    const { clinics } = (await grace.get(`/api/organisations/${organisation}/clinics`)).body as { clinics: { id: string; slug: string }[] };
    const { id } = clinics.find(({ slug }) => slug === "hearing-two")!;
    expect((await grace.post(`/api/organisations/${organisation}/clinics/${id}/delete`, { name: "Hearing" })).status).toBe(200);
    await make("Hearing again", "hearing-one");
    expect((await save("hearing-one", { slug: "hearing-three" })).status).toBe(200);
    expect((await opens("/c/hearing-one")).headers.location).toBe("/c/hearing-three");
  });

  it("refuses what cannot be read, is kept or is another's, with the field and the reason", async () => {
    expect(fieldsOf(await save("cardiology", { slug: "api" }))).toEqual(["slug: This word is kept for the product itself. Please choose another."]);
    expect(fieldsOf(await save("cardiology", { slug: "кардио" }))[0]).toMatch(/^slug: Please use only/);
    expect(fieldsOf(await save("cardiology", { name: "   " }))).toEqual(["name: Please write a name."]);
    const { name } = (await address("nephrology")).values;
    expect(fieldsOf(await save("cardiology", { name: name.toUpperCase() }))[0]).toMatch(/^name: Another clinic has this name/);
    expect((await address("cardiology")).values.slug).toBe("cardiology");
  });

  it("tells the second of two what the first has saved", async () => {
    const { version } = await address("cardiology");
    const stale = await grace.post("/api/clinics/cardiology/address", { version: version - 1, values: { name: "Another" } });
    expect([stale.status, stale.body]).toMatchObject([409, { code: "changedMeanwhile", now: { version } }]);
  });
});

describe("a short link", () => {
  it("leads to the clinic, however it is typed, and belongs to one clinic", async () => {
    expect((await save("cardiology", { shortCode: "heart" })).status).toBe(200);
    expect((await opens("/s/heart")).headers.location).toBe("/c/cardiology");
    expect((await opens("/s/HEART")).headers.location).toBe("/c/cardiology");
    expect(fieldsOf(await save("nephrology", { shortCode: "heart" }))).toEqual(["shortCode: Another clinic has this short link. Please choose another."]);
    expect(fieldsOf(await save("nephrology", { shortCode: "a" }))).toEqual(["shortCode: Please use at least 3 characters."]);
  });

  it("goes on leading there when the clinic gets another or gives it back, because posters with it hang on walls", async () => {
    await save("cardiology", { shortCode: "hearts" });
    await save("cardiology", { shortCode: "" });
    for (const code of ["heart", "hearts"]) {
      expect((await opens(`/s/${code}`)).headers.location).toBe("/c/cardiology");
      expect(fieldsOf(await save("nephrology", { shortCode: code }))).toEqual(["shortCode: Another clinic has this short link. Please choose another."]);
    }
    await save("cardiology", { shortCode: "heart" });
    expect((await opens("/s/hearts")).headers.location).toBe("/c/cardiology");
  });
});

describe("what a clinic shows to the world", () => {
  type Sections = Record<string, { version: number }>;
  const set = async (section: string, values: object) => {
    const { version } = ((await grace.get("/api/clinics/cardiology/settings")).body.sections as Sections)[section]!;
    return grace.post(`/api/clinics/cardiology/settings/${section}`, { version, values });
  };

  it("stands in a frame of the sites that were named, and of no others", async () => {
    const before = await opens("/c/cardiology");
    expect([before.headers["content-security-policy"], before.headers["x-frame-options"]]).toEqual([expect.stringContaining("frame-ancestors 'none'"), "DENY"]);
    const wrong = await set("embed", { embedOrigins: ["https://www.example.org", "http://example.org", "https://example.org/path", "'none'; script-src *"] });
    expect(fieldsOf(wrong).map((each) => each.split(":")[0])).toEqual(["embedOrigins.1", "embedOrigins.2", "embedOrigins.3"]);
    expect((await set("embed", { embedOrigins: ["https://www.example.org"] })).status).toBe(200);
    const after = await opens("/c/cardiology");
    expect([after.headers["content-security-policy"], after.headers["x-frame-options"]]).toEqual([expect.stringContaining("frame-ancestors https://www.example.org"), undefined]);
    expect((await opens("/c/nephrology")).headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    await set("embed", { embedOrigins: [] });
  });

  it("gives a framed page a cookie of its own, and every other one that stays at home", async () => {
    const cookieOf = async (headers: Record<string, string>) =>
      (await new Browser(url).post("/api/public/clinics/cardiology/visits", { ...entry, firstName: "Frame" }, headers)).headers["set-cookie"]?.[0];
    expect(await cookieOf({ "anteroom-embedded": "yes" })).toMatch(/HttpOnly; Secure; Partitioned; SameSite=None/);
    expect(await cookieOf({})).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it("offers the languages that were chosen, the main one first", async () => {
    expect((await set("languages", { mainLanguage: "ar", languages: ["en"] })).body.fields).toMatchObject([
      { path: "languages", message: "The main language must be one of those that callers may choose." },
    ]);
    await set("languages", { mainLanguage: "ar", languages: [] });
    expect((await new Browser(url).get("/api/public/clinics/cardiology")).body.languages).toEqual(["ar", "en"]);
    await set("languages", { mainLanguage: "en", languages: ["en"] });
    expect((await opens("/c/cardiology", { "accept-language": "ar" })).text).toContain('lang="en"');
    await set("languages", { languages: [] });
    expect((await opens("/c/cardiology", { "accept-language": "ar" })).text).toContain('lang="ar"');
  });

  it("is told in the clinic's own words, which must say where", async () => {
    expect((await set("share-text", { shareText: { en: "Come and see us." } })).body.fields).toMatchObject([
      { path: "shareText.en", message: "Write {link} where the link shall stand; without it nobody finds the clinic." },
    ]);
    expect((await set("share-text", { shareText: { en: "Pay at evil.example, then come: {link}" } })).body.fields).toMatchObject([
      { path: "shareText.en", code: "otherLink", message: expect.stringContaining('"evil.example" leads somewhere else') as string },
    ]);
    expect((await set("share-text", { shareText: { en: "Come to {clinic}: {link}" } })).status).toBe(200);
    expect((await grace.get("/api/clinics/cardiology")).body).toMatchObject({ shareText: { en: "Come to {clinic}: {link}" } });
  });
});
