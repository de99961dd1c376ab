import http from "node:http";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Frame, type Installation, makeInstallation, type Reply } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let database: Awaited<ReturnType<Installation["node"]>>["app"]["database"];
let priya: Browser;
let priyaId: string;
let cardiologyId: string;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const signedIn = (name: string) => new Browser(url).signsIn(person(name));
const admin = (sql: string, values: unknown[] = []) => withAdmin(installation.adminUrl, (client) => client.query(sql, values));

beforeAll(async () => {
  installation = await makeInstallation();
  const first = await installation.node();
  ({ url } = first);
  ({ database } = first.app);
  priya = await signedIn("Dr Priya Nair");
  const me = (await priya.get("/api/me")).body as { id: string; clinics: { id: string; slug: string }[] };
  priyaId = me.id;
  cardiologyId = me.clinics.find(({ slug }) => slug === "cardiology")!.id;
});
afterAll(() => installation.end());

let made = 0;
/** Another one each time, in colours far enough apart to survive being made anew. */
function face(): Promise<Buffer> {
  made += 1;
  const [r, g, b] = [67, 29, 151].map((step) => (made * step) % 256);
  return sharp({ create: { width: 300, height: 200, channels: 3, background: { r: r!, g: g!, b: b! } } })
    .png()
    .toBuffer();
}
const uploads = (bytes: Buffer, who = priya): Promise<Reply> =>
  who.send("POST", "/api/account/picture", bytes, { "content-type": "application/octet-stream", "idempotency-key": "an-upload-of-a-face" });
const uploaded = async (who = priya) => String((await uploads(await face(), who)).body.hash);
const whyNot = ({ status, body }: Reply) => [status, (body.fields as { path: string; message: string }[] | undefined)?.[0]?.message];

/** What an `img` of this browser's page would get. */
function fetched(path: string, who: Browser = new Browser(url)): Promise<{ status: number; headers: http.IncomingHttpHeaders; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    http
      .get(`${url}${path}`, { headers: { cookie: who.cookie } }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(parts) }));
      })
      .on("error", reject);
  });
}
const statusOf = async (hash: string, who?: Browser) => (await fetched(`/faces/${hash}/96.webp`, who)).status;

type Visit = { visitId: string; callId: string; seatId: string };
const joins = ({ visitId, callId }: Visit, who = priya) => who.post(`/api/visits/${visitId}/join`, { expect: { state: "waiting", callId } });
const hostIn = (frame: Frame) => (frame.value as { seats?: { kind: string; picture: string | null }[] } | null)?.seats?.find(({ kind }) => kind === "member");

describe("a person's own picture", () => {
  it("is a square made anew, in two sizes, for the browser of whoever may see it alone", async () => {
    const hash = await uploaded();
    for (const size of [96, 384]) {
      const { status, headers, bytes } = await fetched(`/faces/${hash}/${size}.webp`, priya);
      expect([status, headers["content-type"], headers["cache-control"], headers["x-content-type-options"]]).toEqual([200, "image/webp", "private, max-age=3600", "nosniff"]);
      const { width, height } = await sharp(bytes).metadata();
      expect([width, height]).toEqual([size, size]);
    }
    expect((await priya.get("/api/me")).body.picture).toBe(hash);
    // Not where anybody who knows an address may look.
    expect((await fetched(`/images/${hash}/96.webp`, priya)).status).toBe(404);
  });

  it.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
    ["a drawing with a program", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), /SVG/],
    ["no picture", () => Buffer.from("%PDF-1.7"), /PNG, JPEG/],
    ["nothing", () => Buffer.alloc(0), /empty/],
  ])("is refused with a sentence when it is %s, and the one before stays", async (_what, make, sentence) => {
    const before = (await priya.get("/api/me")).body.picture;
    const [status, message] = whyNot(await uploads(await make()));
    expect([status, sentence.test(String(message))]).toEqual([400, true]);
    expect((await priya.get("/api/me")).body.picture).toBe(before);
  });

  it("is refused before it is read whole when it is too large, and to whoever is not signed in", async () => {
    const reply = await uploads(Buffer.alloc(20_000_000)).catch((error: NodeJS.ErrnoException) => error);
    if (reply instanceof Error) expect(["EPIPE", "ECONNRESET"]).toContain((reply as NodeJS.ErrnoException).code);
    else expect(reply.body.code).toBe("tooLarge");
    expect((await uploads(await face(), new Browser(url))).status).toBe(401);
    const caller = new Browser(url);
    await caller.enters("cardiology");
    expect((await uploads(await face(), caller)).status).toBe(401);
  });

  it("takes the place of the one before, of which nothing is kept, and is gone when it is removed", async () => {
    const [first, second] = [await uploaded(), await uploaded()];
    expect([await statusOf(first, priya), await statusOf(second, priya)]).toEqual([404, 200]);
    expect((await priya.post("/api/account/picture/remove")).status).toBe(200);
    expect((await priya.post("/api/account/picture/remove")).status).toBe(200);
    expect(await statusOf(second, priya)).toBe(404);
    expect((await admin("select from tenant.face where person_id = $1", [priyaId])).rowCount).toBe(0);
    expect((await priya.get("/api/me")).body.picture).toBe(null);
    const { rows } = await admin(
      "select facts -> 'before' ->> 'picture' as was, facts -> 'after' ->> 'picture' as now from tenant.audit where action = 'person.pictureChanged' and by_id = $1 order by id",
      [priyaId],
    );
    expect(rows.slice(-2)).toEqual([
      { was: first, now: second },
      { was: second, now: null },
    ]);
  });

  it("is shown at once wherever colleagues see the person", async () => {
    const marsh = await signedIn("Dr Helen Marsh");
    const own = await priya.opensStream();
    own.watch(`clinic:${cardiologyId}`);
    const page = await marsh.opensStream();
    page.watch(`clinic:${cardiologyId}`);
    await page.sees(({ key, value }) => key === `member/${priyaId}` || Object.hasOwn((value ?? {}) as object, `member/${priyaId}`));
    const hash = await uploaded();
    await page.sees((frame) => frame.key === `member/${priyaId}` && (frame.value as { picture: string }).picture === hash);
    const rows = (await marsh.get("/api/clinics/cardiology/team")).body.rows as { personId: string; picture: string | null }[];
    expect(rows.find(({ personId }) => personId === priyaId)?.picture).toBe(hash);
    expect(rows.find(({ personId }) => personId !== priyaId)?.picture).toBe(null);
    own.socket.close();
    page.socket.close();
  });
});

