import { describe, expect, it } from "vitest";
import type { TopicReader } from "../views/topic-reader.ts";
import { Connection, type Session } from "./connection.ts";
import { Lane } from "./lane.ts";

const topic = "clinic:00000000-0000-0000-0000-000000000001";
type Told = { t: string; seq?: number; key?: string; value?: unknown };

/** A clinic with a row for each visit, whose changes are numbered as the store numbers them. */
function clinic() {
  const rows = new Map<string, string>();
  const changes: { seq: number; key: string }[] = [];
  const refused = new Set<string>();
  const asked = { audience: 0, read: 0, readKeys: 0 };
  let seq = 0;
  let keptSince = 0;
  /** What a test does while an answer is on its way. */
  let meanwhile: (what: "audienceOf" | "read" | "readKeys") => void = () => {};
  const isRefused = (subscriber: { kind: string; personId?: string }) => subscriber.kind !== "member" || refused.has(subscriber.personId ?? "");
  const reader: TopicReader = {
    async audienceOf(_topic, subscriber) {
      asked.audience++;
      const answer = isRefused(subscriber) ? ("refused" as const) : { audience: "members" };
      meanwhile("audienceOf");
      return answer;
    },
    async read(_topic, subscriber) {
      asked.read++;
      const read = isRefused(subscriber) ? ("refused" as const) : { seq, audience: "members", value: Object.fromEntries(rows) };
      meanwhile("read");
      return read;
    },
    async readKeys(_topic, keys, subscriber) {
      asked.readKeys++;
      const read = isRefused(subscriber) ? ("refused" as const) : { seq, audience: "members", values: Object.fromEntries(keys.map((key) => [key, rows.get(key) ?? null])) };
      meanwhile("readKeys");
      return read;
    },
    async changedSince(_topic, since) {
      if (since < keptSince || since > seq) return null;
      return { seq, keys: [...new Set(changes.filter((change) => change.seq > since).map(({ key }) => key))] };
    },
  };
  return {
    reader,
    refused,
    asked,
    change(key: string, value: string) {
      rows.set(key, value);
      changes.push({ seq: ++seq, key });
    },
    forgetTail: () => void (keptSince = seq),
    during: (doing: typeof meanwhile) => void (meanwhile = doing),
  };
}

function page(personId: string, kind: "member" | "caller" = "member") {
  const told: Told[] = [];
  const asker: Session =
    kind === "member" ? { kind, personId, sessionId: personId } : { kind, visitId: "00000000-0000-0000-0000-000000000009", seatId: personId, sessionId: personId };
  const connection = new Connection(`${personId}-${Math.random()}`, asker, { send: (frame) => told.push(JSON.parse(frame.toString()) as Told), backlog: () => 0, close: () => {} });
  return { connection, told, brief: () => told.map(({ t, seq, key }) => [t, seq, key].filter((each) => each !== undefined).join(" ")) };
}

function lane(reader: TopicReader) {
  return new Lane({ topic, reader, onRefused: () => {} });
}

