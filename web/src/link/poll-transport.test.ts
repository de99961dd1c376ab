import type { PollReply, PollRequest, ServerFrame } from "@anteroom/core/protocol";
import { expect, it, vi } from "vitest";
import { pollTransport } from "./poll-transport.ts";

type Asked = { body: PollRequest; answer: (status: number, reply?: PollReply) => void; fail: () => void };

function build() {
  const asked: Asked[] = [];
  const fetchIt = ((_url: string, init: RequestInit) =>
    new Promise((resolve, reject) => {
      init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      asked.push({
        body: JSON.parse(init.body as string),
        answer: (status, reply) => resolve(new Response(JSON.stringify(reply ?? {}), { status })),
        fail: () => reject(new TypeError("network")),
      });
    })) as typeof fetch;
  const frames: ServerFrame[] = [];
  const ends: string[] = [];
  const transport = pollTransport("/poll", fetchIt)({ onFrame: (frame) => frames.push(frame), onEnd: (why) => ends.push(why) });
  const ask = async (number: number) => {
    await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(number));
    return asked[number - 1] as Asked;
  };
  return { transport, asked, frames, ends, ask };
}
const welcome: ServerFrame = { t: "welcome", connectionId: "c", now: 0, personId: null, visitId: null, seatId: null };

it("asks again after each answer, saying what it got", async () => {
  const { ask, frames } = build();
  (await ask(1)).answer(200, { first: 1, frames: [welcome, { t: "beat" }] });
  const second = await ask(2);
  expect(second.body).toMatchObject({ got: 2, sent: 0, frames: [] });
  expect(second.body.pollId).toBe((await ask(1)).body.pollId);
  second.answer(200, { first: 2, frames: [{ t: "beat" }, { t: "beat" }] });
  await ask(3);
  expect(frames.map((frame) => frame.t)).toEqual(["welcome", "beat", "beat"]);
});

it("takes new frames along at once, and numbers them on", async () => {
  const { transport, ask } = build();
  (await ask(1)).answer(200, { first: 1, frames: [welcome] });
  await ask(2);
  transport.send({ t: "beat", visible: true });
  transport.send({ t: "beat", visible: false });
  const third = await ask(3);
  expect(third.body).toMatchObject({ sent: 0, frames: [{ visible: true }, { visible: false }] });
  third.answer(200, { first: 2, frames: [] });
  expect((await ask(4)).body).toMatchObject({ sent: 2, frames: [] });
});

it.each([
  [401, "refused"],
  [404, "lost"],
  [500, "lost"],
])("ends on %i as %s", async (status, why) => {
  const { ask, ends } = build();
  (await ask(1)).answer(status);
  await vi.waitFor(() => expect(ends).toEqual([why]));
});

it("ends when the network does, and is silent once closed", async () => {
  const broken = build();
  (await broken.ask(1)).fail();
  await vi.waitFor(() => expect(broken.ends).toEqual(["lost"]));
  const closed = build();
  const first = await closed.ask(1);
  closed.transport.close();
  first.answer(200, { first: 1, frames: [welcome] });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(closed.frames).toEqual([]);
  expect(closed.ends).toEqual([]);
});
