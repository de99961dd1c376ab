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
const choose = async (music: string): Promise<Reply> => {
  const { sections } = (await grace.get(`/api/clinics/${clinic}/settings`)).body as { sections: Record<string, { version: number }> };
  return grace.post(`/api/clinics/${clinic}/settings/music`, { version: sections.music!.version, values: { music } });
};
const download = async (address: string) => {
  const response = await fetch(`${url}${address}`);
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
};

describe("a clinic's own music", () => {
  it("cannot be chosen before there is any", async () => {
    expect((await choose("own")).body.fields).toEqual([{ path: "music", message: "Upload a piece of your own first." }]);
  });

  it("is encoded anew, reaches whoever waits, and is let go of only when it is not chosen", async () => {
    const caller = new Browser(url);
    const { visitId } = await caller.enters(clinic);
    const page = await caller.opensStream({ "anteroom-side": "guest" });
    page.watch(`visit:${visitId}`);
    expect((await upload(piece)).status).toBe(200);
    expect((await choose("own")).status).toBe(200);
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

    expect((await grace.post(`/api/clinics/${clinic}/music/remove`)).body.fields).toMatchObject([{ path: "music" }]);
    expect((await choose("sea")).status).toBe(200);
    expect((await grace.post(`/api/clinics/${clinic}/music/remove`)).status).toBe(200);
    expect(await start()).toMatchObject({ music: "sea", ownMusic: null });
    expect((await download(ownMusic!.address)).response.status).toBe(404);
  });

  it("has another address with each upload, under its own clinic alone, and stands in the log", async () => {
    const first = (await upload(piece)).body as { ownMusic: { id: string } };
    const second = (await upload(piece, "Rain on the roof")).body as { ownMusic: { id: string } };
    expect(second.ownMusic.id).not.toBe(first.ownMusic.id);
    const at = (slug: string, { ownMusic }: typeof first) => new Browser(url).get(`/api/public/clinics/${slug}/music/${ownMusic.id}`);
    expect([(await at(clinic, first)).status, (await at(clinic, second)).status, (await at("renal", second)).status]).toEqual([404, 200, 404]);
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query("select facts from tenant.audit where action = 'clinic.configured' order by id desc limit 1"));
    expect(rows[0].facts).toMatchObject({ before: { ownMusic: "Harp by the window" }, after: { ownMusic: "Rain on the roof" } });
  });

  it("is not set by the settings, which could name another's", async () => {
    const { sections } = (await grace.get(`/api/clinics/${clinic}/settings`)).body as { sections: Record<string, { version: number }> };
    const refused = await grace.post(`/api/clinics/${clinic}/settings/music`, { version: sections.music!.version, values: { ownMusic: null } });
    expect(refused.body.fields).toEqual([{ path: "ownMusic", message: "Unknown field." }]);
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
    expect([refused.status, refused.body.fields]).toEqual([400, [{ path: "sound", message }]]);
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
