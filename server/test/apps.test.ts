import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, entry, type Installation, makeInstallation } from "./running-app.ts";
import { withAdmin } from "./test-database.ts";

let installation: Installation;
let url: string;
let grace: Browser;
let nair: Browser;
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
const clinic = "cardiology";

beforeAll(async () => {
  installation = await makeInstallation();
  ({ url } = await installation.node());
  grace = await new Browser(url).signsIn(person("Grace Ellison"));
  nair = await new Browser(url).signsIn(person("Dr Priya Nair"));
});
afterAll(() => installation.end());

async function save(section: string, change: { values?: object; reset?: string[] }, slug = clinic): Promise<void> {
  const { sections } = (await grace.get(`/api/clinics/${slug}/settings`)).body as { sections: Record<string, { version: number }> };
  expect((await grace.post(`/api/clinics/${slug}/settings/${section}`, { version: sections[section]!.version, ...change })).status).toBe(200);
}
const join = (visit: { visitId: string; callId: string }) => nair.post(`/api/visits/${visit.visitId}/join`, { expect: { state: "waiting", callId: visit.callId } });

describe("what a caller agrees to", () => {
  const enters = (consent?: string, caller = new Browser(url)) => caller.post(`/api/public/clinics/${clinic}/visits`, { ...entry, ...(consent !== undefined && { consent }) });
  const fault = async (consent?: string) => ((await enters(consent)).body.fields as { path: string; code: string }[])[0];
  const en = "I agree that my heart clinic sees me by video.";

  it("is the very text that was shown, kept by its hash with time and language", async () => {
    await save("consent", { values: { consentText: { en, ar: "أوافق على مكالمة الفيديو." } } });
    expect(await fault()).toMatchObject({ path: "consent", code: "missing" });
    const entered = await enters("أوافق على مكالمة الفيديو.");
    expect(entered.status).toBe(201);
    const version = createHash("sha256").update("أوافق على مكالمة الفيديو.").digest("hex");
    const { lines } = (await nair.get(`/api/visits/${String(entered.body.visitId)}/activity`)).body as { lines: { type: string; byKind: string; at: number; facts: object }[] };
    expect(lines.find(({ type }) => type === "consented")).toMatchObject({ byKind: "caller", at: expect.any(Number) as number, facts: { version, language: "ar" } });
    const { rows } = await withAdmin(installation.adminUrl, (admin) =>
      admin.query("select facts from tenant.audit where action = 'visit.entered' and subject_id = $1", [entered.body.visitId]),
    );
    expect(rows[0].facts).toMatchObject({ consent: version });
  });

  it("is asked anew when the clinic has changed it meanwhile", async () => {
    await save("consent", { values: { consentText: { en: `${en} I may stop at any time.` } } });
    expect(await fault(en)).toMatchObject({ path: "consent", code: "consentChanged" });
    expect(await fault("I agree to nothing.")).toMatchObject({ path: "consent" });
    expect((await enters(`${en} I may stop at any time.`)).status).toBe(201);
  });

  it("is not asked once more of a caller who is in the queue already", async () => {
    const caller = new Browser(url);
    const first = await enters(`${en} I may stop at any time.`, caller);
    const again = await enters("", caller);
    expect(again.body.visitId).toBe(first.body.visitId);
  });

  it("is asked of whoever is transferred into the clinic, whose people see the answer on the row", async () => {
    await save("hours", { values: { hours: null } }, "heart-rhythm");
    const shown = `${en} I may stop at any time.`;
    const clinicId = String((await nair.get(`/api/clinics/${clinic}`)).body.id);
    const staff = await nair.opensStream();
    staff.watch(`clinic:${clinicId}`);
    const comes = async () => {
      const caller = new Browser(url);
      const { visitId, callId } = await caller.enters("heart-rhythm");
      const page = await caller.opensStream({ "anteroom-side": "guest" });
      page.watch(`visit:${visitId}`);
      const asked = () =>
        (page.frames.filter(({ t, topic }) => t === "snapshot" && topic === `visit:${visitId}`).at(-1)?.value as { asksConsent?: boolean } | undefined)?.asksConsent;
      const row = () => staff.frames.filter(({ t, key }) => t === "change" && key === `visit/${visitId}`).at(-1)?.value as { owesConsent?: boolean; state?: string } | undefined;
      await expect.poll(asked).toBe(false);
      await nair.post(`/api/visits/${visitId}/transfer`, { toClinicId: clinicId, note: "", expect: { state: "waiting", callId } });
      await expect.poll(asked).toBe(true);
      await expect.poll(() => row()?.owesConsent).toBe(true);
      const answers = (body: object) => caller.post(`/api/visits/${visitId}/consent`, { clinicId, agrees: true, shown, ...body });
      const noted = async () =>
        ((await nair.get(`/api/visits/${visitId}/activity`)).body.lines as { type: string }[]).map(({ type }) => type).filter((type) => /consent/i.test(type));
      return { visitId, callId, page, asked, row, answers, noted };
    };

    const leila = await comes();
    expect((await leila.answers({ shown: en })).body.fields).toMatchObject([{ path: "consent", code: "consentChanged" }]);
    expect((await leila.answers({})).status).toBe(200);
    await expect.poll(leila.asked).toBe(false);
    await expect.poll(() => leila.row()?.owesConsent).toBe(false);
    // Said once more under another key, and for another clinic: neither stands in the log again.
    expect((await leila.answers({})).status).toBe(200);
    const elsewhere = String((await nair.get("/api/clinics/heart-rhythm")).body.id);
    expect((await leila.answers({ clinicId: elsewhere })).body.code).toBe("changed");
    const logged = await withAdmin(installation.adminUrl, (admin) =>
      admin.query("select 1 from tenant.audit where action = 'visit.consented' and subject_id = $1", [leila.visitId]),
    );
    expect([logged.rowCount, await leila.noted()]).toEqual([1, ["consented"]]);

    const omar = await comes();
    expect((await join(omar)).status).toBe(200);
    expect([(await omar.answers({ agrees: false, shown: "" })).body.code, await omar.noted()]).toEqual(["changed", ["seenWithoutConsent"]]);

    const noor = await comes();
    expect((await new Browser(url).post(`/api/visits/${noor.visitId}/consent`, { clinicId, agrees: false })).status).toBe(401);
    expect((await noor.answers({ agrees: false, shown: "" })).status).toBe(200);
    await expect.poll(() => noor.row()?.state).toBe("ended");
    expect(await noor.noted()).toEqual(["consentDeclined"]);
    for (const { page } of [leila, omar, noor]) page.socket.close();
    staff.socket.close();
  });

  it("leaves no trace where there is no text", async () => {
    await save("consent", { reset: ["consentText"] });
    const { body } = await enters();
    expect((await nair.get(`/api/visits/${String(body.visitId)}/activity`)).text).not.toContain("consented");
  });
});

