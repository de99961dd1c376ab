import { contract, type EndpointKey, takesImage } from "@anteroom/core/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, entry, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

/** The doors for staff, tried from other sites, with others' sessions, from behind a proxy, and by guessing. */
let installation: Installation;
let url: string;
let nair: Browser;
let marsh: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  [nair, marsh] = [await new Browser(url).signsIn(person("Dr Priya Nair")), await new Browser(url).signsIn(person("Dr Helen Marsh"))];
});
afterAll(() => installation.end());

const ID = "01a20a1a-0000-7000-8000-000000000000";
const pathOf = (endpoint: EndpointKey) =>
  (endpoint.split(" ")[1] ?? "")
    .replace("{slug}", "cardiology")
    .replaceAll(/\{section\}/g, "hours")
    .replaceAll(/\{\w+\}/g, ID);
const commands = (Object.keys(contract) as EndpointKey[]).filter((key) => contract[key].command);

describe("a command from another site", () => {
  // Each from a source of its own, so that no limit stands in for the refusal.
  const from = (endpoint: EndpointKey, headers: Record<string, string | undefined>, payload = "{}") =>
    new Browser(url).send("POST", pathOf(endpoint), payload, { "content-type": "application/json", "idempotency-key": "a-key-of-another-site", cookie: marsh.cookie, ...headers });

  it("is refused for every command there is, whatever Origin it has or has not", async () => {
    expect(commands.length).toBeGreaterThan(70);
    const { host } = new URL(url);
    const sites = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: undefined },
      { origin: `${url}.evil.example` },
      { origin: `http://evil.example/${host}` },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const [at, endpoint] of commands.entries()) {
      const { status, body } = await from(endpoint, sites[at % sites.length]!);
      expect([endpoint, status, body.code]).toEqual([endpoint, 403, "wrongOrigin"]);
    }
  }, 30_000);
  it("is nothing that a form can send, and nothing that a link can", async () => {
    for (const endpoint of commands.filter((key) => !takesImage(key))) {
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
        expect([endpoint, type, (await from(endpoint, { "content-type": type })).status]).toEqual([endpoint, type, 415]);
    }
    const byLink = commands.filter((key) => !(`GET ${key.split(" ")[1]}` in contract));
    for (const endpoint of byLink) {
      const { status } = await marsh.get(pathOf(endpoint));
      // Of `visits/forget` and the like a reading with an id has the same shape, and changes nothing.
      expect([endpoint, [400, 403, 404].includes(status)]).toEqual([endpoint, true]);
    }
  }, 60_000);
  it.each(["https://evil.example", "null", "http://127.0.0.1", undefined])("opens no line for staff: Origin %s", async (origin) => {
    if (origin !== undefined) await expect(marsh.opensStream({ origin })).rejects.toThrow("403");
    expect((await marsh.post("/api/stream/poll", { pollId: crypto.randomUUID(), got: 0, sent: 0, frames: [] }, { origin })).status).toBe(403);
  });
});

describe("text that no database can hold", () => {
  it.each(["\u0000x", "\ud800", "x\udfff"])("is an answer and never a fault: %j", async (text) => {
    const grace = await new Browser(url).signsIn(person("Grace Ellison"));
    const organisation = ((await grace.get("/api/me")).body.organisations as { id: string }[])[0]!.id;
    const organisationPath = `/api/organisations/${organisation}`;
    const replies = [
      ...(await Promise.all(
        ["/api/clinics/cardiology/team?find=", "/api/clinics/cardiology/team/pending?find=", `${organisationPath}/people?find=`, `${organisationPath}/hub/recipients?words=`].map(
          (path) => grace.get(path + encodeURIComponent(Buffer.from(text).toString())),
        ),
      )),
      await grace.post("/api/clinics/cardiology/address/give-up", { oldSlug: text }),
      await grace.post(`${organisationPath}/hub`, { title: text, body: text, to: { kind: "everyone" } }),
      await new Browser(url).post("/api/account/password-reset", { token: text, password: "a long enough password" }),
      await new Browser(url).post("/api/public/clinics/cardiology/visits", { ...entry, fields: { [text]: text } }),
    ];
    for (const { status } of replies) expect([200, 400]).toContain(status);
    expect((await new Browser(url).enters("cardiology", { firstName: `Ana${text}` })).visitId).toBeTruthy();
  });
});

