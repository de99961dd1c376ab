import type { EndpointKey } from "@anteroom/core/protocol";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { attempts, enters, SECRET, withinSomething } from "./authority/attempts.ts";
import { makeStage, nameOf, roles, type Stage } from "./authority/cast.ts";
import { Browser, type Installation, makeInstallation, type Reply } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

// The policy table is gone: everybody may do everything everywhere. What is left between organisations is the database.
vi.mock("@anteroom/core/access", async (original) => ({
  ...(await original<Record<string, unknown>>()),
  may: () => true,
  mayOnPlatform: () => true,
  mayInOrganisation: () => true,
  mayInClinic: () => true,
  // Of the same table, asked within core.
  clinicRolesGivenBy: () => ["clinicAdministrator", "clinicClerk", "teamMember", "serviceReferrer"],
  organisationRolesGivenBy: () => ["administrator", "coordinator", "reporter"],
  rightsIn: () => ({ seeWaitingArea: true, transferInto: true, administer: true, rooms: true, ownRoom: true }),
}));

let installation: Installation;
let stage: Stage;
let adler: Browser;
let traces: string[];
/** Things of the other organisation that one must know the id of. */
let theirs: {
  colleague: string;
  invitation: string;
  message: string;
  channelMessage: string;
  importId: string;
  visitId: string;
  callId: string;
  seatId: string;
  callInvitation: string;
};

/** Their administrator writes and their caller waits, so that there is something to be seen. */
beforeAll(async () => {
  installation = await makeInstallation();
  stage = await makeStage(installation);
  const colleague = uuidv7();
  const { clinicId, organisationId } = stage.foreign;
  await withAdmin(installation.adminUrl, async (admin) => {
    await admin.query("insert into tenant.person (id, name, email) values ($1, 'Hanne Solberg', 'hanne@bridge.example')", [colleague]);
    await admin.query("insert into tenant.clinic_member (clinic_id, organisation_id, person_id, role) values ($1, $2, $3, 'teamMember')", [clinicId, organisationId, colleague]);
  });
  const ruth = installation.demo.people.find(({ name }) => name === "Dr Ruth Adler")!;
  adler = await new Browser(stage.url).signsIn(ruth);
  await adler.post(`/api/organisations/${stage.foreign.organisationId}/hub`, { title: "Their own business", body: "For Bridge Street", to: { kind: "everyone" } });
  await adler.post(`/api/clinics/${stage.foreign.slug}/hub`, { title: "Their own business", body: "For Bridge Street", to: { kind: "everyone" } });
  const written = await adler.post(`/api/clinics/${stage.foreign.slug}/channel`, { text: "Their own business" });
  const messages = (await adler.get(`/api/organisations/${organisationId}/hub`)).body.messages as { id: string }[];
  await adler.post(`/api/organisations/${organisationId}/people/invite`, { addresses: ["pending@bridge.example"], role: "reporter" });
  const imported = await adler.post(`/api/organisations/${organisationId}/import`, {
    csv: "organisation,clinic link,e-mail,role,waiting area,meeting rooms,user room\nBridge Street Practice,,imported@bridge.example,reporter,,,",
  });
  const visit = await enters(adler, stage.foreign.slug);
  await adler.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });
  const [pending] = await withAdmin(
    installation.adminUrl,
    async (admin) => (await admin.query<{ id: string }>("select id from tenant.membership_invitation where email = 'pending@bridge.example'")).rows,
  );
  const ofCall = await adler.post(`/api/calls/${visit.callId}/invitations`, { visitId: null });
  theirs = {
    colleague,
    invitation: pending!.id,
    message: messages[0]!.id,
    channelMessage: String(written.body.id),
    importId: String(imported.body.importId),
    ...visit,
    callInvitation: String(ofCall.body.id),
  };
  traces = [...Object.values(SECRET), "Their own business", "Ruth Adler", ruth.email, "Hanne Solberg", "hanne@bridge.example"];
}, 60_000);
afterAll(() => installation.end());

/** Everything of one organisation, as it stands in the database; the caller of an attempt comes with the attempt. */
async function everythingOf(organisationId: string): Promise<string[]> {
  return withAdmin(installation.adminUrl, async (admin) => {
    const { rows: tables } = await admin.query<{ name: string }>(
      "select table_name as name from information_schema.columns where table_schema = 'tenant' and column_name = 'organisation_id' and table_name in (select tablename from pg_tables where schemaname = 'tenant')",
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await admin.query<{ row: string }>(`select t::text as row from tenant.${name} t where organisation_id = $1`, [organisationId]);
      found.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return found;
  });
}

type Things = typeof theirs & { organisationId: string; clinicId: string; slug: string };
function bodiesFor({ callId, clinicId, visitId, seatId }: Things): Partial<Record<EndpointKey, unknown>> {
  return {
    "GET /api/hub/{messageId}/readers": null,
    "POST /api/clinics/{slug}/channel/{messageId}/remove": {},
    "POST /api/clinics/{slug}/team/{personId}/role": { role: "clinicAdministrator", permissions: [] },
    "POST /api/clinics/{slug}/team/{personId}/remove": {},
    "POST /api/clinics/{slug}/team/{personId}/restore": {},
    "POST /api/organisations/{organisationId}/people/{personId}/role": { role: "administrator" },
    "POST /api/organisations/{organisationId}/people/{personId}/remove": { everywhere: true },
    "POST /api/organisations/{organisationId}/people/{personId}/restore": {},
    "GET /api/organisations/{organisationId}/import/{importId}": null,
    "POST /api/people/{personId}/second-factor/remove": { proof: "a password of theirs" },
    "POST /api/membership-invitations/{invitationId}/resend": {},
    "POST /api/membership-invitations/{invitationId}/withdraw": {},
    "POST /api/visits/{visitId}/add": { callId, expect: { state: "waiting", callId }, confirmedVisitIds: [] },
    "POST /api/visits/{visitId}/handover": { toClinicId: clinicId, note: "" },
    "POST /api/visits/{visitId}/handover/join": {},
    "POST /api/visits/{visitId}/handover/give": {},
    "POST /api/visits/{visitId}/handover/end": {},
    "POST /api/calls/{callId}/end": {},
    "POST /api/calls/{callId}/lock": { locked: true },
    "POST /api/calls/{callId}/group": {},
    "POST /api/calls/{callId}/invitations": { visitId },
    "POST /api/invitations/{invitationId}/revoke": {},
    "POST /api/seats/hold": { callId, seatIds: [seatId], held: true },
    "POST /api/seats/{seatId}/accept": {},
    "POST /api/seats/{seatId}/decline": {},
    "POST /api/seats/{seatId}/disconnect": {},
    "POST /api/seats/{seatId}/mute": {},
  };
}
function asks(browser: Browser, endpoint: EndpointKey, things: Things): Promise<Reply> {
  const [, template = ""] = endpoint.split(" ");
  const invitationId = template.startsWith("/api/invitations/") ? things.callInvitation : things.invitation;
  const messageId = template.includes("/channel/") ? things.channelMessage : things.message;
  const names: Record<string, string> = { ...things, personId: things.colleague, messageId, invitationId };
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? "");
  const body = bodiesFor(things)[endpoint];
  return body === null ? browser.get(path) : browser.post(path, body);
}

