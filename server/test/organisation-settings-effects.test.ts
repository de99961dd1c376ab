import { type ClinicSettings, type OrganisationSection, type OrganisationValues, type SettingsSectionId, settingsSections } from "@anteroom/core/settings";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let grace: Browser;
let organisation: string;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
  organisation = ((await grace.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
});
afterAll(() => installation.end());

/** Was there before anything was set. */
const older = "physiotherapy";
let made = 0;
async function newClinic(): Promise<string> {
  const slug = `made-in-the-test-${++made}`;
  expect((await grace.post(`/api/organisations/${organisation}/clinics`, { name: `Made ${made}`, slug, administratorEmail: "nobody@marlow.example" })).status).toBe(200);
  return slug;
}
const organisationHas = async (section: OrganisationSection, name: string) =>
  ((await grace.get(`/api/organisations/${organisation}/settings/${section}`)).body.values as Record<string, unknown>)[name];
async function sets(section: OrganisationSection, values: object): Promise<void> {
  const path = `/api/organisations/${organisation}/settings/${section}`;
  const { version } = (await grace.get(path)).body;
  const { status, body } = await grace.post(path, { version, values });
  expect([status, body.fields]).toEqual([200, undefined]);
}

/** What is in force in a clinic, and where it comes from. */
async function inClinic(slug: string, name: string): Promise<{ value: unknown; origin: unknown }> {
  type Section = { values: Partial<ClinicSettings>; origins: Record<string, string> };
  const sections = (await grace.get(`/api/clinics/${slug}/settings`)).body.sections as Record<SettingsSectionId, Section>;
  const section = sections[sectionOf(name)];
  return { value: section.values[name as keyof ClinicSettings], origin: section.origins[name] };
}
const sectionOf = (name: string) => (Object.keys(settingsSections) as SettingsSectionId[]).find((id) => (settingsSections[id] as readonly string[]).includes(name))!;
async function clinicSaves(slug: string, name: string, change: object): Promise<void> {
  const section = sectionOf(name);
  const { version } = ((await grace.get(`/api/clinics/${slug}/settings`)).body.sections as Record<string, { version: number }>)[section]!;
  expect((await grace.post(`/api/clinics/${slug}/settings/${section}`, { version, ...change })).status).toBe(200);
}
const startPage = async (slug: string) => (await new Browser(url).get(`/api/public/clinics/${slug}`)).body;
const picture = async (colour: string, of = `/api/organisations/${organisation}`) => {
  const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
    .png()
    .toBuffer();
  const headers = { "content-type": "application/octet-stream", "idempotency-key": `a-picture-of-${colour.slice(1)}` };
  return (await grace.send("POST", `${of}/images`, bytes, headers)).body.hash as string;
};

/** `copied` into a clinic that is made afterwards; `live` in every clinic that has none of its own; else what it does. */
type Line<Value> = { value: Value | (() => Promise<Value>); acts: "copied" | "live" | (() => Promise<unknown>) };
type Lines = { [S in OrganisationSection]: { [Name in keyof OrganisationValues<S>]: Line<OrganisationValues<S>[Name]> } };