describe("who watches a clinic", () => {
  it("is told all of it first, and then each change", async () => {
    const store = clinic();
    store.change("visit/a", "waiting");
    const watched = lane(store.reader);
    const nair = page("nair");
    watched.add(nair.connection, null);
    await watched.round();
    store.change("visit/b", "waiting");
    watched.move();
    await watched.round();
    expect(nair.brief()).toEqual(["snapshot 1", "change 2 visit/b"]);
  });

  it("gets not a byte before it is known that they may, not even of what changes meanwhile (I4)", async () => {
    const store = clinic();
    store.change("visit/a", "a secret");
    const watched = lane(store.reader);
    const [nair, eve] = [page("nair"), page("eve", "caller")];
    watched.add(nair.connection, null);
    await watched.round();
    watched.add(eve.connection, 0);
    store.change("visit/b", "another");
    watched.move();
    await watched.round();
    expect(eve.brief()).toEqual(["refused"]);
    expect(nair.brief()).toEqual(["snapshot 1", "change 2 visit/b"]);
  });

  it("gets nothing more from the moment in which their right is in doubt, and the others go on", async () => {
    const store = clinic();
    const watched = lane(store.reader);
    const [nair, marsh] = [page("nair"), page("marsh")];
    for (const { connection } of [nair, marsh]) watched.add(connection, null);
    await watched.round();
    store.refused.add("nair");
    watched.doubt(nair.connection);
    store.change("visit/a", "a secret");
    watched.move();
    await watched.round();
    expect(nair.brief()).toEqual(["snapshot 0", "refused"]);
    expect(marsh.brief()).toEqual(["snapshot 0", "change 1 visit/a"]);
  });

  it("is not let in by an answer that is older than the doubt", async () => {
    const store = clinic();
    const watched = lane(store.reader);
    const nair = page("nair");
    watched.add(nair.connection, null);
    store.during((what) => {
      if (what !== "audienceOf" || store.refused.size) return;
      store.refused.add("nair");
      watched.doubt(nair.connection);
    });
    await watched.round();
    await watched.round();
    expect(nair.brief()).toEqual(["refused"]);
  });

  it("loses nobody but the one whose right went while a view was read", async () => {
    const store = clinic();
    const watched = lane(store.reader);
    const [nair, marsh] = [page("nair"), page("marsh")];
    for (const { connection } of [nair, marsh]) watched.add(connection, null);
    await watched.round();
    store.refused.add("nair"); // unknown to the lane: the first one read for is refused
    store.change("visit/a", "waiting");
    watched.move();
    await watched.round();
    expect(watched.isDue).toBe(true);
    await watched.round();
    expect(nair.brief()).toEqual(["snapshot 0", "refused"]);
    expect(marsh.brief()).toEqual(["snapshot 0", "change 1 visit/a"]);
  });
});

describe("coming back", () => {
  it("brings what was missed, and the new number only with the last of it", async () => {
    const store = clinic();
    for (const key of ["visit/a", "visit/b", "visit/c"]) store.change(key, "waiting");
    const watched = lane(store.reader);
    const nair = page("nair");
    watched.add(nair.connection, 1);
    await watched.round();
    expect(nair.brief()).toEqual(["change 1 visit/b", "change 3 visit/c"]);
  });
  it("brings nothing when nothing was missed", async () => {
    const store = clinic();
    store.change("visit/a", "waiting");
    const watched = lane(store.reader);
    const nair = page("nair");
    watched.add(nair.connection, 1);
    await watched.round();
    expect([nair.told, watched.isDue, watched.toldUpTo]).toEqual([[], false, 1]);
  });
  it.each([
    ["the tail is gone", 1],
    ["the number is of another time", 99],
  ])("brings all of it when %s", async (_story, since) => {
    const store = clinic();
    for (const key of ["visit/a", "visit/b", "visit/c"]) store.change(key, "waiting");
    store.forgetTail();
    const watched = lane(store.reader);
    const nair = page("nair");
    watched.add(nair.connection, since);
    await watched.round();
    expect(nair.brief()).toEqual(["snapshot 3"]);
  });
  it("reads once for a thousand pages, and sends the same bytes", async () => {
    const store = clinic();
    for (const key of ["visit/a", "visit/b"]) store.change(key, "waiting");
    const watched = lane(store.reader);
    const pages = Array.from({ length: 1_000 }, (_, i) => page(`person-${i % 10}`));
    for (const { connection } of pages) watched.add(connection, 1);
    await watched.round();
    expect(store.asked).toEqual({ audience: 10, read: 0, readKeys: 1 });
    expect(pages.every(({ told }) => told.length === 1)).toBe(true);
  });
});

it("brings everybody up to date by the next round when one could not be read", async () => {
  const store = clinic();
  const watched = lane(store.reader);
  const nair = page("nair");
  watched.add(nair.connection, null);
  await watched.round();
  store.change("visit/a", "waiting");
  watched.move();
  store.during(() => {
    throw new Error("the database is away");
  });
  await expect(watched.round()).rejects.toThrow("away");
  store.during(() => {});
  expect([watched.isDue, watched.toldUpTo]).toEqual([true, 0]);
  await watched.round();
  expect(nair.brief()).toEqual(["snapshot 0", "change 1 visit/a"]);
});
