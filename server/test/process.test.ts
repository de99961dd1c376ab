import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { withAdmin } from "./test-database.ts";
import { Browser, freePort, type Installation, makeInstallation } from "./running-app.ts";

/** The server as a process of its own, as operators run it: stopped politely, and killed. Another node stays beside it. */
const clinic = "cardiology";
const DRAIN_MS = 1_500;

let installation: Installation;
let otherUrl: string;
let heart: string;
const children: ChildProcess[] = [];
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url: otherUrl } = await installation.node());
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => installation.end());

async function startServer(): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=source", fileURLToPath(new URL("../src/main.ts", import.meta.url))], {
    env: { PATH: process.env.PATH, PORT: String(port), PUBLIC_URL: url, DATABASE_URL: installation.adminUrl, DATA_DIR: installation.dataDir, DRAIN_MS: String(DRAIN_MS) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const until = Date.now() + 30_000;
  while (!said.includes(`Anteroom is ready at ${url}`)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`it did not start: ${said}`);
    await new Promise((later) => setTimeout(later, 50));
  }
  expect(said).not.toMatch(/FSTDEP|deprecat/i);
  return { child, url };
}

async function marshWatches() {
  const marsh = await new Browser(otherUrl).signsIn(person("Dr Helen Marsh"));
  heart = String((await marsh.get(`/api/clinics/${clinic}`)).body.id);
  const page = await marsh.opensStream();
  page.watch(`clinic:${heart}`);
  await page.sees((frame) => frame.t === "snapshot");
  return { marsh, page };
}

describe("a server that is told to stop", () => {
  it("is unready at once, tells its pages to move, answers what it is given meanwhile, and is gone in time", async () => {
    const { child, url } = await startServer();
    const nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
    const caller = new Browser(url);
    const { visitId, seatId } = await caller.enters(clinic);
    const page = await caller.opensStream();
    page.send({ t: "sit", seatId, pageId: "page-of-the-caller", takeOver: false });
    await page.sees((frame) => frame.t === "seated");
    expect((await nair.get("/readyz")).status).toBe(200);

    const exited = once(child, "exit");
    const toldAt = Date.now();
    child.kill("SIGTERM");
    expect((await page.sees((frame) => frame.t === "leaving")).withinMs).toBe(DRAIN_MS);
    expect([(await nair.get("/readyz")).status, (await nair.get("/livez")).status]).toEqual([503, 200]);

    // Commands until the door is shut: what was answered stands, and what was not comes again with its key to the other node.
    const answered: string[] = [];
    const unanswered: { text: string; key: string }[] = [];
    for (let n = 0; !unanswered.length; n++) {
      const [text, key] = [`message ${n}`, `key-of-message-${n}`];
      const reply = await nair.post(`/api/visits/${visitId}/messages`, { text }, { "idempotency-key": key }).catch(() => null);
      if (reply?.status === 200) answered.push(text);
      else unanswered.push({ text, key });
      await new Promise((later) => setTimeout(later, 5));
    }
    const [code] = (await exited) as [number | null];
    expect(code).toBe(0);
    expect(Date.now() - toldAt).toBeLessThan(DRAIN_MS + 8_000);
    expect(answered.length).toBeGreaterThan(10);

    const there = await new Browser(otherUrl).signsIn(person("Dr Priya Nair"));
    for (const { text, key } of unanswered) expect((await there.post(`/api/visits/${visitId}/messages`, { text }, { "idempotency-key": key })).status).toBe(200);
    const kept = ((await there.get(`/api/visits/${visitId}/messages`)).body.messages as { text: string }[]).map((message) => message.text);
    expect(kept).toEqual([...answered, ...unanswered.map(({ text }) => text)]);

    // The page that moved keeps its place: nobody was told that it was lost.
    const moved = await caller.at(otherUrl).opensStream();
    moved.send({ t: "sit", seatId, pageId: "page-of-the-caller", takeOver: false });
    await moved.sees((frame) => frame.t === "seated");
    const lines = (await there.get(`/api/visits/${visitId}/activity`)).body.lines as { type: string }[];
    expect(lines.map(({ type }) => type)).toEqual(["entered"]);
    moved.socket.close();
  }, 60_000);
});

describe("a server that is killed", () => {
  it("right after it answered: the command stands, and the pages of the other node are told", async () => {
    const { child, url } = await startServer();
    const { marsh, page } = await marshWatches();
    const nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
    const { visitId, callId } = await new Browser(url).enters(clinic);
    const joined = await nair.post(`/api/visits/${visitId}/join`, { expect: { state: "waiting", callId } });
    child.kill("SIGKILL");
    expect(joined.status).toBe(200);
    await page.sees((frame) => frame.key === `visit/${visitId}` && (frame.value as { state?: string } | null)?.state === "seen");
    expect((await marsh.post(`/api/visits/${visitId}/join`, { expect: { state: "waiting", callId } })).body).toMatchObject({ code: "takenBy", names: ["Dr Priya Nair"] });
    page.socket.close();
  }, 60_000);

  it("between commit and wake-up: the slow look finds what nobody told", async () => {
    const { marsh, page } = await marshWatches();
    const { visitId } = await new Browser(otherUrl).enters(clinic);
    await page.sees((frame) => frame.key === `visit/${visitId}`);
    page.frames.length = 0;
    // What a command leaves in the database, from a node that says nothing more.
    await withAdmin(installation.adminUrl, async (admin) => {
      await admin.query("begin");
      await admin.query(
        "update tenant.visit set body = jsonb_set(body, '{assigneeId}', to_jsonb((select id from tenant.person where name = 'Dr Helen Marsh')::text)), version = version + 1 where id = $1",
        [visitId],
      );
      await admin.query("select tenant.raise_topics($1)", [JSON.stringify([{ name: `clinic:${heart}`, keys: [`visit/${visitId}`] }])]);
      await admin.query("commit");
    });
    const change = await page.sees((frame) => frame.key === `visit/${visitId}`);
    expect((change.value as { assignee: { name: string } }).assignee.name).toBe("Dr Helen Marsh");
    expect((await marsh.get("/readyz")).status).toBe(200);
    page.socket.close();
  }, 30_000);
});