describe("a session of staff", () => {
  const session = (browser: Browser) => /anteroom\.session_token=([^;]+)/.exec(browser.cookie)?.[1] ?? "";

  it("counts in its cookie and nowhere else", async () => {
    const token = decodeURIComponent(session(nair));
    const stranger = new Browser(url);
    for (const path of [`/api/me?session=${token}`, `/api/me?anteroom.session_token=${encodeURIComponent(token)}`, `/api/me?auth=${token}`])
      expect([path, [400, 401].includes((await stranger.get(path, { authorization: `Bearer ${token}` })).status)]).toEqual([path, true]);
    expect((await stranger.post("/api/account/sessions/end", { session: token })).status).toBe(401);
    await expect(new Browser(url).opensStream({ authorization: `Bearer ${token}` })).rejects.toThrow("401");
  });
  it("is refused when it was made or mended by hand, and nothing breaks", async () => {
    const [own = "", ownMark = ""] = decodeURIComponent(session(nair)).split(".");
    const [others = ""] = decodeURIComponent(session(marsh)).split(".");
    const made = [
      `${others}.${ownMark}`,
      `${own}.${ownMark.slice(0, -4)}AAA=`,
      own,
      `${own}.`,
      `.${ownMark}`,
      "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
      "../../secrets.json",
      "%00",
      "x".repeat(6_000),
      "' or 1=1 --",
    ];
    for (const each of made) {
      const { status, body } = await new Browser(url).get("/api/me", { cookie: `anteroom.session_token=${encodeURIComponent(each)}` });
      expect([each.slice(0, 60), status, body.code]).toEqual([each.slice(0, 60), 401, "notSignedIn"]);
    }
    expect((await new Browser(url).get("/api/me", { cookie: "anteroom.session_token=%E0%A4%A" })).status).toBe(401);
    expect((await nair.get("/api/me")).status).toBe(200);
  });
  it("of one page is another's who signed in after them, and nothing of the first is left", async () => {
    const shared = await new Browser(url).signsIn(person("Ana Lind"));
    const before = shared.cookie;
    await shared.signsIn(person("Leo Brandt"));
    expect((await shared.get("/api/me")).body.name).toBe("Leo Brandt");
    await shared.post("/api/auth/sign-out");
    expect((await shared.get("/api/me")).status).toBe(401);
    expect(before).not.toBe(shared.cookie);
  });
});

describe("a key of a repeated command", () => {
  it("is one person's: the same of somebody else begins anew, and nobody reads the other's answer", async () => {
    const headers = { "idempotency-key": "the-same-key-of-two-people" };
    const { visitId } = await new Browser(url).enters("cardiology");
    const { visitId: second } = await new Browser(url).enters("cardiology");
    expect((await nair.post(`/api/visits/${visitId}/messages`, { text: "from Priya" }, headers)).status).toBe(200);
    expect((await marsh.post(`/api/visits/${second}/messages`, { text: "from Helen" }, headers)).status).toBe(200);
    expect((await marsh.post(`/api/visits/${visitId}/messages`, { text: "from Priya" }, headers)).body.code).toBe("idempotencyKeyReused");
    const texts = async (id: string) => ((await nair.get(`/api/visits/${id}/messages`)).body.messages as { text: string }[]).map(({ text }) => text);
    expect([await texts(visitId), await texts(second)]).toEqual([["from Priya"], ["from Helen"]]);
    // The same words of two people are two messages, also where their keys are one.
    const words = { "idempotency-key": "one-key-and-the-same-words" };
    for (const who of [nair, marsh]) await who.post(`/api/visits/${second}/messages`, { text: "five minutes" }, words);
    expect(await texts(second)).toEqual(["from Helen", "five minutes", "five minutes"]);
  });
  it("gives no old answer to whoever lost the right meanwhile", async () => {
    const grace = await new Browser(url).signsIn(person("Grace Ellison"));
    const headers = { "idempotency-key": "a-key-from-before-the-role-was-lost" };
    const body = { addresses: ["kept.secret@example.org"], role: "clinicClerk", permissions: [] };
    expect((await marsh.post("/api/clinics/cardiology/team/invite", body, headers)).status).toBe(200);
    const helen = String((await marsh.get("/api/me")).body.id);
    await grace.post("/api/clinics/cardiology/team/invite", { addresses: [person("Leo Brandt").email], role: "clinicAdministrator", permissions: [] });
    expect((await grace.post(`/api/clinics/cardiology/team/${helen}/role`, { role: "teamMember", permissions: ["waitingArea"] })).status).toBe(200);
    const again = await marsh.post("/api/clinics/cardiology/team/invite", body, headers);
    expect([again.status, again.body.code]).toEqual([403, "notAllowed"]);
    expect((await grace.post(`/api/clinics/cardiology/team/${helen}/role`, { role: "clinicAdministrator", permissions: ["waitingArea"] })).status).toBe(200);
  });
});

