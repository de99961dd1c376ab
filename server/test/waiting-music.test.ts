import { packWave, unpackRecording } from "@anteroom/core/sound";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation, type Reply } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let grace: Browser;
const clinic = "cardiology";
const HERTZ = 16_000;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  grace = await new Browser(url).signsIn(installation.demo.people.find(({ name }) => name === "Grace Ellison")!);
});
afterAll(() => installation.end());

/** A slow tone that swells. */
const tone = (seconds: number, hertz = HERTZ) =>
  Float32Array.from({ length: seconds * hertz }, (_, at) => 0.4 * Math.sin((2 * Math.PI * 330 * at) / hertz) * Math.sin((Math.PI * at) / (seconds * hertz)));
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64");
const upload = (bytes: Uint8Array | string, title = "Harp by the window", by = grace) => by.post(`/api/clinics/${clinic}/music`, { title, sound: base64(bytes) });
const piece = packWave({ samples: tone(6), hertz: HERTZ });
const start = async () => (await new Browser(url).get(`/api/public/clinics/${clinic}`)).body as { music: string; ownMusic: { title: string; address: string } | null };
type Music = { version: number; values: Values; lastChange: { by: string } | null };
type Values = { music?: string; ownMusic?: { id: string; title: string } | null };
const saved = async (slug = clinic) => ((await grace.get(`/api/clinics/${slug}/settings`)).body as { sections: Record<string, Music> }).sections.music!;
const save = async (values: Values, slug = clinic): Promise<Reply> => grace.post(`/api/clinics/${slug}/settings/music`, { version: (await saved(slug)).version, values });
const uploaded = async (title?: string) => (await upload(piece, title)).body.ownMusic as { id: string; title: string };
const download = async (address: string) => {
  const response = await fetch(`${url}${address}`);
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
};

