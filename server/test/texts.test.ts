import http from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTextSender } from "../src/outbox/index.ts";
import { Browser, freePort, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

type Got = { path: string; headers: http.IncomingHttpHeaders; body: string };

/** A provider of text messages, as far as HTTP goes. */
async function startProvider() {
  const got: Got[] = [];
  const answers: { status: number; body: unknown }[] = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      got.push({ path: request.url ?? "", headers: request.headers, body });
      const { status, body: answer } = answers.shift() ?? { status: 200, body: { messages: [{ status: "0" }] } };
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  const port = await freePort();
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  return { base: `http://127.0.0.1:${port}`, got, answers, stop: () => new Promise((stopped) => server.close(stopped)) };
}

let provider: Awaited<ReturnType<typeof startProvider>>;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stop());
const message = { id: "the-id", to: "+61412555010", text: "Your visit: https://call.example.org/c/cardiology" };
const by = (kind: "twilio" | "vonage" | "webhook", base = provider.base) => createTextSender({ kind, base, user: "account", secret: "token", from: "+61400000000" });

describe("a provider of text messages", () => {
  it("Twilio is asked with a form and the account's password", async () => {
    await by("twilio").send(message);
    const { path, headers, body } = provider.got.at(-1)!;
    expect([path, headers.authorization]).toEqual(["/2010-04-01/Accounts/account/Messages.json", `Basic ${Buffer.from("account:token").toString("base64")}`]);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({ To: message.to, From: "+61400000000", Body: message.text });
  });
  it("Vonage is asked with JSON, without the plus", async () => {
    await by("vonage").send(message);
    const { path, body } = provider.got.at(-1)!;
    expect([path, JSON.parse(body)]).toMatchObject(["/sms/json", { api_key: "account", api_secret: "token", to: "61412555010", text: message.text, type: "unicode" }]);
  });
  it("a gateway of one's own is asked with JSON and a bearer token, and knows a message by its id", async () => {
    await by("webhook", `${provider.base}/send?x=1`).send(message);
    const { path, headers, body } = provider.got.at(-1)!;
    expect([path, headers.authorization, JSON.parse(body)]).toEqual(["/send?x=1", "Bearer token", { ...message, from: "+61400000000" }]);
  });
  it.each([
    ["twilio", 400, { message: "not a number" }, true],
    ["twilio", 401, { message: "wrong token" }, false],
    ["twilio", 429, {}, false],
    ["twilio", 503, {}, false],
    ["vonage", 200, { messages: [{ status: "6", "error-text": "not a number" }] }, true],
    ["vonage", 200, { messages: [{ status: "1", "error-text": "too fast" }] }, false],
    ["vonage", 200, {}, false],
    ["webhook", 422, {}, true],
    ["webhook", 500, {}, false],
  ] as const)("%s answering %s %o is final: %s", async (kind, status, body, isFinal) => {
    provider.answers.push({ status, body });
    const error = (await by(kind)
      .send(message)
      .catch((each: unknown) => each)) as Error;
    expect(error).toBeInstanceOf(Error);
    expect(error.constructor.name === "Unsendable").toBe(isFinal);
  });
});

describe("a clinic's link by text message", () => {
  const at: { installation: Installation; url: string }[] = [];
  beforeAll(async () => {
    for (const texts of [null, { kind: "webhook" as const, base: `${provider.base}/send`, user: "", secret: "", from: "Clinic" }]) {
      const installation = await makeInstallation({ texts });
      at.push({ installation, url: (await installation.node()).url });
    }
  });
  afterAll(async () => {
    for (const { installation } of at) await installation.end();
  });
  const clinician = ({ installation, url }: (typeof at)[number]) => new Browser(url).signsIn(installation.demo.people.find(({ name }) => name === "Dr Helen Marsh")!);
  const share = (browser: Browser, phone: string, text = `Your visit: ${browser.url}/c/cardiology`) => browser.post("/api/clinics/cardiology/share", { phone, text });
  const rows = ({ installation }: (typeof at)[number]) =>
    withAdmin(
      installation.adminUrl,
      async (admin) => (await admin.query<{ state: string; recipient: string }>("select state, recipient from jobs.outbox where kind = 'text'")).rows,
    );

  it("wants a number with its country's code, and the link in the text", async () => {
    const helen = await clinician(at[0]!);
    expect((await share(helen, "0412 555 010")).body).toMatchObject({ fields: [{ path: "phone" }] });
    expect((await share(helen, "+61 412 555 010", `Pay at evil.example, then come: ${helen.url}/c/cardiology`)).body).toMatchObject({
      fields: [{ path: "text", message: expect.stringContaining("evil.example") as string }],
    });
    expect((await share(helen, "+61 412 555 010", "Buy this")).body).toMatchObject({ fields: [{ path: "text" }] });
    expect(await rows(at[0]!)).toEqual([]);
  });
  it("stays in the outbox without a provider, where whoever runs the platform reads it", async () => {
    const [first] = at;
    expect((await share(await clinician(first!), "+61 (412) 555-010")).body).toEqual({ ok: true, sends: false });
    expect(await rows(first!)).toEqual([{ state: "waiting", recipient: "+61412555010" }]);
    const ingrid = await new Browser(first!.url).signsIn(first!.installation.demo.people.find(({ name }) => name === "Ingrid Solheim")!);
    const { messages } = (await ingrid.get("/api/platform/outbox")).body as { messages: { id: string; kind: string; to: string }[] };
    expect(messages).toMatchObject([{ kind: "text", to: "…010", subject: "" }]);
    expect((await ingrid.get("/api/platform/outbox?words=412555010")).body.messages).toEqual([]);
    // Opened, and that is in the log, which keeps no more of the number than the list shows.
    expect((await ingrid.get(`/api/platform/outbox/${messages[0]!.id}`)).body).toMatchObject({ to: "+61412555010", text: expect.stringContaining("/c/cardiology") });
    const log = (await ingrid.get("/api/platform/audit")).text;
    expect(log).toContain("outboxMessage.read");
    expect(log).not.toContain("412555");
  });
  it("is carried by the provider, tried again when it must be, and its number then forgotten", async () => {
    const second = at[1]!;
    provider.answers.push({ status: 503, body: {} });
    const before = provider.got.length;
    expect((await share(await clinician(second), "+61412555010")).body).toEqual({ ok: true, sends: true });
    await expect.poll(() => provider.got.length, { timeout: 5_000 }).toBe(before + 1);
    await expect.poll(async () => (await rows(second))[0]?.state).toBe("waiting");
    await withAdmin(second.installation.adminUrl, (admin) => admin.query("update jobs.outbox set due_at = now()"));
    await expect.poll(() => rows(second), { timeout: 5_000 }).toEqual([{ state: "sent", recipient: "…010" }]);
    expect(JSON.parse(provider.got.at(-1)!.body)).toMatchObject({ to: "+61412555010", from: "Clinic" });
    const kept = await withAdmin(second.installation.adminUrl, async (admin) => (await admin.query("select values from jobs.outbox where kind = 'text'")).rows);
    expect(kept).toEqual([{ values: { text: `${second.url}/c/cardiology` } }]);
    const audit = await withAdmin(second.installation.adminUrl, async (admin) =>
      JSON.stringify((await admin.query("select * from tenant.audit where action = 'clinic.linkSent'")).rows),
    );
    expect(audit).toContain("clinic.linkSent");
    expect(audit).not.toContain("555010");
  });
});