describe("whether an address has an account", () => {
  it("is told neither by the answer to a wrong password nor by how long it takes", async () => {
    const known = installation.demo.people.slice(0, 9).map(({ email }) => email);
    const took: Record<"there" | "not", number[]> = { there: [], not: [] };
    const answers: string[] = [];
    // By turns, so that whatever else the machine does slows both alike.
    for (const [n, address] of known.entries()) {
      for (const [which, email] of [
        ["there", address],
        ["not", `nobody${n}@demo.anteroom.example`],
      ] as const) {
        const began = performance.now();
        const { status, text, headers } = await new Browser(url).post("/api/auth/sign-in/email", { email, password: `a wrong password ${n}` });
        took[which].push(performance.now() - began);
        answers.push(JSON.stringify([status, text, headers["content-length"], headers["set-cookie"], Object.keys(headers).sort()]));
      }
    }
    expect(new Set(answers).size).toBe(1);
    const [there = 0, not = 0] = [took.there, took.not].map((times) => times.sort((one, other) => one - other)[4]);
    // Both pay for one hash; a shortcut would be ten times as fast.
    expect(there / not).toBeGreaterThan(0.2);
    expect(there / not).toBeLessThan(5);
  }, 30_000);
  it("is not told by what is offered for it", async () => {
    const offers = await Promise.all([person("Leo Brandt").email, "nobody@demo.anteroom.example"].map((email) => new Browser(url).post("/api/sign-in/offer", { email })));
    expect(new Set(offers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });
});

describe("behind a proxy on the same machine", () => {
  it("each source has its own allowance, and nobody gets another by what they claim", async () => {
    const behind = await makeInstallation({ trustedProxies: ["127.0.0.1", "::1"] });
    try {
      const { url: at } = await behind.node();
      const email = behind.demo.people[0]!.email;
      const tries = (source: string, forwarded: string) =>
        new Browser(at, source).post("/api/auth/sign-in/email", { email, password: "a wrong password" }, { "x-forwarded-for": forwarded });
      const statuses = async (source: string, forwarded: (n: number) => string) => {
        const all: number[] = [];
        for (let n = 0; n < 11; n++) all.push((await tries(source, forwarded(n))).status);
        return all;
      };
      const tenThenNone = [...Array<number>(10).fill(401), 429];
      expect(await statuses("127.0.0.1", () => "203.0.113.7")).toEqual(tenThenNone);
      // A neighbour is not slowed down by it; one who writes the header himself is seen all the same.
      expect((await tries("127.0.0.1", "203.0.113.8")).status).toBe(401);
      expect(await statuses("127.0.0.1", (n) => `198.51.100.${n}, 203.0.113.9`)).toEqual(tenThenNone);
      expect(await statuses("127.0.0.77", (n) => `198.51.100.${n}`)).toEqual(tenThenNone);
    } finally {
      await behind.end();
    }
  }, 40_000);
});

it("a flood without a cookie writes nothing into the table of tries", async () => {
  const tries = () => withAdmin(installation.adminUrl, async (admin) => (await admin.query<{ n: number }>("select count(*)::int as n from jobs.attempt")).rows[0]!.n);
  const before = await tries();
  const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => new Browser(url).post(`/api/clinics/nowhere-${n}/team/invite`, {})));
  expect([new Set(replies.map(({ status }) => status)), await tries()]).toEqual([new Set([401]), before]);
});

describe("with HTTPS in front", () => {
  it("cookies are for HTTPS, for no script and for no other site's requests, and browsers are told to come by HTTPS", async () => {
    const publicUrl = "https://video.example.org";
    const secured = await makeInstallation({ publicUrl });
    try {
      const { url: at } = await secured.node();
      const { email, password } = secured.demo.people[0]!;
      const member = await new Browser(at).post("/api/auth/sign-in/email", { email, password }, { origin: publicUrl });
      const lines = [...(member.headers["set-cookie"] ?? [])];
      const guest = await new Browser(at).post("/api/public/clinics/cardiology/visits", entry, { origin: publicUrl });
      lines.push(...(guest.headers["set-cookie"] ?? []));
      const sessions = lines.filter((line) => /session_token=|anteroom_visit=/.test(line));
      expect(sessions).toHaveLength(2);
      for (const line of sessions) for (const flag of [/;\s*secure/i, /;\s*httponly/i, /;\s*samesite=lax/i, /;\s*path=\//i]) expect(line).toMatch(flag);
      for (const line of lines) expect(line).not.toMatch(/;\s*domain=/i);
      expect(guest.headers["strict-transport-security"]).toMatch(/max-age=31536000/);
      expect((await new Browser(at).post("/api/auth/sign-in/email", { email, password }, { origin: "http://video.example.org" })).status).toBe(403);
    } finally {
      await secured.end();
    }
  });
});