/** Every value of an organisation: one without a line does not compile, and one that does not do what its line says fails. */
const lines: Lines = {
  information: {
    name: { value: "Marlow Valley Care", acts: async () => (await startPage(older)).organisationName },
    timeZone: { value: "Asia/Tokyo", acts: "copied" },
    supportPhone: { value: "03 5550 7777", acts: "copied" },
    supportEmail: { value: "help@marlow.example", acts: "copied" },
    supportMessage: { value: "Ask for Mina.", acts: "copied" },
    privacyUrl: { value: "https://marlow.example/privacy", acts: "live" },
    termsUrl: { value: "https://marlow.example/terms", acts: "live" },
    troubleshootingUrl: { value: "https://marlow.example/help", acts: "live" },
  },
  interface: {
    primaryColour: { value: "#8a2be2", acts: "copied" },
    secondaryColour: { value: "#b00020", acts: "copied" },
    background: { value: "#fff4e5", acts: "copied" },
    ownPictureSize: { value: "large", acts: "copied" },
    logo: { value: () => picture("#0a5c75"), acts: "live" },
  },
  joining: {
    lastNameRequired: { value: false, acts: "copied" },
    previewWhileTyping: { value: false, acts: "copied" },
    muteWhileWaiting: { value: false, acts: "copied" },
  },
  "sign-in": {
    sessionHours: {
      value: 2,
      acts: async () => {
        const leo = await new Browser(url).signsIn(person("Leo Brandt"));
        await withAdmin(installation.adminUrl, (admin) =>
          admin.query(`update auth.session set "createdAt" = now() - interval '3 hours' where "userId" = (select id from auth."user" where email = $1)`, [
            person("Leo Brandt").email,
          ]),
        );
        await aMoment();
        return (await leo.get("/api/me")).status;
      },
    },
    // The last one: whoever saves it has no second factor either.
    secondFactorRequired: { value: true, acts: async () => (await (await new Browser(url).signsIn(person("Leo Brandt"))).get("/api/me")).body.code ?? "in" },
  },
};
/** What a node knows of a session is at most this old. */
const aMoment = () => new Promise((later) => setTimeout(later, 1_100));

const all = Object.entries(lines).flatMap(([section, values]) =>
  Object.entries(values as Record<string, Line<unknown>>).map(([name, { value, acts }]) => ({
    section: section as OrganisationSection,
    name,
    acts,
    valueOf: async () => (typeof value === "function" ? ((await value()) as unknown) : value),
  })),
);
const those = (kind: "copied" | "live" | "own") => all.filter(({ acts }) => (typeof acts === "string" ? acts : "own") === kind);

describe("copied into a clinic that is made afterwards, and into no older one", () => {
  it.each(those("copied"))("$name", async ({ section, name, valueOf }) => {
    const value = await valueOf();
    const standard = await organisationHas(section, name);
    const before = await inClinic(older, name);
    expect(before.value).not.toEqual(value);
    await sets(section, { [name]: value });
    const clinic = await newClinic();
    expect(await inClinic(clinic, name)).toEqual({ value, origin: "organisation" });
    expect(await inClinic(older, name)).toEqual(before);
    // A later change reaches neither.
    await sets(section, { [name]: standard });
    expect(await inClinic(clinic, name)).toEqual({ value, origin: "organisation" });
    expect(await inClinic(older, name)).toEqual(before);
    await clinicSaves(clinic, name, { values: { [name]: before.value } });
    expect(await inClinic(clinic, name)).toEqual({ value: before.value, origin: "clinic" });
    await clinicSaves(clinic, name, { reset: [name] });
    expect(await inClinic(clinic, name)).toEqual({ value, origin: "organisation" });
  });
});

describe("live in every clinic that has none of its own", () => {
  it.each(those("live"))("$name", async ({ section, name, valueOf }) => {
    const value = await valueOf();
    const clinic = await newClinic();
    const own = name === "logo" ? await picture("#b00020", `/api/clinics/${clinic}`) : "https://clinic.example/own";
    await clinicSaves(clinic, name, { values: { [name]: own } });
    expect((await inClinic(older, name)).value).not.toEqual(value);
    await sets(section, { [name]: value });
    expect(await inClinic(older, name)).toEqual({ value, origin: "organisation" });
    const page = await startPage(older);
    expect(name === "logo" ? page.logoIcon : page[name]).toEqual(name === "logo" ? `/images/${value as string}/96.webp` : value);
    expect(await inClinic(clinic, name)).toEqual({ value: own, origin: "clinic" });
    await clinicSaves(clinic, name, { reset: [name] });
    expect(await inClinic(clinic, name)).toEqual({ value, origin: "organisation" });
    await sets(section, { [name]: "" });
    expect(await inClinic(clinic, name)).toEqual({ value: "", origin: "product" });
  });
});

describe("in force by itself", () => {
  it.each(those("own"))("$name", async ({ section, name, acts, valueOf }) => {
    const see = acts as () => Promise<unknown>;
    const before = await see();
    await sets(section, { [name]: await valueOf() });
    await aMoment();
    expect(await see()).not.toEqual(before);
  });
});
