import { describe, expect, it, vi } from "vitest";
import { createRequests } from "./request.ts";
import type { UploadAnswer, UploadInit } from "./upload.ts";

const answers = (...list: (Response | Error)[]) => {
  const calls: { path: string; init: RequestInit }[] = [];
  let at = 0;
  const fetch = vi.fn(async (path: unknown, init?: RequestInit) => {
    calls.push({ path: String(path), init: init ?? {} });
    const answer = list[Math.min(at, list.length - 1)] as Response | Error;
    at += 1;
    if (answer instanceof Error) throw answer;
    return answer.clone();
  });
  let now = 0;
  const uploads: { path: string; init: UploadInit }[] = [];
  let given: UploadAnswer = null;
  const send = createRequests({
    fetch: fetch as unknown as typeof globalThis.fetch,
    now: () => now,
    random: () => 0.5,
    side: () => "guest",
    isFramed: () => false,
    upload: async (path, init, onProgress) => {
      uploads.push({ path, init });
      onProgress(0.5);
      return given;
    },
    wait: async (ms) => void (now += ms),
  });
  return { send, calls, uploads, gives: (answer: UploadAnswer) => (given = answer) };
};
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const keyOf = (init: RequestInit) => (init.headers as Record<string, string>)["idempotency-key"];

describe("a request", () => {
  it("fills the path, escaped, and gives the reply", async () => {
    const { send, calls } = answers(json(200, { slug: "a b" }));
    const answer = await send("GET /api/public/clinics/{slug}", { params: { slug: "a b/c" } });
    expect(calls[0]?.path).toBe("/api/public/clinics/a%20b%2Fc");
    expect(answer).toEqual({ ok: true, reply: { slug: "a b" } });
    expect(keyOf(calls[0]?.init as RequestInit)).toBeUndefined();
  });

  it("sends a command again under the same key while nobody answers", async () => {
    const { send, calls } = answers(new TypeError("failed"), json(503, { code: "unavailable" }), json(200, { ok: true }));
    const answer = await send("POST /api/visits/{visitId}/leave", { params: { visitId: "v" }, body: {} });
    expect(answer.ok).toBe(true);
    expect(new Set(calls.map(({ init }) => keyOf(init))).size).toBe(1);
    expect(calls).toHaveLength(3);
  });

  it("makes a key of its own for each command", async () => {
    const { send, calls } = answers(json(200, { ok: true }));
    await send("POST /api/visits/{visitId}/leave", { params: { visitId: "v" }, body: {} });
    await send("POST /api/visits/{visitId}/leave", { params: { visitId: "v" }, body: {} });
    expect(new Set(calls.map(({ init }) => keyOf(init))).size).toBe(2);
  });

  it("gives up after its patience and says so", async () => {
    const { send, calls } = answers(new TypeError("failed"));
    const answer = await send("GET /api/visit", { patienceMs: 3_000 });
    expect(answer).toMatchObject({ ok: false, problem: { code: "unreachable" } });
    expect(calls.length).toBeGreaterThan(2);
    expect(calls.length).toBeLessThan(20);
  });

  it("takes a refusal as an answer, with its facts", async () => {
    const { send, calls } = answers(json(409, { type: "x", status: 409, code: "takenBy", title: "t", names: ["Dr Marsh"] }));
    const answer = await send("GET /api/visit");
    expect(answer).toMatchObject({ ok: false, problem: { code: "takenBy", names: ["Dr Marsh"] } });
    expect(calls).toHaveLength(1);
  });

  it.each([
    [401, "notSignedIn"],
    [404, "notFound"],
    [429, "slowDown"],
    [500, "internal"],
  ])("understands a %i that something on the way answered in its own words", async (status, code) => {
    const { send } = answers(json(status, { error: "proxy" }));
    expect(await send("GET /api/visit")).toMatchObject({ ok: false, problem: { code } });
  });

  it("stops when it is called off", async () => {
    const { send } = answers(new TypeError("failed"));
    const off = new AbortController();
    off.abort(new Error("left the page"));
    await expect(send("GET /api/visit", { signal: off.signal })).rejects.toThrow("left the page");
  });

  it("sends what is large once, says how far it is, and reads the answer as any other", async () => {
    const { send, calls, uploads, gives } = answers(json(200, {}));
    const shares: number[] = [];
    const sends = () => send("POST /api/clinics/{slug}/images", { params: { slug: "heart" }, body: new Uint8Array([1, 2]), onProgress: (share) => shares.push(share) });
    gives({ status: 200, text: '{"ok":true,"hash":"a"}' });
    expect(await sends()).toEqual({ ok: true, reply: { ok: true, hash: "a" } });
    gives({ status: 413, text: "<html>proxy</html>" });
    expect(await sends()).toMatchObject({ ok: false, problem: { code: "tooLarge" } });
    gives(null);
    expect(await sends()).toMatchObject({ ok: false, problem: { code: "unreachable" } });
    expect([calls.length, shares, uploads.map(({ path }) => path)]).toEqual([0, [0.5, 0.5, 0.5], Array.from({ length: 3 }, () => "/api/clinics/heart/images")]);
    expect(uploads[0]?.init).toMatchObject({ method: "POST", headers: { "content-type": "application/octet-stream" }, body: new Uint8Array([1, 2]) });
    expect(uploads[0]?.init.headers["idempotency-key"]).toHaveLength(36);
  });
});
