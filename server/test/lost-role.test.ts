import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withAdmin } from "./test-database.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";

/** Reliability, abuse case 5: whoever lost a role in the middle of a call is out of it within two seconds. */
const WITHIN_MS = 2_000;
const clinic = "cardiology";

let installation: Installation;
let first: Awaited<ReturnType<Installation["node"]>>;
let url: string;
let heart: string;
let marsh: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const sql = (text: string, values: unknown[] = []) => withAdmin(installation.adminUrl, (admin) => admin.query(text, values));
const personId = "(select id from tenant.person where name = 'Ana Lind')";

beforeAll(async () => {
  installation = await makeInstallation();
  first = await installation.node();
  ({ url } = first);
  marsh = await new Browser(url).signsIn(person("Dr Helen Marsh"));
  heart = String((await marsh.get(`/api/clinics/${clinic}`)).body.id);
});
afterAll(() => installation.end());
beforeEach(async () => {
  await sql(`delete from tenant.clinic_member where person_id = ${personId} and clinic_id = $1`, [heart]);
  await sql(
    `insert into tenant.clinic_member (clinic_id, organisation_id, person_id, role, permissions) select id, organisation_id, ${personId}, 'clinicClerk', '{waitingArea}' from tenant.clinic where id = $1`,
    [heart],
  );
  // A right that was given may take as long as one that was taken.
  await new Promise((later) => setTimeout(later, 1_100));
});

async function lindInCall() {
  const lind = await new Browser(url).signsIn(person("Ana Lind"));
  const caller = new Browser(url);
  const visit = await caller.enters(clinic);
  const joined = await lind.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });
  expect(joined.status).toBe(200);
  return { lind, caller, visit, seatId: String(joined.body.seatId) };
}

async function stateOf(caller: Browser, state: string): Promise<void> {
  const until = Date.now() + WITHIN_MS;
  for (;;) {
    const { body } = await caller.get("/api/visit");
    if (body.state === state) return;
    if (Date.now() > until) throw new Error(`still ${String(body.state)}`);
    await new Promise((later) => setTimeout(later, 30));
  }
}

describe("a role that is taken during a call", () => {
  it("ends the seat though no page of the person is open: the caller is held, and a colleague takes over", async () => {
    const { lind, caller, visit } = await lindInCall();
    expect((await lind.get(`/api/calls/${visit.callId}/ice`)).status).toBe(200);
    await sql(`delete from tenant.clinic_member where person_id = ${personId} and clinic_id = $1`, [heart]);
    await stateOf(caller, "held");
    // No relay, no command, no way back in.
    expect((await lind.get(`/api/calls/${visit.callId}/ice`)).status).toBe(404);
    expect((await lind.post(`/api/visits/${visit.visitId}/end`)).status).toBe(404);
    expect((await lind.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "held", callId: visit.callId } })).status).toBe(404);
    expect((await marsh.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "held", callId: visit.callId } })).status).toBe(200);
    const lines = (await marsh.get(`/api/visits/${visit.visitId}/activity`)).body.lines as { type: string; facts: Record<string, string> }[];
    expect(lines.find(({ type }) => type === "hostLeft")?.facts).toMatchObject({ person: "Ana Lind", why: "role" });
    await marsh.post(`/api/visits/${visit.visitId}/end`);
  });

  it("tells an open page, and what the old page still sends reaches nobody", async () => {
    const { lind, caller, visit, seatId } = await lindInCall();
    const [host, guest] = [await lind.opensStream(), await caller.opensStream()];
    guest.send({ t: "sit", seatId: visit.seatId, pageId: "page-of-the-caller", takeOver: false });
    host.send({ t: "sit", seatId, pageId: "page-of-the-host", takeOver: false });
    host.watch(`call:${visit.callId}`);
    await Promise.all([guest.sees((frame) => frame.t === "seated"), host.sees((frame) => frame.t === "snapshot")]);
    await sql("update tenant.clinic_member set permissions = '{}' where person_id = (select id from tenant.person where name = 'Ana Lind') and clinic_id = $1", [heart]);
    const over = Date.now() + WITHIN_MS;
    await host.sees((frame) => frame.t === "refused" && frame.topic === `call:${visit.callId}`, WITHIN_MS);
    await stateOf(caller, "held");
    // Until then something may still have been on its way.
    await new Promise((later) => setTimeout(later, over - Date.now()));
    const before = guest.frames.length;
    host.send({ t: "signal", callId: visit.callId, from: seatId, to: visit.seatId, data: { epoch: 0, generation: 1, description: { type: "offer", sdp: "v=0" } } });
    host.send({ t: "warm", visitId: visit.visitId });
    await new Promise((later) => setTimeout(later, 400));
    expect(guest.frames.slice(before).filter((frame) => frame.t === "signal" || frame.t === "warm")).toEqual([]);
    host.socket.close();
    guest.socket.close();
    await marsh.post(`/api/visits/${visit.visitId}/remove`, { reason: "" });
  });

  it("leaves the call alone where a colleague goes on, and where another role still gives the right", async () => {
    const { caller, visit } = await lindInCall();
    await marsh.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "seen", callId: visit.callId } });
    await sql("update tenant.clinic_member set role = 'teamMember' where person_id = (select id from tenant.person where name = 'Ana Lind') and clinic_id = $1", [heart]);
    await new Promise((later) => setTimeout(later, 1_000));
    const seats = async () => ((await marsh.get(`/api/visits/${visit.visitId}/participants`)).body.seats as { name: string }[]).map(({ name }) => name);
    expect(await seats()).toContain("Ana Lind");
    await sql(`delete from tenant.clinic_member where person_id = ${personId} and clinic_id = $1`, [heart]);
    const until = Date.now() + WITHIN_MS;
    while ((await seats()).includes("Ana Lind")) expect(Date.now()).toBeLessThan(until);
    expect((await caller.get("/api/visit")).body.state).toBe("seen");
    await marsh.post(`/api/visits/${visit.visitId}/end`);
  });

  it("is acted upon by the next start, when it was taken while no server ran", async () => {
    const { visit } = await lindInCall();
    await first.stop();
    await sql(`delete from tenant.clinic_member where person_id = ${personId} and clinic_id = $1`, [heart]);
    await installation.node();
    const isHeld = async () => (await sql("select 1 from tenant.visit where id = $1 and body -> 'status' ->> 'state' = 'held'", [visit.visitId])).rowCount === 1;
    const until = Date.now() + WITHIN_MS;
    while (!(await isHeld())) expect(Date.now()).toBeLessThan(until);
  });
});
