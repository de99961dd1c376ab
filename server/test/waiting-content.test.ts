import { createHash } from "node:crypto";
import http from "node:http";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation, type Reply } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let marsh: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const VIDEOS = "/api/clinics/cardiology/waiting-videos";
const PICTURES = "/api/clinics/cardiology/waiting-pictures";

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  marsh = await new Browser(url).signsIn(person("Dr Helen Marsh"));
});
afterAll(() => installation.end());

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
let films = 0;
/** The head of a file of that kind, with noise behind it, another with each call. */
const film = (head: Buffer, length = 700_000) => Buffer.concat([head, Buffer.from(`film ${films++}`), Buffer.alloc(length, "0123456789abcdef")]);
const ebml = (kind: string) =>
  Buffer.concat([
    hex(`1a45dfa3 ${(0x9b + kind.length).toString(16)} 42868101 42f78101 42f28104 42f38108 4282`),
    Buffer.from([0x80 + kind.length]),
    Buffer.from(kind),
    hex("42878104 42858102"),
  ]);
const ftyp = (brand: string) => Buffer.concat([hex("00000018"), Buffer.from(`ftyp${brand}`), hex("00000200"), Buffer.from("isommp41")]);
const webm = () => film(ebml("webm"));
const mp4 = () => film(ftyp("mp42"));
const picture = (colour = "#c2185b", width = 1600, height = 800) =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
const uploads = (path: string, bytes: Buffer, who = marsh, headers: http.OutgoingHttpHeaders = {}): Promise<Reply> =>
  who.send("POST", path, bytes, { "content-type": "application/octet-stream", "idempotency-key": "an-upload-of-a-test", ...headers });
const whyNot = ({ status, body }: Reply) => [status, (body.fields as { path: string; message: string }[] | undefined)?.[0]?.message] as const;

function asks(path: string, headers: http.OutgoingHttpHeaders = {}, method = "GET"): Promise<{ status: number; headers: http.IncomingHttpHeaders; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    http
      .request(`${url}${path}`, { headers, method }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(parts) }));
      })
      .on("error", reject)
      .end();
  });
}

type Item = Record<string, unknown>;
const pictureItem = async (alt = "The way to the waiting room", colour?: string): Promise<Item> => {
  const { hash, width, height } = (await uploads(PICTURES, await picture(colour))).body;
  return { kind: "picture", file: hash, width, height, alt };
};
const videoItem = async (alt = "Dr Marsh shows how the call will be", poster = ""): Promise<Item> => {
  const { hash, format } = (await uploads(VIDEOS, webm())).body;
  return { kind: "video", file: hash, format, poster, width: 640, height: 360, alt };
};
async function saves(waitingContent: Record<string, Item[]>, who = marsh, slug = "cardiology"): Promise<Reply> {
  const { sections } = (await who.get(`/api/clinics/${slug}/settings`)).body as { sections: Record<string, { version: number }> };
  return who.post(`/api/clinics/${slug}/settings/waiting-content`, { version: sections["waiting-content"]!.version, values: { waitingContent } });
}

