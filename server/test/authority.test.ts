import { contract, type EndpointKey } from "@anteroom/core/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saysYes } from "../../core/test/matrix.ts";
import { aboutOneself, attempts, enters, isRefused, SECRET, withinSomething } from "./authority/attempts.ts";
import { makeStage, nameOf, roles, type Stage } from "./authority/cast.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";

let installation: Installation;
let stage: Stage;

beforeAll(async () => {
  installation = await makeInstallation();
  stage = await makeStage(installation);
}, 60_000);
afterAll(() => installation.end());

it("tries every endpoint of staff that the matrix speaks of", () => {
  const known = new Set<EndpointKey>([...attempts.map(({ endpoint }) => endpoint), ...aboutOneself, ...withinSomething]);
  expect((Object.keys(contract) as EndpointKey[]).filter((key) => contract[key].who === "member" && !key.includes(" /api/account/") && !known.has(key))).toEqual([]);
});

const cells = attempts.flatMap((attempt) => roles.map((role, player) => ({ attempt, player, who: nameOf(role), endpoint: attempt.endpoint })));

describe("over HTTP, in one's own clinic", () => {
  it.each(cells)("$endpoint by $who", async ({ attempt, player }) => {
    const { column, permissions, browser } = stage.players[player]!;
    const reply = await attempt.run(browser, stage.own);
    const expected = attempt.deeds.some((deed) => saysYes(deed, column, permissions));
    expect({ allowed: !(attempt.isRefused ?? isRefused)(reply), status: reply.status }).toEqual({ allowed: expected, status: reply.status });
    // A refusal is an answer, and never a fault of ours.
    expect(reply.status).toBeLessThan(500);
  });
});

describe("over HTTP, in another organisation", () => {
  it.each(cells)("$endpoint by $who", async ({ attempt, player }) => {
    const { column, browser } = stage.players[player]!;
    const reply = await attempt.run(browser, stage.foreign);
    const expected = column === "platform" && attempt.deeds.some((deed) => saysYes(deed, column, []));
    expect({ allowed: !(attempt.isRefused ?? isRefused)(reply), status: reply.status }).toEqual({ allowed: expected, status: reply.status });
    if (!expected) for (const trace of Object.values(SECRET)) expect(reply.text).not.toContain(trace);
  });
});

describe("a guest", () => {
  it.each(attempts)("is refused $endpoint", async ({ run }) => {
    const caller = new Browser(stage.url);
    await caller.enters(stage.own.slug);
    expect(isRefused(await run(caller, stage.own))).toBe(true);
  });
  it("sees their own entry, writes to the clinic and leaves, and touches nobody else's", async () => {
    const [caller, other] = [new Browser(stage.url), new Browser(stage.url)];
    const [mine, theirs] = [await caller.enters(stage.own.slug), await other.enters(stage.own.slug)];
    expect((await caller.get("/api/visit")).body.id).toBe(mine.visitId);
    expect((await caller.get(`/api/visits/${mine.visitId}/messages`)).status).toBe(200);
    expect(isRefused(await caller.get(`/api/visits/${theirs.visitId}/messages`))).toBe(true);
    expect(isRefused(await caller.post(`/api/visits/${theirs.visitId}/leave`))).toBe(true);
    expect((await caller.post(`/api/visits/${mine.visitId}/leave`)).status).toBe(200);
  });
});

describe("over the stream", () => {
  it.each(roles.map((role, player) => ({ who: nameOf(role), player })))("$who sees the topics of the matrix and no others", async ({ player }) => {
    const { column, permissions, id, browser } = stage.players[player]!;
    const { own, foreign } = stage;
    const { visitId, callId } = await enters(browser, own.slug);
    const stranger = stage.players[(player + 1) % stage.players.length]!.id;
    const expected: Record<string, boolean> = {
      [`clinic:${own.clinicId}`]: saysYes("seeWaitingArea", column, permissions),
      [`counts:${own.clinicId}`]: saysYes("seeClinicCounts", column, permissions),
      [`channel:${own.clinicId}`]: saysYes("seeWaitingArea", column, permissions),
      [`unread:${own.clinicId}`]: saysYes("seeWaitingArea", column, permissions),
      [`channel:${foreign.clinicId}`]: false,
      [`unread:${foreign.clinicId}`]: false,
      [`clinic:${foreign.clinicId}`]: false,
      [`counts:${foreign.clinicId}`]: column === "platform",
      [`person:${id}`]: true,
      [`person:${stranger}`]: false,
      // A call is watched by those who sit in it, a visit by its caller.
      [`call:${callId}`]: false,
      [`visit:${visitId}`]: false,
    };
    const page = await browser.opensStream();
    for (const topic of Object.keys(expected)) page.watch(topic);
    const seen: Record<string, boolean> = {};
    for (const topic of Object.keys(expected))
      seen[topic] = (await page.sees((frame) => frame.topic === topic && (frame.t === "snapshot" || frame.t === "refused"))).t === "snapshot";
    page.socket.close();
    expect(seen).toEqual(expected);
  });
});
