import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { knownAs } from "../src/clinics/index.ts";
import { Browser, type Frame, type Installation, makeInstallation, type Page } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";
import { WatchedBrowser } from "./watched-browser.ts";

let installation: Installation;
let url: string;
let otherUrl: string;
let database: Awaited<ReturnType<Installation["node"]>>["app"]["database"];
let priya: Browser;
let priyaId: string;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const signedIn = (name: string) => new Browser(url).signsIn(person(name));
const clinicIds = new Map<string, string>();
const admin = (sql: string, values: unknown[] = []) => withAdmin(installation.adminUrl, (client) => client.query(sql, values));

beforeAll(async () => {
  installation = await makeInstallation();
  const first = await installation.node();
  ({ url } = first);
  ({ database } = first.app);
  ({ url: otherUrl } = await installation.node());
  priya = await signedIn("Dr Priya Nair");
  priyaId = String((await priya.get("/api/me")).body.id);
  for (const { id, slug } of (await admin("select id, slug from tenant.clinic")).rows as { id: string; slug: string }[]) clinicIds.set(slug, id);
  await admin(
    "insert into tenant.clinic_member (clinic_id, organisation_id, person_id, role, permissions) select id, organisation_id, $1, 'teamMember', '{waitingArea}' from tenant.clinic where slug in ('physiotherapy', 'bridge-street')",
    [priyaId],
  );
});
afterAll(() => installation.end());

const calls = (alias: string, slug: string, who = priya) => who.post(`/api/me/clinics/${clinicIds.get(slug)}/alias`, { alias });
const whyNot = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, (body.fields as { path: string }[] | undefined)?.[0]?.path];
/** What must not be in any byte for a guest. */
const traces = () => ["Priya", "Nair", person("Dr Priya Nair").email, priyaId];
const isHidden = (guest: WatchedBrowser) => expect(traces().filter((trace) => guest.everything.includes(trace))).toEqual([]);

type Seat = { id: string; name: string; kind: string; knownAs: string[]; picture: string | null };
const hostIn = (frame: Frame) => (frame.value as { seats?: Seat[] } | null)?.seats?.find(({ kind }) => kind === "member");
const seesHost = (page: Page, name: string) => page.sees((frame) => hostIn(frame)?.name === name);
type Visit = { visitId: string; callId: string; seatId: string };
const expecting = (state: string, { callId }: Visit) => ({ expect: { state, callId } });

async function arrives(slug: string, at = url): Promise<{ guest: WatchedBrowser; page: Page; visit: Visit }> {
  const guest = new WatchedBrowser(at);
  await guest.get(`/c/${slug}`);
  await guest.get(`/api/public/clinics/${slug}`);
  const visit = await guest.enters(slug);
  const page = await guest.opensStream();
  page.send({ t: "sit", seatId: visit.seatId, pageId: `page-of-${visit.seatId}`, takeOver: false });
  await page.sees(({ t }) => t === "seated");
  page.watch(`visit:${visit.visitId}`);
  page.watch(`call:${visit.callId}`);
  return { guest, page, visit };
}