describe("a video that is uploaded", () => {
  it.each([
    ["webm", webm, "video/webm"],
    ["mp4", mp4, "video/mp4"],
  ] as const)("as %s is found by its content, kept as it is, and served as nothing else", async (format, make, type) => {
    const sent = make();
    const { status, body } = await uploads(VIDEOS, sent);
    const hash = createHash("sha256").update(sent).digest("hex");
    expect([status, body]).toEqual([200, { ok: true, hash, format }]);
    const whole = await asks(`/videos/${hash}.${format}`);
    expect([whole.status, whole.headers["content-type"], whole.headers["x-content-type-options"], whole.headers["accept-ranges"]]).toEqual([200, type, "nosniff", "bytes"]);
    expect(whole.headers["content-security-policy"]).toBe("default-src 'none'; sandbox; frame-ancestors 'none'");
    expect(whole.headers["cache-control"]).toContain("immutable");
    expect([whole.bytes.length, whole.bytes.equals(sent)]).toEqual([sent.length, true]);
    expect((await asks(`/videos/${hash}.${format === "webm" ? "mp4" : "webm"}`)).status).toBe(404);
  });

  it("is given in the parts that a player asks for", async () => {
    const sent = webm();
    const { hash } = (await uploads(VIDEOS, sent)).body;
    const at = `/videos/${String(hash)}.webm`;
    const part = async (range: string, more = {}) => asks(at, { range, ...more });
    const first = await part("bytes=0-1");
    expect([first.status, first.headers["content-range"], first.headers["content-length"], first.bytes]).toEqual([206, `bytes 0-1/${sent.length}`, "2", sent.subarray(0, 2)]);
    // Over the border of the pieces in which it is read.
    const middle = await part("bytes=262000-530000");
    expect([middle.status, middle.bytes.equals(sent.subarray(262_000, 530_001))]).toEqual([206, true]);
    const last = await part("bytes=-100");
    expect(last.bytes.equals(sent.subarray(-100))).toBe(true);
    expect((await part("bytes=600000-")).bytes.equals(sent.subarray(600_000))).toBe(true);
    const beyond = await part(`bytes=${sent.length}-`);
    expect([beyond.status, beyond.headers["content-range"], beyond.headers["cache-control"]]).toEqual([416, `bytes */${sent.length}`, "no-store"]);
    expect((await part("bytes=0-1", { "if-range": '"another"' })).status).toBe(200);
    const head = await asks(at, {}, "HEAD");
    expect([head.status, head.headers["content-length"], head.bytes.length]).toEqual([200, String(sent.length), 0]);
  });

  it.each<[string, () => Buffer]>([
    ["a page that is called .mp4", () => Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["an archive that would unpack without end", () => Buffer.concat([hex("504b0304140000000800"), Buffer.alloc(1000)])],
    ["an archive of gzip", () => Buffer.concat([hex("1f8b0800000000000003"), Buffer.alloc(1000)])],
    ["a picture", () => Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64")],
    ["a film that only some browsers play", () => film(ftyp("qt  "), 1000)],
    ["another film in the same kind of box", () => film(ebml("matroska"), 1000)],
    ["sound alone", () => film(ftyp("M4A "), 1000)],
    ["a picture in the box of a film", () => film(ftyp("avif"), 1000)],
    ["a PDF", () => Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj")],
    ["a program", () => Buffer.concat([hex("7f454c46"), Buffer.alloc(500)])],
  ])("is refused with a sentence when it is %s", async (_what, make) => {
    expect(whyNot(await uploads(VIDEOS, make()))).toEqual([400, "This is no video that every browser plays. Choose a WebM or an MP4."]);
  });

  it("is refused when it is empty, or a text", async () => {
    expect(whyNot(await uploads(VIDEOS, Buffer.alloc(0)))).toEqual([400, expect.stringMatching(/empty|bytes/)]);
    expect((await marsh.post(VIDEOS, { video: "x" })).status).toBe(400);
  });

  it("is refused before it is read when it is 200 MB, and for whoever has not signed in", async () => {
    const before = process.memoryUsage().rss;
    const tooLarge = await asksWithLength(200_000_000, marsh);
    expect([tooLarge.status, tooLarge.body]).toEqual([413, expect.stringContaining("tooLarge")]);
    const stranger = await asksWithLength(29_000_000, new Browser(url));
    expect([stranger.status, stranger.body]).toEqual([401, expect.stringContaining("notSignedIn")]);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it("is taken from those alone who may configure that clinic", async () => {
    const [clerk, elsewhere, stranger] = [await signsIn("Ana Lind"), await signsIn("Dr Samuel Osei"), await signsIn("Dr Ruth Adler")];
    for (const path of [VIDEOS, PICTURES]) {
      const bytes = path === VIDEOS ? webm() : await picture();
      expect([(await uploads(path, bytes, clerk)).status, (await uploads(path, bytes, elsewhere)).status, (await uploads(path, bytes, stranger)).status]).toEqual([403, 403, 404]);
      expect((await uploads(path, bytes, marsh, { origin: "https://evil.example" })).status).toBe(403);
    }
  });

  it.each(["../../etc/passwd", "..%2f..%2fetc%2fpasswd", `${"a".repeat(64)}.html`, `${"a".repeat(64)}.mp4`, "%00.mp4", `${"A".repeat(64)}.webm`, "' or 1=1 --.mp4"])(
    "has no address like %s",
    async (name) => expect((await asks(`/videos/${name.replaceAll(" ", "%20")}`)).status).toBe(404),
  );

  it("is refused with what is free when the organisation has no room, and the same one twice needs none", async () => {
    const kept = webm();
    const hash = String((await uploads(VIDEOS, kept)).body.hash);
    await withAdmin(installation.adminUrl, (admin) => admin.query("update tenant.video set size = 499500000 where hash = $1", [hash]));
    expect(whyNot(await uploads(VIDEOS, webm()))).toEqual([400, expect.stringMatching(/room for 0 MB .* has 1 MB/)]);
    expect((await uploads(VIDEOS, kept)).status).toBe(200);
    await withAdmin(installation.adminUrl, (admin) => admin.query("delete from tenant.video where hash = $1", [hash]));
    expect((await uploads(VIDEOS, webm())).status).toBe(200);
  });
});

const signsIn = (name: string) => new Browser(url).signsIn(person(name));

/** Says how much will come, and waits for the answer before sending it. */
function asksWithLength(length: number, who: Browser): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { origin: url, cookie: who.cookie, "content-type": "application/octet-stream", "content-length": length, "idempotency-key": "a-large-upload" };
    const request = http.request(`${url}${VIDEOS}`, { method: "POST", headers }, (response) => {
      let body = "";
      response.on("data", (part: Buffer) => (body += part.toString()));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body });
        request.destroy();
      });
    });
    request.on("error", reject);
    request.flushHeaders();
  });
}

