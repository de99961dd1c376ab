import { afterAll, beforeAll, expect, it } from "vitest";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

type Message = { kind: string; recipient: string; template: string; values: Record<string, string> };

const clinic = "cardiology";
const phone = "+61412555099";
let installation: Installation;
let url: string;
let nair: Browser;
let grace: Browser;
let team: { personId: string; name: string }[];
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const idOf = (name: string) => team.find((each) => each.name === name)!.personId;
const sql = <R extends object>(text: string, values: unknown[] = []) => withAdmin(installation.adminUrl, async (admin) => (await admin.query<R>(text, values)).rows);

async function settings() {
  const { sections, team: members } = (await grace.get(`/api/clinics/${clinic}/settings`)).body as { sections: { escalation: { version: number } }; team: typeof team };
  team = members;
  return sections.escalation;
}
const saves = async (values: object) => grace.post(`/api/clinics/${clinic}/settings/escalation`, { version: (await settings()).version, values });

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
  await settings();
  await sql("update tenant.person set mobile = '0061 412 555 098' where name = 'Dr Helen Marsh'");
});
afterAll(() => installation.end());

const messages = () => sql<Message>("select kind, recipient, template, values from jobs.outbox where template in ('callerWaits', 'callersWait') or kind = 'text' order by id");
const stepsOf = async (visitId: string) =>
  (await sql<{ steps: number | null }>("select (body->'escalated'->>'steps')::int as steps from tenant.visit where id = $1", [visitId]))[0]!.steps;

const dueOnes = async (visitIds: string[]) => (await sql("select 1 from tenant.visit where id = any($1) and due_at = 1", [visitIds])).length;
/** What was due has been done. */
const isObeyed = (...visitIds: string[]) => expect.poll(() => dueOnes(visitIds), { timeout: 10_000 }).toBe(0);

/** Until the next one is alerted. */
async function timeGoesBy(visitId: string): Promise<void> {
  await sql(
    `update tenant.visit set due_at = 1, body = case when body->'escalated' = 'null' then jsonb_set(body, '{status,since}', to_jsonb((body->'status'->>'since')::bigint - 720000))
      else jsonb_set(body, '{escalated,at}', '1') end where id = $1`,
    [visitId],
  );
  await isObeyed(visitId);
}

it("takes members who see the waiting area only, in their order", async () => {
  expect(team.map(({ name }) => name)).toEqual(["Ana Lind", "Dr Helen Marsh", "Dr Priya Nair"]);
  const stranger = (await sql<{ id: string }>("select id from tenant.person where name = 'Dr Ruth Adler'"))[0]!.id;
  expect((await saves({ escalationOn: true, escalationPeople: [stranger] })).body).toMatchObject({ fields: [{ path: "escalationPeople" }] });
  expect((await saves({ escalationOn: true })).body).toMatchObject({ fields: [{ path: "escalationPeople" }] });
  expect((await saves({ escalationPhone: "03 5550 1420" })).body).toMatchObject({ fields: [{ path: "escalationPhone" }] });
});

it("alerts one after the other those who see nobody looking, also for whoever waits already, and says nothing of the caller", async () => {
  const caller = new Browser(url);
  const { visitId } = await caller.enters(clinic, { firstName: "Leila", lastName: "Haddad" });
  expect((await saves({ escalationOn: true, escalationMinutes: 10, escalationPeople: [idOf("Dr Helen Marsh"), idOf("Ana Lind")], escalationPhone: phone })).status).toBe(200);
  await expect.poll(async () => Number((await sql<{ due_at: string | null }>("select due_at from tenant.visit where id = $1", [visitId]))[0]!.due_at)).toBeGreaterThan(Date.now());
  const clinicId = ((await nair.get(`/api/clinics/${clinic}`)).body as { id: string }).id;
  const board = await nair.opensStream();
  board.watch(`clinic:${clinicId}`);

  await timeGoesBy(visitId);
  expect(await messages()).toMatchObject([
    { kind: "mail", recipient: person("Dr Helen Marsh").email, values: { minutes: "12", clinicName: "Cardiology Outpatients", link: `${url}/clinics/${clinic}` } },
    { kind: "text", recipient: "+61412555098" },
  ]);
  await board.sees((frame) => frame.key === `visit/${visitId}` && (frame.value as { escalatedTo: string | null }).escalatedTo === idOf("Dr Helen Marsh"));
  board.socket.close();
  await timeGoesBy(visitId);
  await timeGoesBy(visitId);
  await timeGoesBy(visitId);
  expect((await messages()).map(({ recipient }) => recipient)).toEqual([person("Dr Helen Marsh").email, "+61412555098", person("Ana Lind").email, phone]);
  expect((await messages()).at(-1)!.values.text).toBe(`A caller has waited 12 min at Cardiology Outpatients, and nobody has looked yet. ${url}/clinics/${clinic}`);
  expect(JSON.stringify(await messages())).not.toMatch(/Leila|Haddad/);
  const { lines } = (await nair.get(`/api/visits/${visitId}/activity`)).body as { lines: { type: string; facts: { person?: string } }[] };
  expect(lines.map(({ type, facts }) => [type, facts.person ?? ""])).toEqual([
    ["entered", ""],
    ["escalated", "Dr Helen Marsh"],
    ["escalated", "Ana Lind"],
    ["escalated", ""],
  ]);
  await caller.post(`/api/visits/${visitId}/leave`);
});