describe("a name for callers", () => {
  it("is chosen by oneself, cleaned like every name, and seen in My roles and in the team's list", async () => {
    expect((await calls(" Dr\u202e  Heart\u200b ", "cardiology")).body).toEqual({ ok: true });
    const roles = (await priya.get("/api/me/roles")).body as { clinics: { slug: string; alias: string }[] };
    expect(roles.clinics.map(({ slug, alias }) => [slug, alias])).toContainEqual(["cardiology", "Dr Heart"]);
    const team = (await (await signedIn("Dr Helen Marsh")).get("/api/clinics/cardiology/team?find=heart")).body as { rows: { name: string; alias: string }[] };
    expect(team.rows).toMatchObject([{ name: "Dr Priya Nair", alias: "Dr Heart" }]);
  });
  it.each([
    ["as long as a book", "N".repeat(61)],
    ["without a letter", "2024"],
    ["like the mark of a guest", "Dr Heart (Guest)"],
    ["like that mark in Arabic", "ضيف"],
    ["with a letter of another alphabet", "Dr H\u0435art"],
  ])("is refused %s, at its field", async (_what, alias) => {
    expect(whyNot(await calls(alias, "cardiology"))).toEqual([400, "alias"]);
    const marsh = await signedIn("Dr Helen Marsh");
    expect(whyNot(await marsh.post(`/api/clinics/cardiology/team/${priyaId}/role`, { role: "teamMember", permissions: ["waitingArea"], alias }))).toEqual([400, "alias"]);
    expect((await admin("select alias from tenant.clinic_alias")).rows).toEqual([{ alias: "Dr Heart" }]);
  });
  it("is given and taken by those who may edit the membership, and by nobody else", async () => {
    const ticks = { role: "teamMember", permissions: ["waitingArea", "rooms", "userRoom"] };
    const [ana, marsh, tom, ruth] = await Promise.all(["Ana Lind", "Dr Helen Marsh", "Tom Okafor", "Dr Ruth Adler"].map(signedIn));
    const marshId = String((await marsh!.get("/api/me")).body.id);
    const gives = (who: Browser, id: string, alias: string, role = ticks) => who.post(`/api/clinics/cardiology/team/${id}/role`, { ...role, alias });
    expect((await gives(ana!, priyaId, "Dr Cor")).status).toBe(200);
    expect((await gives(ana!, marshId, "Dr Chief")).body.code).toBe("notAllowed");
    expect((await gives(tom!, priyaId, "Dr Nobody")).body.code).toBe("notAllowed");
    expect((await gives(ruth!, priyaId, "Dr Nobody")).body.code).toBe("notFound");
    expect((await calls("Dr Nobody", "cardiology", tom)).body.code).toBe("notFound");
    expect((await gives(marsh!, priyaId, "Dr Heart")).status).toBe(200);
  });
  it("leaves a line in the log for each change, and none for what was so already", async () => {
    await calls("Dr Heart", "cardiology");
    const { rows } = await admin(
      "select by_id, subject_id, facts -> 'before' ->> 'alias' as was, facts -> 'after' ->> 'alias' as now, source from tenant.audit where action = 'member.aliasChanged' order by id",
    );
    expect(rows.map(({ was, now }) => [was, now])).toEqual([
      [null, "Dr Heart"],
      ["Dr Heart", "Dr Cor"],
      ["Dr Cor", "Dr Heart"],
    ]);
    expect(rows[0]).toMatchObject({ by_id: priyaId, subject_id: priyaId });
    const log = (await (await signedIn("Dr Helen Marsh")).get("/api/clinics/cardiology/audit")).text;
    expect(log).toContain("member.aliasChanged");
  });
  it("is kept apart by organisation in the database itself", async () => {
    const ids = async (slug: string) => (await admin("select organisation_id as id from tenant.clinic where slug = $1", [slug])).rows[0]?.id as string;
    const [marlow, bridge] = [await ids("cardiology"), await ids("bridge-street")];
    const read = (organisation: string) => database.view([organisation], (transaction) => transaction.query("select alias from tenant.clinic_alias"));
    expect([(await read(marlow)).rowCount, (await read(bridge)).rowCount]).toEqual([1, 0]);
    const write = database.transact([bridge], (transaction) =>
      transaction.query("insert into tenant.clinic_alias (clinic_id, organisation_id, person_id, alias) values ($1, $2, $3, 'Dr Foreign')", [
        clinicIds.get("physiotherapy"),
        marlow,
        priyaId,
      ]),
    );
    await expect(write).rejects.toThrow("row-level security");
  });
});