describe("what those see who wait", () => {
  // From another place: one source may not send videos without end.
  beforeAll(async () => {
    marsh = await signsIn("Dr Helen Marsh");
  });

  it("is in their language, or in that of the clinic, in the order that was saved", async () => {
    const [first, second] = [await pictureItem("The entrance", "#123456"), await videoItem()];
    expect([first.width, first.height]).toEqual([1280, 640]);
    expect((await saves({ en: [second, first] })).status).toBe(200);
    const caller = new Browser(url);
    const { visitId } = await caller.enters("cardiology");
    const page = await caller.opensStream({ "anteroom-side": "guest" });
    page.watch(`visit:${visitId}`);
    const shown = () => (page.frames.filter(({ t }) => t === "snapshot").at(-1)?.value as { waitingContent?: unknown } | undefined)?.waitingContent;
    await expect.poll(shown).toEqual({ language: "en", items: [second, first] });
    await caller.post(`/api/visits/${visitId}/language`, { language: "ar" });
    const arabic = await pictureItem("المدخل", "#654321");
    expect((await saves({ en: [second, first], ar: [arabic] })).status).toBe(200);
    await expect.poll(shown).toEqual({ language: "ar", items: [arabic] });
    page.socket.close();
    const { bytes, headers } = await asks(`/images/${String(first.file)}/1280.webp`);
    expect([headers["content-type"], (await sharp(bytes).metadata()).width]).toEqual(["image/webp", 1280]);
    // Nobody pays for it before they wait.
    expect((await new Browser(url).get("/c/cardiology")).text).not.toContain(String(first.file));
  });

  it.each<[string, (items: Item[]) => Item[], string, RegExp]>([
    ["without words for those who cannot see it", ([first]) => [{ ...first, alt: " " }], "waitingContent.en.0.alt", /cannot see/],
    ["twice", ([first]) => [first!, first!], "waitingContent.en.1", /twice/],
    ["as two videos", ([, film]) => [film!, { ...film, file: "b".repeat(64) }], "waitingContent.en", /One video/],
    ["nine times", ([first]) => Array.from({ length: 9 }, (_, at) => ({ ...first, file: String(at).repeat(64) })), "waitingContent.en", /At most 8/],
    ["that was never uploaded", ([first]) => [{ ...first, file: "c".repeat(64) }], "waitingContent.en.0", /upload it again/],
    ["as another kind than it is", ([, film]) => [{ ...film, format: "mp4" }], "waitingContent.en.0", /upload it again/],
    ["as a video that is a picture", ([first]) => [{ ...first, kind: "video", format: "webm", poster: "" }], "waitingContent.en.0", /upload it again/],
    ["with a path for a name", ([first]) => [{ ...first, file: "../../secrets.json" }], "waitingContent.en.0.file", /./],
    ["with what is unknown", ([first]) => [{ ...first, onclick: "alert(1)" }], "waitingContent.en.0", /./],
  ])("is refused %s", async (_story, change, path, sentence) => {
    const refused = await saves({ en: change([await pictureItem(), await videoItem()]) });
    expect([refused.status, (refused.body.fields as { path: string; message: string }[])[0]]).toMatchObject([400, { path, message: expect.stringMatching(sentence) as string }]);
  });

  it("is never another organisation's, nor a logo that is too small for it", async () => {
    const adler = await signsIn("Dr Ruth Adler");
    const theirs = (await uploads("/api/clinics/bridge-street/waiting-pictures", await picture("#00ff7f"), adler)).body;
    const item = { kind: "picture", file: theirs.hash, width: 1280, height: 640, alt: "Theirs" };
    expect((await saves({ en: [item] })).status).toBe(400);
    expect((await saves({ en: [item] }, adler, "bridge-street")).status).toBe(200);
    const video = (await uploads("/api/clinics/bridge-street/waiting-videos", webm(), adler)).body;
    expect((await saves({ en: [{ ...item, kind: "video", file: video.hash, format: "webm", poster: "" }] })).status).toBe(400);
    const logo = (await uploads("/api/clinics/cardiology/images", await picture("#00007f"))).body;
    expect((await saves({ en: [{ ...item, file: logo.hash }] })).status).toBe(400);
  });

  it("goes a day after nothing shows it any more, and stays where a clinic does", async () => {
    const poster = String((await pictureItem("", "#abcdef")).file);
    const [shown, film, unused, unusedFilm] = [await pictureItem("", "#010203"), await videoItem("A film", poster), await pictureItem("", "#030201"), await videoItem()];
    expect((await saves({ ar: [{ ...shown, alt: "Shown" }, film] })).status).toBe(200);
    await withAdmin(installation.adminUrl, async (admin) => {
      for (const kind of ["image", "video"]) {
        await admin.query(`update tenant.${kind} set uploaded_at = 0`);
        await admin.query(`select tenant.sweep_${kind}s($1)`, [Date.now() - 86_400_000]);
      }
    });
    const statuses = async (...paths: string[]) => Promise.all(paths.map(async (path) => (await asks(path)).status));
    expect(await statuses(`/images/${String(shown.file)}/640.webp`, `/images/${poster}/640.webp`, `/videos/${String(film.file)}.webm`)).toEqual([200, 200, 200]);
    expect(await statuses(`/images/${String(unused.file)}/640.webp`, `/videos/${String(unusedFilm.file)}.webm`)).toEqual([404, 404]);
    // Taken out of the settings it goes too.
    expect((await saves({})).status).toBe(200);
    await withAdmin(installation.adminUrl, (admin) => admin.query("select tenant.sweep_videos($1)", [Date.now() - 86_400_000]));
    expect(await statuses(`/videos/${String(film.file)}.webm`)).toEqual([404]);
  });
});