describe("a clinic's own music", () => {
  it("cannot be chosen before there is any", async () => {
    expect((await save({ music: "own" })).body.fields).toMatchObject([{ path: "music", message: "There is no piece of your own to play. Upload one, or choose another." }]);
  });

  it("is encoded anew, reaches whoever waits with the save and not before, and is let go of only when it is not chosen", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters(clinic);
    const page = await caller.opensStream({ "anteroom-side": "guest" });
    page.watch(`visit:${visitId}`);
    const harp = await uploaded();
    expect([(await start()).ownMusic, (await saved()).lastChange]).toEqual([null, null]);
    expect((await save({ music: "own", ownMusic: harp })).status).toBe(200);
    expect((await saved()).lastChange?.by).toBe("Grace Ellison");
    await expect.poll(() => JSON.stringify(page.frames)).toContain('"music":"own"');
    page.socket.close();

    const { music, ownMusic } = await start();
    expect([music, ownMusic?.title]).toEqual(["own", "Harp by the window"]);
    const { response, bytes } = await download(ownMusic!.address);
    expect([response.status, response.headers.get("content-type"), response.headers.get("x-content-type-options"), response.headers.get("cache-control")]).toEqual([
      200,
      "application/octet-stream",
      "nosniff",
      "public, max-age=31536000, immutable",
    ]);
    const heard = unpackRecording(bytes);
    // Its end sounds on under its beginning.
    expect([heard?.hertz, (heard?.samples.length ?? 0) / HERTZ]).toEqual([HERTZ, 4.5]);
    expect(Buffer.from(bytes).includes(Buffer.from(piece.slice(44, 200)))).toBe(false);

    expect((await save({ ownMusic: null })).body.fields).toMatchObject([{ path: "music" }]);
    expect((await save({ music: "sea", ownMusic: null })).status).toBe(200);
    expect(await start()).toMatchObject({ music: "sea", ownMusic: null });
  });

  it("has another address with each upload, under its own clinic alone, and stands in the log", async () => {
    const first = await uploaded();
    const second = await uploaded("Rain on the roof");
    expect(second.id).not.toBe(first.id);
    const at = (slug: string, { id }: typeof first) => new Browser(url).get(`/api/public/clinics/${slug}/music/${id}`);
    expect([(await at(clinic, second)).status, (await at("nephrology", second)).status]).toEqual([200, 404]);
    await save({ ownMusic: first });
    await save({ ownMusic: second });
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query("select facts from tenant.audit where action = 'clinic.configured' order by id desc limit 1"));
    expect(rows[0].facts).toMatchObject({ before: { ownMusic: { title: "Harp by the window" } }, after: { ownMusic: { title: "Rain on the roof" } } });
  });

  it("is one that this clinic uploaded, under the name that it had then", async () => {
    const mine = await uploaded();
    const message = "There is no such piece; upload it first.";
    expect((await save({ ownMusic: mine }, "nephrology")).body.fields).toMatchObject([{ path: "ownMusic", message }]);
    expect((await save({ ownMusic: { ...mine, title: "<b>Another</b>" } })).body.fields).toMatchObject([{ path: "ownMusic", message }]);
    expect((await save({ ownMusic: { ...mine, id: "00000000-0000-7000-8000-000000000000" } })).body.fields).toMatchObject([{ path: "ownMusic", message }]);
  });

  it("goes after a day when no settings name it", async () => {
    const kept = await uploaded("Kept");
    const replaced = await uploaded("Replaced");
    await save({ ownMusic: kept });
    await withAdmin(installation.adminUrl, async (admin) => {
      await admin.query("update tenant.clinic_music set uploaded_at = uploaded_at - 90000000");
      await admin.query("select tenant.sweep_music($1)", [Date.now() - 86_400_000]);
    });
    const at = async ({ id }: { id: string }) => (await new Browser(url).get(`/api/public/clinics/${clinic}/music/${id}`)).status;
    expect([await at(kept), await at(replaced)]).toEqual([200, 404]);
  });

  const unusable = "This is not a piece of music that can be used. Please choose another file.";
  const length = "A piece lasts from 5 to 60 seconds; it begins again by itself.";
  it.each([
    ["nothing", "", unusable],
    ["junk", "x".repeat(200_000), unusable],
    ["a page", "<html><script>alert(1)</script></html>".repeat(99), unusable],
    ["an MP3 with a script in its ID3", `ID3\u0003\u0000<script>alert(1)</script>${"\u00ff\u00fb".repeat(5_000)}`, unusable],
    ["another rate", packWave({ samples: tone(6, 44_100), hertz: 44_100 }), unusable],
    ["a chunk with words behind the samples", new Uint8Array([...packWave({ samples: tone(6), hertz: HERTZ }), ...Buffer.from("LIST<script>")]), unusable],
    ["a sound that ends at once", packWave({ samples: tone(2), hertz: HERTZ }), length],
    ["more than a minute", packWave({ samples: tone(61), hertz: HERTZ }), length],
    ["silence", packWave({ samples: new Float32Array(6 * HERTZ), hertz: HERTZ }), "There is nothing to hear in this file."],
  ])("refuses %s with a sentence", async (_story, bytes, message) => {
    const refused = await upload(bytes);
    expect([refused.status, refused.body.fields]).toMatchObject([400, [{ path: "sound", message }]]);
  });

  it("refuses fifty megabytes before reading them, a nameless piece, and whoever may not configure", async () => {
    const flood = await grace.post(`/api/clinics/${clinic}/music`, { title: "Flood", sound: "A".repeat(50_000_000) }).catch((error: { code: string }) => error.code);
    // The server hangs up on what is too large; the answer may or may not get through.
    expect(typeof flood === "string" ? "hung up" : flood.status).toSatisfy((outcome) => outcome === 413 || outcome === "hung up");
    expect((await upload(piece, "  ")).body.fields).toMatchObject([{ path: "title" }]);
    expect((await upload(piece, "x".repeat(61))).body.fields).toMatchObject([{ path: "title" }]);
    const clerk = await new Browser(url).signsIn(installation.demo.people.find(({ name }) => name === "Ana Lind")!);
    expect((await upload(piece, "Mine", clerk)).status).toBe(403);
    expect((await upload(piece, "Mine", new Browser(url))).status).toBe(401);
  });
});
