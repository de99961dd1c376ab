import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../src/app.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";

let installation: Installation;
let url: string;
let app: App;
let code: string;
beforeAll(async () => {
  installation = await makeInstallation({ demo: false });
  ({ url, app } = await installation.node());
  code = (await app.setUpCode()) ?? "";
});
afterAll(() => installation.end());

const first = {
  name: "Ruth Mercer",
  email: "Ruth@Mercer.example",
  password: "correct horse battery staple",
  organisationName: "Mercer Hospital",
  clinicName: "Cardiology",
  slug: "cardiology",
  timeZone: "Europe/Berlin",
};
const setUp = (typed: object, headers = {}) => new Browser(url).post("/api/setup", { ...first, code, ...typed }, headers);

describe("an installation that nobody administers yet", () => {
  it("prints a code, and leads to the page that asks for it", async () => {
    expect(code).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect((await new Browser(url).get("/api/setup")).body).toEqual({ open: true });
    expect((await new Browser(url).get("/")).headers.location).toBe("/setup");
  });
  it.each([
    [{ code: "abcd-abcd-abcd-abcd" }, "code"],
    [{ code: "" }, "code"],
    [{ password: "too short" }, "password"],
    [{ password: "password12345678" }, "password"],
    [{ email: "nobody" }, "email"],
    [{ name: "\u202e" }, "name"],
    [{ slug: "api" }, "slug"],
    [{ timeZone: "Nowhere" }, "timeZone"],
    [{ clinicName: " " }, "clinicName"],
  ])("refuses %o and changes nothing", async (typed, path) => {
    expect((await setUp(typed)).body).toMatchObject({ code: "badRequest", fields: [{ path }] });
    expect(await app.setUpCode()).toBe(code);
  });
  it("lets one source guess a few times only, on all nodes together", async () => {
    const guesser = new Browser(url);
    const other = guesser.at((await installation.node()).url);
    const answers = [];
    for (let guess = 0; guess < 12; guess++) answers.push((await [guesser, other][guess % 2]!.post("/api/setup", { ...first, code: `guess-${guess}` })).status);
    expect(answers).toEqual([...Array<number>(10).fill(400), 429, 429]);
  });
  it("is set up once, whoever else tries at the same moment; the code is worth nothing afterwards", async () => {
    const headers = { "idempotency-key": "the-first-evening" };
    const answers = await Promise.all([
      setUp({ code: code.toUpperCase().replaceAll("-", " ") }, headers),
      setUp({ email: "other@mercer.example", slug: "other", clinicName: "Other" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    const won = answers[0]!.status === 200;
    const email = won ? first.email : "other@mercer.example";
    if (won) expect((await setUp({ code: code.toUpperCase().replaceAll("-", " ") }, headers)).body).toEqual(answers[0]!.body);
    expect([await app.setUpCode(), (await new Browser(url).get("/api/setup")).body]).toEqual([null, { open: false }]);
    expect((await setUp({ email: "third@mercer.example", slug: "third" })).status).toBe(404);
    expect((await setUp({ code: "wrong" })).status).toBe(404);
    expect((await new Browser(url).get("/")).headers.location).toBe("/sign-in");

    const ruth = await new Browser(url).signsIn({ email, password: first.password });
    const me = (await ruth.get("/api/me")).body;
    expect(me).toMatchObject({ name: "Ruth Mercer", platformAdministrator: true, organisations: [{ name: "Mercer Hospital", role: "administrator" }] });
    expect(me.clinics).toMatchObject([{ role: "clinicAdministrator", waitingArea: true }]);
    const { lines } = (await ruth.get(`/api/organisations/${(me.organisations as { id: string }[])[0]!.id}/audit`)).body as {
      lines: { action: string; subjectId: string; after: object }[];
    };
    expect(lines.filter(({ subjectId }) => subjectId === me.id).map(({ action, after }) => [action, (after as { role: string }).role])).toEqual([
      ["member.added", "clinicAdministrator"],
      ["member.added", "administrator"],
    ]);
    const [clinic] = me.clinics as { slug: string }[];
    expect((await new Browser(url).get(`/api/public/clinics/${clinic!.slug}`)).body).toMatchObject({ timeZone: "Europe/Berlin" });
  });
});