describe("a caller and everybody who comes with them", () => {
  it("never get one byte of the real name, from the start page to the goodbye", async () => {
    await calls("Dr Rhythm", "heart-rhythm");
    const { guest, page, visit } = await arrives("cardiology");
    await priya.post(`/api/visits/${visit.visitId}/messages`, { text: "You are next." });
    await page.sees((frame) => JSON.stringify(frame).includes("You are next."));
    expect((await guest.get(`/api/visits/${visit.visitId}/messages`, { "anteroom-side": "guest" })).text).toContain("You are next.");

    const joined = (await priya.post(`/api/visits/${visit.visitId}/join`, expecting("waiting", visit))).body as { call: { seats: Seat[] } };
    expect(joined.call.seats.find(({ kind }) => kind === "member")).toMatchObject({ name: "Dr Priya Nair", knownAs: ["Dr Heart"] });
    await seesHost(page, "Dr Heart");
    expect((await priya.post(`/api/seats/${visit.seatId}/mute`)).status).toBe(200);
    expect((await page.sees(({ t }) => t === "muted")).byName).toBe("Dr Heart");

    const { body: invitation } = await priya.post(`/api/calls/${visit.callId}/invitations`, { visitId: null });
    const token = String(invitation.url).split("#")[1];
    const sister = new WatchedBrowser(otherUrl);
    await sister.get("/join");
    await sister.post("/api/invitations/look", { token });
    const sat = (await sister.post("/api/invitations/redeem", { token, name: "Samira", language: "en" })).body;
    const sistersPage = await sister.opensStream();
    sistersPage.watch(`call:${visit.callId}`);
    sistersPage.watch(`visit:${visit.visitId}`);
    await seesHost(sistersPage, "Dr Heart");
    await priya.post("/api/seats/hold", { callId: visit.callId, seatIds: [sat.seatId], held: true });
    await priya.post("/api/seats/hold", { callId: visit.callId, seatIds: [sat.seatId], held: false });

    await priya.post(`/api/visits/${visit.visitId}/hold`);
    await page.sees((frame) => (frame.value as { heldBy?: string } | null)?.heldBy === "Dr Heart");
    expect((await guest.get("/api/visit", { "anteroom-side": "guest" })).body.heldBy).toBe("Dr Heart");

    // Where the visit is at that moment: another clinic, another name.
    expect(
      (
        await priya.post(`/api/visits/${visit.visitId}/transfer`, {
          toClinicId: clinicIds.get("heart-rhythm"),
          note: "From Dr Priya Nair",
          confirmedClosed: true,
          ...expecting("held", visit),
        })
      ).status,
    ).toBe(200);
    await page.sees((frame) => (frame.value as { transferred?: boolean } | null)?.transferred === true);
    await priya.post(`/api/visits/${visit.visitId}/join`, expecting("waiting", visit));
    await seesHost(page, "Dr Rhythm");
    await seesHost(sistersPage, "Dr Rhythm");

    // Without one there, that of the clinic where they met; the change is seen at once, also over another node.
    await calls("", "heart-rhythm");
    const told = page.frames.length;
    await page.sees((frame) => page.frames.indexOf(frame) >= told - 1 && hostIn(frame)?.name === "Dr Heart");
    await sistersPage.sees(
      (frame) => sistersPage.frames.indexOf(frame) > sistersPage.frames.findIndex((each) => hostIn(each)?.name === "Dr Rhythm") && hostIn(frame)?.name === "Dr Heart",
    );

    await guest.post(`/api/calls/${visit.callId}/lock`, { locked: true });
    await priya.post(`/api/calls/${visit.callId}/lock`, { locked: true });
    await priya.post(`/api/visits/${visit.visitId}/end`);
    await page.sees((frame) => (frame.value as { state?: string } | null)?.state === "ended");
    expect((await guest.get("/api/visit", { "anteroom-side": "guest" })).body.state).toBe("ended");
    await guest.get("/c/cardiology");
    for (const each of [guest, sister]) isHidden(each);
    expect(guest.everything).toContain("Dr Rhythm");
  });

  it("are not told it by whoever wins a race, a lock, or a refusal", async () => {
    const { guest, visit } = await arrives("cardiology");
    await priya.post(`/api/visits/${visit.visitId}/join`, expecting("waiting", visit));
    for (const path of [
      `/api/visits/${visit.visitId}/join`,
      `/api/visits/${visit.visitId}/end`,
      `/api/calls/${visit.callId}/end`,
      `/api/seats/${visit.seatId}/mute`,
      `/api/me/clinics/${clinicIds.get("cardiology")}/alias`,
    ])
      await guest.post(path, { alias: "", ...expecting("waiting", visit) });
    for (const path of [`/api/visits/${visit.visitId}/participants`, `/api/visits/${visit.visitId}/activity`, "/api/clinics/cardiology", "/api/me"]) await guest.get(path);
    await guest.post(`/api/calls/${visit.callId}/leave`, {}, { "anteroom-side": "guest" });
    isHidden(guest);
  });

  it("go on knowing somebody by it who is no member any more", async () => {
    const { guest, page, visit } = await arrives("cardiology");
    await priya.post(`/api/visits/${visit.visitId}/join`, expecting("waiting", visit));
    await seesHost(page, "Dr Heart");
    await priya.post(`/api/visits/${visit.visitId}/hold`);
    const marsh = await signedIn("Dr Helen Marsh");
    expect((await marsh.post(`/api/clinics/cardiology/team/${priyaId}/remove`)).status).toBe(200);
    expect((await guest.get("/api/visit", { "anteroom-side": "guest" })).body.heldBy).toBe("Dr Heart");
    isHidden(guest);
    await marsh.post("/api/clinics/cardiology/team/invite", { addresses: [person("Dr Priya Nair").email], role: "teamMember", permissions: ["waitingArea", "rooms", "userRoom"] });
  });

  it("know them by it also where the visit goes to another organisation", async () => {
    const { guest, page, visit } = await arrives("cardiology");
    const moved = await priya.post(`/api/visits/${visit.visitId}/transfer`, { toClinicId: clinicIds.get("bridge-street"), confirmedClosed: true, ...expecting("waiting", visit) });
    expect(moved.status).toBe(200);
    expect((await priya.post(`/api/visits/${visit.visitId}/join`, expecting("waiting", visit))).status).toBe(200);
    await seesHost(page, "Dr Heart");
    await priya.post(`/api/visits/${visit.visitId}/end`);
    isHidden(guest);
  });
});