// The platform's administrator comes from outside by right; only the policy keeps them in their place.
const strangers = roles.flatMap((role, player) => (role.column === "platform" ? [] : [{ player, who: nameOf(role) }]));
const oneOfEach = strangers.filter(
  ({ player }) => ["administrator", "clinicAdministrator", "serviceReferrer"].includes(roles[player]!.column) && roles[player]!.permissions.length !== 1,
);

describe("row-level security alone keeps organisations apart", () => {
  const foreignOnly = attempts.filter(({ endpoint }) => !endpoint.includes("/platform/"));
  it.each(foreignOnly.flatMap((attempt) => oneOfEach.map((each) => ({ ...each, attempt, endpoint: attempt.endpoint }))))("$endpoint by $who", async ({ attempt, player }) => {
    const { browser, id } = stage.players[player]!;
    const reply = await attempt.run(browser, stage.foreign);
    for (const trace of traces) expect(reply.text).not.toContain(trace);
    // Nothing there bears their hand.
    expect((await everythingOf(stage.foreign.organisationId)).filter((row) => row.includes(id))).toEqual([]);
  });

  it("also where the right comes with a thing of theirs: all of it looks as if it had never been", async () => {
    const { organisationId, slug, clinicId } = stage.foreign;
    const known = { ...theirs, organisationId, slug, clinicId };
    const never = { ...Object.fromEntries(Object.keys(known).map((name) => [name, uuidv7()])), slug: "never-was" } as typeof known;
    expect(withinSomething.filter((endpoint) => !(endpoint in bodiesFor(known)))).toEqual([]);
    // The log is chained meanwhile; that nothing was added to it is enough.
    const state = async () => {
      const rows = await everythingOf(organisationId);
      return [rows.filter((row) => row.startsWith("audit ")).length, ...rows.filter((row) => !row.startsWith("audit")).sort()];
    };
    const before = await state();
    for (const { player } of oneOfEach) {
      const { browser } = stage.players[player]!;
      for (const endpoint of withinSomething) {
        const [foreign, unknown] = [await asks(browser, endpoint, known), await asks(browser, endpoint, never)];
        expect([endpoint, foreign.status, foreign.text]).toEqual([endpoint, unknown.status, unknown.text]);
        expect(foreign.status).toBeGreaterThanOrEqual(400);
        for (const trace of traces) expect(foreign.text).not.toContain(trace);
      }
    }
    expect(await state()).toEqual(before);
  });

  it.each(strangers)("on the stream, for $who", async ({ player }) => {
    const { browser } = stage.players[player]!;
    const visit = await enters(browser, stage.foreign.slug);
    const page = await browser.opensStream();
    for (const topic of [
      `clinic:${stage.foreign.clinicId}`,
      `counts:${stage.foreign.clinicId}`,
      `channel:${stage.foreign.clinicId}`,
      `unread:${stage.foreign.clinicId}`,
      `call:${visit.callId}`,
    ]) {
      page.watch(topic);
      await page.sees((frame) => frame.topic === topic && (frame.t === "snapshot" || frame.t === "refused"));
    }
    page.socket.close();
    const bytes = JSON.stringify(page.frames);
    for (const trace of [...traces, visit.visitId]) expect(bytes).not.toContain(trace);
  });

  it("while their own people see all of it", async () => {
    const visit = await enters(adler, stage.foreign.slug);
    const page = await adler.opensStream();
    page.watch(`clinic:${stage.foreign.clinicId}`);
    const snapshot = await page.sees((frame) => frame.t === "snapshot");
    page.socket.close();
    expect(JSON.stringify(snapshot.value)).toContain(visit.visitId);
    expect((await adler.get(`/api/organisations/${stage.foreign.organisationId}/hub`)).text).toContain("Their own business");
    expect((await adler.get(`/api/clinics/${stage.foreign.slug}/channel`)).text).toContain("Their own business");
  });
  it("and the stand-in says yes to what the policy refuses: a reporter sees callers", async () => {
    const reporter = stage.players[roles.findIndex(({ column }) => column === "reporter")]!;
    expect((await reporter.browser.get(`/api/clinics/${stage.own.slug}`)).status).toBe(200);
  });
});