describe("the tools of a call", () => {
  it("are told to everybody in it as soon as they change, and the strictest of all clinics inside hold", async () => {
    // Open at any hour at which this test may run.
    await save("hours", { values: { hours: null } }, "heart-rhythm");
    const [ada, bob] = [await new Browser(url).enters(clinic), await new Browser(url).enters("heart-rhythm")];
    await join(ada);
    const page = await nair.opensStream();
    page.watch(`call:${ada.callId}`);
    const tools = () => (page.frames.filter(({ t, topic }) => t === "snapshot" && topic === `call:${ada.callId}`).at(-1)?.value as { tools?: object } | undefined)?.tools;
    const all = { mayWrite: true, mayShare: true };
    await expect.poll(tools).toEqual({ host: all, guest: all, invitations: true });
    await save("tools", { values: { chat: "hosts" } });
    await expect.poll(tools).toEqual({ host: all, guest: { mayWrite: false, mayShare: true }, invitations: true });
    await save("tools", { values: { chat: "everyone", screenShare: "nobody", invitations: false } }, "heart-rhythm");
    const add = { callId: ada.callId, expect: { state: "waiting", callId: bob.callId }, confirmedVisitIds: [ada.visitId] };
    expect((await nair.post(`/api/visits/${bob.visitId}/add`, add)).status).toBe(200);
    await expect.poll(tools).toEqual({ host: { mayWrite: true, mayShare: false }, guest: { mayWrite: false, mayShare: false }, invitations: false });
    expect((await nair.post(`/api/calls/${ada.callId}/invitations`, { visitId: ada.visitId })).body.code).toBe("invitationsOff");
    page.socket.close();
    await nair.post(`/api/calls/${ada.callId}/end`);
    await save("tools", { reset: ["chat"] });
    await save("tools", { reset: ["screenShare", "invitations"] }, "heart-rhythm");
  });

  it("a link that was made before invitations were switched off lets nobody in", async () => {
    const ada = await new Browser(url).enters(clinic);
    await join(ada);
    const made = await nair.post(`/api/calls/${ada.callId}/invitations`, { visitId: ada.visitId });
    const token = String(made.body.url).split("#")[1];
    await save("tools", { values: { invitations: false } });
    const redeem = () => new Browser(url).post("/api/invitations/redeem", { token, name: "Samira", language: "en" });
    expect((await redeem()).body.code).toBe("invitationsOff");
    await save("tools", { reset: ["invitations"] });
    expect((await redeem()).status).toBe(200);
    await nair.post(`/api/calls/${ada.callId}/end`);
  });

  it("refuse what is no choice", async () => {
    const { sections } = (await grace.get(`/api/clinics/${clinic}/settings`)).body as { sections: Record<string, { version: number }> };
    const wrong = await grace.post(`/api/clinics/${clinic}/settings/tools`, { version: sections.tools!.version, values: { chat: "me" } });
    expect([wrong.status, (wrong.body.fields as { path: string }[])[0]?.path]).toEqual([400, "chat"]);
  });
});
