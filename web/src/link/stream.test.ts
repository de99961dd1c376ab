import type { ClientFrame, ServerFrame, TopicName } from "@anteroom/core/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSeatClaim } from "./seat-claim.ts";
import { createStream } from "./stream.ts";
import type { OpenTransport, TransportEvents } from "./transport.ts";

const VISIT: TopicName = "visit:01890000-0000-7000-8000-000000000001";
const CLINIC: TopicName = "clinic:01890000-0000-7000-8000-000000000002";

type Line = TransportEvents & { kind: "socket" | "poll"; sent: ClientFrame[]; closed: boolean };

function build(random = 0.5) {
  const lines: Line[] = [];
  const page = { visible: true, tick: () => {}, wake: () => {}, sleep: () => {}, show: () => {} };
  const opener =
    (kind: "socket" | "poll"): OpenTransport =>
    (events) => {
      const line: Line = { ...events, kind, sent: [], closed: false };
      lines.push(line);
      return {
        send: (frame) => line.sent.push(frame),
        close: () => {
          line.closed = true;
        },
      };
    };
  const stream = createStream({
    socket: opener("socket"),
    poll: opener("poll"),
    now: Date.now,
    random: () => random,
    page: {
      isVisible: () => page.visible,
      onTick: (listener) => {
        page.tick = listener;
        return () => {};
      },
      onWake: (listener) => {
        page.wake = listener;
        return () => {};
      },
      onSleep: (listener) => {
        page.sleep = listener;
        return () => {};
      },
      onVisibility: (listener) => {
        page.show = () => listener(page.visible);
        return () => {};
      },
    },
  });
  const last = () => lines.at(-1) as Line;
  const welcome = (now = Date.now()) => last().onFrame({ t: "welcome", connectionId: "c", now, personId: null, visitId: null, seatId: null });
  const snapshot = (topic: TopicName, seq: number, value: unknown): ServerFrame => ({ t: "snapshot", topic, seq, value });
  const watched = (line: Line) => line.sent.flatMap((frame) => (frame.t === "watch" ? frame.topics : []));
  return { stream, lines, last, page, welcome, snapshot, watched };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("watching", () => {
  it("asks for a topic when somebody subscribes, and shows what comes", async () => {
    const { stream, last, welcome, snapshot, watched } = build();
    welcome();
    const store = stream.topic(VISIT);
    const told = vi.fn();
    store.subscribe(told);
    await Promise.resolve();
    expect(watched(last())).toEqual([{ name: VISIT, since: null }]);
    expect(store.getSnapshot()).toEqual({ state: "loading" });

    last().onFrame(snapshot(VISIT, 4, { state: "waiting" }));
    expect(store.getSnapshot()).toEqual({ state: "here", value: { state: "waiting" } });
    expect(store.getSnapshot()).toBe(store.getSnapshot());
    expect(told).toHaveBeenCalledTimes(1);
  });

  it("asks for all that a page draws at once in one frame, and not for what it took away again", async () => {
    const { stream, last, welcome } = build();
    welcome();
    const names = [1, 2, 3].map((number) => `counts:01890000-0000-7000-8000-00000000000${number}` as const);
    const [, leave] = names.map((name) => stream.topic(name).subscribe(() => {}));
    leave?.();
    await Promise.resolve();
    expect(last().sent.filter(({ t }) => t === "watch")).toEqual([{ t: "watch", topics: [names[0], names[2]].map((name) => ({ name, since: null })) }]);
  });

  it("asks for what was wanted before the first word of the server", () => {
    const { stream, last, welcome, watched } = build();
    stream.topic(VISIT).subscribe(() => {});
    expect(last().sent).toEqual([]);
    welcome();
    expect(watched(last())).toEqual([{ name: VISIT, since: null }]);
  });

  it("changes one thing of a set and takes away what is gone", () => {
    const { stream, last, welcome, snapshot } = build();
    welcome();
    const store = stream.topic(CLINIC);
    store.subscribe(() => {});
    last().onFrame(snapshot(CLINIC, 1, { "visit/a": 1, "visit/b": 2 }));
    last().onFrame({ t: "change", topic: CLINIC, seq: 2, key: "visit/b", value: 3 });
    last().onFrame({ t: "change", topic: CLINIC, seq: 2, key: "visit/a", value: null });
    expect(store.getSnapshot()).toEqual({ state: "here", value: { "visit/b": 3 } });
  });

  it("passes over a change that is older than what it has", () => {
    const { stream, last, welcome, snapshot } = build();
    welcome();
    const store = stream.topic(CLINIC);
    store.subscribe(() => {});
    last().onFrame(snapshot(CLINIC, 7, { "visit/a": "new" }));
    last().onFrame({ t: "change", topic: CLINIC, seq: 6, key: "visit/a", value: "old" });
    expect(store.getSnapshot()).toEqual({ state: "here", value: { "visit/a": "new" } });
  });

  it("drops everything it held when the topic is refused", () => {
    const { stream, last, welcome, snapshot } = build();
    welcome();
    const store = stream.topic(VISIT);
    store.subscribe(() => {});
    last().onFrame(snapshot(VISIT, 1, { name: "Leila" }));
    last().onFrame({ t: "refused", topic: VISIT });
    expect(store.getSnapshot()).toEqual({ state: "refused" });
  });

  it("stops watching only when nobody came back for a while", () => {
    const { stream, last, welcome } = build();
    welcome();
    const leave = stream.topic(VISIT).subscribe(() => {});
    leave();
    vi.advanceTimersByTime(4_000);
    const leaveAgain = stream.topic(VISIT).subscribe(() => {});
    vi.advanceTimersByTime(10_000);
    expect(last().sent.some((frame) => frame.t === "unwatch")).toBe(false);
    leaveAgain();
    vi.advanceTimersByTime(6_000);
    expect(last().sent.at(-1)).toEqual({ t: "unwatch", topics: [VISIT] });
  });
});

describe("coming back", () => {
  it("resumes each topic from its number, one earlier where the line may have been cut between two keys of one change", () => {
    const { stream, lines, last, welcome, snapshot, watched } = build();
    welcome();
    stream.topic(VISIT).subscribe(() => {});
    stream.topic(CLINIC).subscribe(() => {});
    last().onFrame(snapshot(VISIT, 5, {}));
    last().onFrame(snapshot(CLINIC, 8, {}));
    last().onFrame({ t: "change", topic: CLINIC, seq: 9, key: "visit/a", value: 1 });

    last().onEnd("lost");
    expect(stream.getSnapshot().connection).toBe("reconnecting");
    vi.advanceTimersByTime(400);
    expect(lines).toHaveLength(2);
    welcome();
    expect(stream.getSnapshot().connection).toBe("connected");
    expect(watched(last())).toEqual([
      { name: VISIT, since: 5 },
      { name: CLINIC, since: 8 },
    ]);
  });

  it("keeps what it showed while it is away", () => {
    const { stream, last, welcome, snapshot } = build();
    welcome();
    const store = stream.topic(VISIT);
    store.subscribe(() => {});
    last().onFrame(snapshot(VISIT, 5, { state: "waiting" }));
    last().onEnd("lost");
    expect(store.getSnapshot()).toEqual({ state: "here", value: { state: "waiting" } });
  });

  it("spreads over the whole window from the first try on, and further apart with each", () => {
    const { lines, last } = build(0.999);
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      const from = Date.now();
      const before = lines.length;
      last().onEnd("lost");
      while (lines.length === before) vi.advanceTimersByTime(10);
      waits.push(Date.now() - from);
    }
    expect(waits[0]).toBeGreaterThan(300);
    expect(waits[3]).toBeGreaterThan((waits[0] as number) * 3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(6_010);
    const { lines: eager, last: lastEager } = build(0);
    lastEager().onEnd("lost");
    vi.advanceTimersByTime(0);
    expect(eager).toHaveLength(2);
  });

  it("comes back within the time a leaving server names", () => {
    const { lines, last, welcome } = build(0.5);
    welcome();
    last().onFrame({ t: "leaving", withinMs: 20_000 });
    last().onEnd("lost");
    vi.advanceTimersByTime(9_900);
    expect(lines).toHaveLength(1);
    vi.advanceTimersByTime(200);
    expect(lines).toHaveLength(2);
  });

  it("takes an answered beat as proof of a living line, and three silent ones as its death", () => {
    const { lines, last, page, welcome } = build();
    welcome();
    expect(last().sent).toContainEqual({ t: "beat", visible: true });
    last().onFrame({ t: "beat" });
    vi.advanceTimersByTime(31_000);
    page.tick();
    expect(lines[0]?.closed).toBe(true);
    vi.advanceTimersByTime(400);
    expect(lines).toHaveLength(2);
  });

  it("leaves a line alone whose server answers no beats", () => {
    const { lines, page, welcome } = build();
    welcome();
    vi.advanceTimersByTime(60_000);
    page.tick();
    page.wake();
    vi.advanceTimersByTime(5_000);
    expect(lines[0]?.closed).toBe(false);
  });

  it("doubts the line after sleep and replaces it unless it answers at once", () => {
    const { lines, last, page, welcome } = build();
    welcome();
    last().onFrame({ t: "beat" });
    page.wake();
    last().onFrame({ t: "beat" });
    vi.advanceTimersByTime(5_000);
    expect(lines[0]?.closed).toBe(false);
    page.wake();
    vi.advanceTimersByTime(3_000);
    expect(lines[0]?.closed).toBe(true);
    expect(lines).toHaveLength(2);
  });

  it("connects at once when a page is shown again from the browser's memory", () => {
    const { lines, page, welcome } = build();
    welcome();
    page.sleep();
    vi.advanceTimersByTime(600_000);
    expect(lines).toHaveLength(1);
    page.wake();
    expect(lines).toHaveLength(2);
  });

  it("lets the worker's tick do a retry that the slowed timer of a hidden page would miss", () => {
    const { lines, last, page } = build(0.999);
    last().onEnd("lost");
    vi.setSystemTime(Date.now() + 10_000);
    page.tick();
    expect(lines).toHaveLength(2);
  });
});

describe("where sockets are blocked", () => {
  it("polls after two sockets in vain, and says whether the page can be seen", () => {
    const { last, page, welcome } = build(0);
    last().onEnd("lost");
    vi.advanceTimersByTime(1);
    last().onEnd("lost");
    vi.advanceTimersByTime(1);
    expect(last().kind).toBe("poll");
    welcome();
    page.visible = false;
    page.show();
    expect(last().sent.at(-1)).toEqual({ t: "beat", visible: false });
  });

  it("moves to a socket later without a break, once one speaks", () => {
    const { stream, lines, last, page, welcome } = build(0);
    for (const _ of [1, 2]) {
      last().onEnd("lost");
      vi.advanceTimersByTime(1);
    }
    welcome();
    const connections: string[] = [];
    stream.subscribe(() => connections.push(stream.getSnapshot().connection));
    vi.advanceTimersByTime(61_000);
    page.tick();
    const [polling, tried] = lines.slice(-2) as [Line, Line];
    expect([polling.kind, tried.kind]).toEqual(["poll", "socket"]);
    tried.onEnd("lost");
    expect(stream.getSnapshot().connection).toBe("connected");
    vi.advanceTimersByTime(121_000);
    page.tick();
    welcome();
    expect(last().kind).toBe("socket");
    expect(polling.closed).toBe(true);
    expect(connections).not.toContain("reconnecting");
  });
});

describe("the end of a session", () => {
  it.each([
    ["said by the server", (line: Line) => line.onFrame({ t: "signedOut" })],
    ["found out by a refused poll", (line: Line) => line.onEnd("refused")],
  ])("%s: everything held is dropped and nothing is tried again", (_story, end) => {
    const { stream, lines, last, welcome, snapshot } = build();
    welcome();
    const store = stream.topic(VISIT);
    store.subscribe(() => {});
    last().onFrame(snapshot(VISIT, 1, { name: "Leila" }));
    end(last());
    expect(stream.getSnapshot().connection).toBe("signedOut");
    expect(store.getSnapshot()).toEqual({ state: "refused" });
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(1);
  });
});

it("sends nothing late: what cannot go out now is dropped", () => {
  const { stream, last, welcome } = build(0);
  stream.send({ t: "beat", visible: true });
  welcome();
  const before = last().sent.length;
  last().onEnd("lost");
  stream.send({ t: "beat", visible: false });
  vi.advanceTimersByTime(1);
  welcome();
  expect(last().sent.filter((frame) => frame.t === "beat" && !frame.visible)).toEqual([]);
  expect(before).toBe(1);
});

it("counts by the server's clock", () => {
  const { stream, welcome } = build();
  welcome(Date.now() + 5_000);
  expect(stream.serverNow()).toBe(Date.now() + 5_000);
});

describe("one live page of a seat", () => {
  const SEAT = "01890000-0000-7000-8000-00000000000a";
  it("sits down, hears that it is elsewhere, and takes over only when told", () => {
    const { stream, last, welcome } = build(0);
    welcome();
    const claim = createSeatClaim(stream, "page-one");
    claim.sit(SEAT);
    expect(last().sent.at(-1)).toEqual({ t: "sit", seatId: SEAT, pageId: "page-one", takeOver: false });
    last().onFrame({ t: "elsewhere", seatId: SEAT });
    expect(claim.getSnapshot()).toBe("elsewhere");
    last().onEnd("lost");
    vi.advanceTimersByTime(1);
    welcome();
    expect(last().sent.some((frame) => frame.t === "sit")).toBe(false);
    claim.takeOver();
    expect(last().sent.at(-1)).toMatchObject({ t: "sit", takeOver: true });
    last().onFrame({ t: "seated", seatId: SEAT });
    expect(claim.getSnapshot()).toBe("seated");
  });
});