describe("who may see a face", () => {
  it("colleagues of the organisation, those who run the platform, and no stranger who knows the address", async () => {
    const hash = await uploaded();
    const [marsh, leo, ingrid, ruth] = await Promise.all(["Dr Helen Marsh", "Leo Brandt", "Ingrid Solheim", "Dr Ruth Adler"].map(signedIn));
    expect([await statusOf(hash, marsh), await statusOf(hash, leo), await statusOf(hash, ingrid)]).toEqual([200, 200, 200]);
    expect([await statusOf(hash, ruth), await statusOf(hash), await statusOf(hash, await waiting())]).toEqual([404, 404, 404]);
    expect((await fetched(`/faces/${hash}/../96.webp`, marsh)).status).toBe(404);
    expect((await fetched(`/faces/${hash}/97.webp`, marsh)).status).toBe(404);
    expect((await fetched(`/faces/${hash.slice(1)}/96.webp`, marsh)).status).toBe(404);
  });

  it("a guest while they are in a call with the person, and not before, on hold, or after", async () => {
    const hash = await uploaded();
    const caller = new Browser(url);
    const visit = await caller.enters("cardiology");
    expect(await statusOf(hash, caller)).toBe(404);
    await joins(visit);
    const page = await caller.opensStream();
    page.watch(`call:${visit.callId}`);
    await page.sees((frame) => hostIn(frame)?.picture === hash);
    expect(await statusOf(hash, caller)).toBe(200);
    expect(await statusOf(hash, await waiting())).toBe(404);
    await priya.post(`/api/visits/${visit.visitId}/hold`);
    expect(await statusOf(hash, caller)).toBe(404);
    await priya.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "held", callId: visit.callId } });
    expect(await statusOf(hash, caller)).toBe(200);
    await priya.post(`/api/visits/${visit.visitId}/end`);
    expect(await statusOf(hash, caller)).toBe(404);
    page.socket.close();
  });

  it("no guest where the person has another name for callers: neither the address nor the picture", async () => {
    const hash = await uploaded();
    expect((await priya.post(`/api/me/clinics/${cardiologyId}/alias`, { alias: "Dr Heart" })).status).toBe(200);
    const caller = new Browser(url);
    const visit = await caller.enters("cardiology");
    const page = await caller.opensStream();
    page.watch(`call:${visit.callId}`);
    const joined = await joins(visit);
    expect(joined.text).toContain(hash);
    await page.sees((frame) => hostIn(frame) !== undefined);
    expect(JSON.stringify(page.frames)).not.toContain(hash);
    expect(await statusOf(hash, caller)).toBe(404);
    expect(await statusOf(hash, await signedIn("Dr Helen Marsh"))).toBe(200);
    page.socket.close();
    await priya.post(`/api/visits/${visit.visitId}/end`);
    await priya.post(`/api/me/clinics/${cardiologyId}/alias`, { alias: "" });
  });

  it("a browser with a cookie of each side, whichever of them opens it", async () => {
    const hash = await uploaded();
    const both = await signedIn("Dr Ruth Adler");
    const visit = await both.enters("cardiology");
    await joins(visit);
    expect(await statusOf(hash, both)).toBe(200);
    await priya.post(`/api/visits/${visit.visitId}/end`);
    expect(await statusOf(hash, both)).toBe(404);
  });

  it("nobody by the database alone: it gives faces to nobody who only asks the table", async () => {
    await uploaded();
    await expect(database.view([], (transaction) => transaction.query("select bytes from tenant.face"))).rejects.toThrow("permission denied");
  });

  it("no former colleague, once no organisation joins them any more", async () => {
    const hash = await uploaded(await signedIn("Tom Okafor"));
    const marsh = await signedIn("Dr Helen Marsh");
    expect(await statusOf(hash, marsh)).toBe(200);
    await admin("delete from tenant.clinic_member where person_id = (select id from tenant.person where name = 'Tom Okafor')");
    expect(await statusOf(hash, marsh)).toBe(404);
  });
});

/** A caller of the same clinic who talks to nobody. */
async function waiting(): Promise<Browser> {
  const caller = new Browser(url);
  await caller.enters("cardiology");
  return caller;
}