describe("guests of two clinics in one call", () => {
  it("both see the alias, though one's own clinic has none, and keep it when they are alone again", async () => {
    const [one, other] = [await arrives("cardiology"), await arrives("physiotherapy")];
    await priya.post(`/api/visits/${one.visit.visitId}/join`, expecting("waiting", one.visit));
    const added = await priya.post(`/api/visits/${other.visit.visitId}/add`, {
      callId: one.visit.callId,
      confirmedVisitIds: [one.visit.visitId],
      ...expecting("waiting", other.visit),
    });
    expect(added.status).toBe(200);
    other.page.watch(`call:${one.visit.callId}`);
    await seesHost(one.page, "Dr Heart");
    await seesHost(other.page, "Dr Heart");
    await priya.post(`/api/calls/${one.visit.callId}/leave`);
    await other.page.sees((frame) => (frame.value as { heldBy?: string } | null)?.heldBy === "Dr Heart");
    for (const { guest } of [one, other]) isHidden(guest);
  });

  it("whoever had a plain name before reads the alias from the moment on that they meet", async () => {
    const [plain, hidden] = [await arrives("physiotherapy"), await arrives("cardiology")];
    await priya.post(`/api/visits/${plain.visit.visitId}/join`, expecting("waiting", plain.visit));
    await seesHost(plain.page, "Dr Priya Nair");
    await priya.post(`/api/visits/${hidden.visit.visitId}/add`, { callId: plain.visit.callId, confirmedVisitIds: [plain.visit.visitId], ...expecting("waiting", hidden.visit) });
    await seesHost(plain.page, "Dr Heart");
    hidden.page.watch(`call:${plain.visit.callId}`);
    await seesHost(hidden.page, "Dr Heart");
    await priya.post(`/api/calls/${plain.visit.callId}/leave`);
    await plain.page.sees((frame) => (frame.value as { heldBy?: string } | null)?.heldBy === "Dr Heart");
    isHidden(hidden.guest);
  });
});

it("a guest who came for no visit reads the alias of the clinic whose call it is", async () => {
  const organisation = (await admin("select organisation_id as id from tenant.clinic where slug = 'cardiology'")).rows[0]?.id as string;
  const towards = (slug: string) => database.view([organisation], async (transaction) => (await knownAs(transaction, [null], [priyaId], clinicIds.get(slug) ?? ""))(null, priyaId));
  expect([await towards("cardiology"), await towards("physiotherapy")]).toEqual(["Dr Heart", undefined]);
});

describe("colleagues", () => {
  it("see the person everywhere, and by which name guests know them", async () => {
    const { visit } = await arrives("cardiology");
    await priya.post(`/api/visits/${visit.visitId}/join`, expecting("waiting", visit));
    const ana = await signedIn("Ana Lind");
    const page = await ana.opensStream();
    page.watch(`clinic:${clinicIds.get("cardiology")}`);
    const { value } = await page.sees(({ t }) => t === "snapshot");
    const things = value as Record<string, { with?: { name: string }[]; name?: string }>;
    expect(things[`visit/${visit.visitId}`]?.with).toMatchObject([{ name: "Dr Priya Nair" }]);
    expect(things[`member/${priyaId}`]?.name).toBe("Dr Priya Nair");
    const { seats } = (await ana.get(`/api/visits/${visit.visitId}/participants`)).body as { seats: Seat[] };
    expect(seats.find(({ kind }) => kind === "member")).toMatchObject({ name: "Dr Priya Nair", knownAs: ["Dr Heart"] });
    const { lines } = (await ana.get(`/api/visits/${visit.visitId}/activity`)).body as { lines: { type: string; byName: string }[] };
    expect(lines.find(({ type }) => type === "joined")?.byName).toBe("Dr Priya Nair");
    await priya.post(`/api/visits/${visit.visitId}/messages`, { text: "Hello" });
    expect((await ana.get(`/api/visits/${visit.visitId}/messages`)).text).toContain("Dr Priya Nair");
    const refused = (await ana.post(`/api/visits/${visit.visitId}/join`, expecting("waiting", visit))).body;
    expect(refused).toMatchObject({ code: "takenBy", names: ["Dr Priya Nair"] });
  });
});
