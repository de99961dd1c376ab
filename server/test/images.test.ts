import http from "node:http";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation, type Reply } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let marsh: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const AT_CLINIC = "/api/clinics/cardiology/images";

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  marsh = await new Browser(url).signsIn(person("Dr Helen Marsh"));
});
afterAll(() => installation.end());

const picture = () => sharp({ create: { width: 300, height: 200, channels: 4, background: "#c2185b" } });
const noise = () => sharp({ create: { width: 400, height: 400, channels: 3, noise: { type: "gaussian", mean: 128, sigma: 30 }, background: "#000" } });
const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);
const uploads = (bytes: Buffer, path = AT_CLINIC, who = marsh, type = "application/octet-stream"): Promise<Reply> =>
  who.send("POST", path, bytes, { "content-type": type, "idempotency-key": "an-upload-of-a-test" });
const hashOf = (reply: Reply) => String(reply.body.hash);
const whyNot = ({ status, body }: Reply) => [status, (body.fields as { path: string; message: string }[] | undefined)?.[0]?.message];

/** What a page's `img` would get. */
function fetched(path: string): Promise<{ status: number; headers: http.IncomingHttpHeaders; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    http
      .get(`${url}${path}`, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(parts) }));
      })
      .on("error", reject);
  });
}

/** A PNG that says it is so large, with next to nothing in it. */
async function claims(width: number, height: number): Promise<Buffer> {
  const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#000" } })
    .png()
    .toBuffer();
  small.writeUInt32BE(width, 16);
  small.writeUInt32BE(height, 20);
  small.writeUInt32BE(crc32(small.subarray(12, 29)), 29);
  return small;
}
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe("a picture that is uploaded", () => {
  it.each(["png", "jpeg", "webp", "avif", "gif"] as const)("as %s is made anew as WebP, without what else was in the file", async (kind) => {
    const sent = await picture()
      .withExif({ IFD0: { Copyright: "SECRET-OWNER" } })
      .toFormat(kind)
      .toBuffer();
    const reply = await uploads(sent);
    expect([reply.status, reply.body.ok]).toEqual([200, true]);
    const small = await fetched(`/images/${hashOf(reply)}/96.webp`);
    expect([small.status, small.headers["content-type"], small.headers["x-content-type-options"], small.headers["cache-control"]]).toEqual([
      200,
      "image/webp",
      "nosniff",
      "public, max-age=31536000, immutable",
    ]);
    const { width, height, exif, format } = await sharp(small.bytes).metadata();
    expect([width, height, exif, format]).toEqual([96, 64, undefined, "webp"]);
    expect(small.bytes.includes("SECRET-OWNER")).toBe(false);
    expect((await fetched(`/images/${hashOf(reply)}/384.webp`)).status).toBe(200);
  });

  it("stands upright, however the camera was held", async () => {
    const lying = await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { bytes } = await fetched(`/images/${hashOf(await uploads(lying))}/96.webp`);
    const { width, height } = await sharp(bytes).metadata();
    expect([width, height]).toEqual([64, 96]);
  });

  it("leaves nothing behind of what was hidden after its pixels", async () => {
    const polyglot = Buffer.concat([await picture().png().toBuffer(), Buffer.from("<script>alert(1)</script>PK\u0003\u0004")]);
    const { bytes } = await fetched(`/images/${hashOf(await uploads(polyglot, AT_CLINIC, marsh))}/384.webp`);
    expect(bytes.includes("alert")).toBe(false);
  });

  it.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
    ["nothing", () => Buffer.alloc(0), /empty/],
    ["a drawing with a program", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), /SVG/],
    ["a drawing behind an XML head", () => Buffer.from('<?xml version="1.0"?><!-- x --><svg onload="alert(1)"/>'), /SVG/],
    ["a page", () => Buffer.from("<!doctype html><script>alert(1)</script>"), /PNG, JPEG/],
    ["a program that begins as a GIF", () => Buffer.from("GIF89a/*\u0000\u0000\u0000*/=1;alert(1)//"), /damaged/],
    ["a PDF", () => Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj"), /PNG, JPEG/],
    ["half a JPEG", async () => half(await noise().jpeg().toBuffer()), /damaged/],
    ["half a PNG", async () => half(await noise().png().toBuffer()), /damaged/],
    ["40,000 × 40,000 pixels", () => claims(40_000, 40_000), /40 million/],
  ])("is refused with a sentence when it is %s", async (_what, make, sentence) => {
    const before = process.memoryUsage().rss;
    const [status, message] = whyNot(await uploads(await make()));
    expect([status, sentence.test(String(message))]).toEqual([400, true]);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it("is refused before it is read whole when it is 50 MB", async () => {
    const before = process.memoryUsage().rss;
    const reply = await uploads(Buffer.alloc(50_000_000)).catch((error: NodeJS.ErrnoException) => error);
    // A client that still sends when the door closes may see the broken line only.
    if (reply instanceof Error) expect(["EPIPE", "ECONNRESET"]).toContain((reply as NodeJS.ErrnoException).code);
    else expect([reply.status, reply.body.code]).toEqual([413, "tooLarge"]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
    expect((await uploads(await picture().png().toBuffer())).status).toBe(200);
  });

  it("is taken from those alone who may configure what it is for", async () => {
    const bytes = await picture().png().toBuffer();
    const clerk = await new Browser(url).signsIn(person("Ana Lind"));
    const other = await new Browser(url).signsIn(person("Dr Ruth Adler"));
    expect((await uploads(bytes, AT_CLINIC, clerk)).status).toBe(403);
    expect((await uploads(bytes, AT_CLINIC, other)).status).toBe(404);
    expect((await uploads(bytes, AT_CLINIC, new Browser(url))).status).toBe(401);
    expect(
      (await marsh.send("POST", AT_CLINIC, bytes, { "content-type": "application/octet-stream", "idempotency-key": "of-another-site", origin: "https://evil.example" })).status,
    ).toBe(403);
    expect((await uploads(bytes, "/api/clinics/cardiology/settings/logo")).status).toBe(400);
  });

  it("is refused when the organisation has sent five hundred others, and another organisation goes on", async () => {
    const known = await picture().tint("#123").png().toBuffer();
    expect((await uploads(known)).status).toBe(200);
    const fill =
      "insert into tenant.image select o.id, md5(n::text) || md5(n::text), 96, '', 0 from tenant.organisation o, generate_series(1, 500) n where o.name = 'Marlow Valley Health'";
    await withAdmin(installation.adminUrl, (admin) => admin.query(fill));
    expect(whyNot(await uploads(await picture().tint("#321").png().toBuffer()))).toEqual([400, expect.stringMatching(/many pictures/)]);
    const ruth = await new Browser(url).signsIn(person("Dr Ruth Adler"));
    expect((await uploads(known, "/api/clinics/bridge-street/images", ruth)).status).toBe(200);
    await withAdmin(installation.adminUrl, (admin) => admin.query("delete from tenant.image where bytes = ''"));
    expect((await uploads(known)).status).toBe(200);
  });
  it("goes after a day if nothing shows it, and stays where a clinic does", async () => {
    const shown = hashOf(await uploads(await picture().tint("#00f").png().toBuffer()));
    const unused = hashOf(await uploads(await picture().tint("#0f0").png().toBuffer()));
    const { version } = await logo();
    expect((await marsh.post("/api/clinics/cardiology/settings/logo", { version, values: { logo: shown } })).status).toBe(200);
    await withAdmin(installation.adminUrl, async (admin) => {
      await admin.query("update tenant.image set uploaded_at = 0");
      await admin.query("select tenant.sweep_images($1)", [Date.now() - 86_400_000]);
    });
    expect([(await fetched(`/images/${shown}/96.webp`)).status, (await fetched(`/images/${unused}/96.webp`)).status]).toEqual([200, 404]);
  });
});

type Section = { values: Record<string, unknown>; origins: Record<string, string>; version: number };
const section = async (name: string) => ((await marsh.get("/api/clinics/cardiology/settings")).body.sections as Record<string, Section>)[name]!;
const logo = () => section("logo");
const start = async () => (await new Browser(url).get("/api/public/clinics/cardiology")).body;

describe("a logo", () => {
  it("is the organisation's, at once, until the clinic has its own, and again when that is reset", async () => {
    const { rows } = await withAdmin(installation.adminUrl, (admin) => admin.query("select organisation_id as id from tenant.clinic where slug = 'cardiology'"));
    const organisationId = String(rows[0].id);
    const head = await new Browser(url).signsIn(person("Grace Ellison"));
    const { version } = await logo();
    await marsh.post("/api/clinics/cardiology/settings/logo", { version, reset: ["logo"] });
    const of = hashOf(await uploads(await picture().tint("#808").png().toBuffer(), `/api/organisations/${organisationId}/images`, head));
    const at = `/api/organisations/${organisationId}/settings/interface`;
    const saved = await head.post(at, { version: Number((await head.get(at)).body.version), values: { logo: of } });
    expect(saved.status).toBe(200);
    expect((await start()).logoIcon).toBe(`/images/${of}/96.webp`);
    expect(await logo()).toMatchObject({ values: { logo: of }, origins: { logo: "organisation" } });

    const own = hashOf(await uploads(await picture().tint("#080").png().toBuffer()));
    const mine = await marsh.post("/api/clinics/cardiology/settings/logo", { version: (await logo()).version, values: { logo: own } });
    expect(mine.body).toMatchObject({ origins: { logo: "clinic" } });
    expect((await start()).logoIcon).toBe(`/images/${own}/96.webp`);
    expect((await new Browser(url).get("/c/cardiology")).text).toContain(`/images/${own}/96.webp`);

    await marsh.post("/api/clinics/cardiology/settings/logo", { version: (await logo()).version, reset: ["logo"] });
    expect((await start()).logoIcon).toBe(`/images/${of}/96.webp`);
  });

  it("must be a picture that was uploaded to this organisation", async () => {
    const refused = await marsh.post("/api/clinics/cardiology/settings/logo", { version: (await logo()).version, values: { logo: "a".repeat(64) } });
    expect([refused.status, refused.body.fields]).toMatchObject([400, [{ path: "logo", message: "There is no such picture; upload it first." }]]);
  });
});

describe("the colours of a clinic", () => {
  it("reach its callers' pages for day and night, and are refused where nobody could read", async () => {
    const { version } = await section("interface");
    const save = (values: object, at = version) => marsh.post("/api/clinics/cardiology/settings/interface", { version: at, values });
    const pale = await save({ primaryColour: "#ffcc00" });
    expect([pale.status, (pale.body.fields as { path: string; message: string }[])[0]]).toMatchObject([
      400,
      { path: "primaryColour", message: expect.stringMatching(/nearest that works is #[0-9a-f]{6}\./) },
    ]);
    const dark = await save({ background: "#333333" });
    expect((dark.body.fields as { path: string }[])[0]?.path).toBe("background");
    const saved = await save({ primaryColour: "#7a1fa2", background: "#fff4e5", ownPictureSize: "large" });
    expect(saved.body).toMatchObject({ origins: { primaryColour: "clinic", secondaryColour: "product" } });
    expect((await start()).look).toMatchObject({ light: { "--primary": "#7a1fa2", "--bg": "#fff4e5" }, dark: { "--primary-text": expect.stringMatching(/^#/) } });
    await marsh.post("/api/clinics/cardiology/settings/interface", { version: version + 1, reset: ["primaryColour", "background", "ownPictureSize"] });
    expect((await start()).look).toBeNull();
  });
});