it.each<[string, (visit: { visitId: string; callId: string }) => Promise<unknown>]>([
  ["opened the row", ({ visitId }) => nair.post(`/api/visits/${visitId}/opened`)],
  ["joined", ({ visitId, callId }) => nair.post(`/api/visits/${visitId}/join`, { expect: { state: "waiting", callId } })],
])("stops as soon as somebody %s", async (_story, looks) => {
  const caller = new Browser(url);
  const visit = await caller.enters(clinic);
  await timeGoesBy(visit.visitId);
  expect(await stepsOf(visit.visitId)).toBe(1);
  expect(await looks(visit)).toMatchObject({ status: 200 });
  const before = (await messages()).length;
  await timeGoesBy(visit.visitId);
  expect([await stepsOf(visit.visitId), (await messages()).length]).toEqual([1, before]);
  await caller.post(`/api/visits/${visit.visitId}/leave`);
});

it("is stopped by members of the clinic alone, and once", async () => {
  const caller = new Browser(url);
  const { visitId } = await caller.enters(clinic);
  const ruth = await new Browser(url).signsIn(person("Dr Ruth Adler"));
  expect((await ruth.post(`/api/visits/${visitId}/opened`)).status).toBe(404);
  expect((await caller.post(`/api/visits/${visitId}/opened`)).status).toBe(401);
  for (const _time of [1, 2]) expect((await nair.post(`/api/visits/${visitId}/opened`)).status).toBe(200);
  const opened = await sql("select 1 from tenant.activity where visit_id = $1 and what->>'type' = 'opened'", [visitId]);
  expect(opened).toHaveLength(1);
  await caller.post(`/api/visits/${visitId}/leave`);
});

it("tells one person of several callers who are due together in one mail and one text", async () => {
  expect((await saves({ escalationPeople: [idOf("Dr Helen Marsh")], escalationPhone: phone })).status).toBe(200);
  const callers = [new Browser(url), new Browser(url), new Browser(url)];
  const visits: string[] = [];
  for (const caller of callers) visits.push((await caller.enters(clinic)).visitId);
  const before = (await messages()).length;
  await sql("update tenant.visit set due_at = 1, body = jsonb_set(body, '{status,since}', to_jsonb((body->'status'->>'since')::bigint - $2::int)) where id = any($1)", [
    visits,
    900_000,
  ]);
  await isObeyed(...visits);
  const told = (await messages()).slice(before);
  expect(told).toMatchObject([
    { kind: "mail", template: "callersWait", recipient: person("Dr Helen Marsh").email, values: { count: "3", minutes: "15" } },
    {
      kind: "text",
      recipient: "+61412555098",
      values: { text: `3 callers wait at Cardiology Outpatients, the longest for 15 min, and nobody has looked yet. ${url}/clinics/${clinic}` },
    },
  ]);
  // What has gone out, or would have, is not taken back for whoever comes later.
  await sql("update jobs.outbox set due_at = now() where about is not null");
  const late = new Browser(url);
  const { visitId } = await late.enters(clinic);
  await timeGoesBy(visitId);
  expect((await messages()).slice(before).map(({ template, values }) => [template, values.count])).toEqual([
    ["callersWait", "3"],
    ["text", "3"],
    ["callerWaits", "1"],
    ["text", "1"],
  ]);
  await Promise.all(callers.map((caller, at) => caller.post(`/api/visits/${visits[at]}/leave`)));
  await late.post(`/api/visits/${visitId}/leave`);
});

it("passes over whoever lost the right to see the waiting area, and the settings say who that is", async () => {
  expect((await saves({ escalationPeople: [idOf("Ana Lind")], escalationPhone: phone })).status).toBe(200);
  const ana = idOf("Ana Lind");
  await sql("update tenant.clinic_member set permissions = '{}' where person_id = $1", [ana]);
  expect((await grace.get(`/api/clinics/${clinic}/settings`)).body.notTold).toEqual([{ personId: ana, name: "Ana Lind" }]);
  await new Promise((later) => setTimeout(later, 1_200));
  const caller = new Browser(url);
  const { visitId } = await caller.enters(clinic);
  const before = (await messages()).length;
  await timeGoesBy(visitId);
  expect((await messages()).slice(before)).toMatchObject([{ kind: "text", recipient: phone }]);
  expect(await stepsOf(visitId)).toBe(2);
  await caller.post(`/api/visits/${visitId}/leave`);
  expect((await saves({ escalationMinutes: 5 })).body).toMatchObject({ fields: [{ path: "escalationPeople", message: expect.stringContaining("Ana Lind") as string }] });
  // An id of elsewhere brings no name to light.
  const [ruth] = await sql<{ id: string }>("select id from tenant.person where name = 'Dr Ruth Adler'");
  const { body } = await saves({ escalationPeople: [ruth!.id] });
  expect(body).toMatchObject({ fields: [{ path: "escalationPeople", message: expect.not.stringContaining("Ruth") as string }] });
});
