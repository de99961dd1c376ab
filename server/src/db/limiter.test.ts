import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeTestDatabase, withAdmin } from "../../test/test-database.ts";
import { createLimiter, type Limiter } from "./limiter.ts";

let made: Awaited<ReturnType<typeof makeTestDatabase>>;
let nodes: [Limiter, Limiter];
const LIMIT = { name: "guess", most: 4, perSeconds: 400 };
beforeAll(async () => {
  made = await makeTestDatabase();
  nodes = [createLimiter(made.database, "the secret of the installation"), createLimiter(made.database, "the secret of the installation")];
});
afterAll(() => made.drop());

describe("what is counted for all nodes together", () => {
  it("is refused after so many tries, wherever they were made, and says for how long", async () => {
    const taken = [];
    for (let attempt = 0; attempt < 5; attempt++) taken.push(await nodes[attempt % 2]!.taken(LIMIT, "192.0.2.1"));
    expect(taken.map(({ wait }) => wait === null)).toEqual([true, true, true, true, false]);
    expect(taken[4]!.wait).toBeGreaterThan(90_000);
    expect(taken[0]!.used).toBeCloseTo(0.25);
    expect(taken[4]!.used).toBeGreaterThan(0.99);
  });
  it("is counted for each limit and each who apart, and given back to whoever was right", async () => {
    expect(await nodes[0].take(LIMIT, "192.0.2.2")).toBeNull();
    expect(await nodes[0].take({ ...LIMIT, name: "other" }, "192.0.2.1")).toBeNull();
    await nodes[1].giveBack(LIMIT, "192.0.2.1");
    expect(await nodes[0].take(LIMIT, "192.0.2.1")).toBeNull();
    expect(await nodes[0].take(LIMIT, "192.0.2.1")).not.toBeNull();
  });
  it("counts inside a transaction only what commits", async () => {
    const once = { name: "once", most: 1, perSeconds: 3_600 };
    await made.database
      .transact([], async (transaction) => {
        expect(await nodes[0].takeIn(transaction, once, "61412555010")).toBeNull();
        throw new Error("something else was wrong");
      })
      .catch(() => {});
    expect(await nodes[0].take(once, "61412555010")).toBeNull();
    expect(await nodes[1].take(once, "61412555010")).not.toBeNull();
  });
  it("tells nobody whose tries they were, and not even to whoever tries out all numbers", async () => {
    const { rows } = await withAdmin(made.adminUrl, (admin) => admin.query<{ who: string }>("select encode(who, 'hex') as who from jobs.attempt"));
    const elsewhere = createLimiter(made.database, "another secret");
    await elsewhere.take({ name: "once", most: 1, perSeconds: 3_600 }, "61412555010");
    const { rows: more } = await withAdmin(made.adminUrl, (admin) => admin.query("select 1 from jobs.attempt"));
    expect(more).toHaveLength(rows.length + 1);
  });
});
