import { afterAll, beforeAll, expect, it } from "vitest";
import { makeTestDatabase } from "../../test/test-database.ts";

let made: Awaited<ReturnType<typeof makeTestDatabase>>;
beforeAll(async () => {
  made = await makeTestDatabase();
});
afterAll(() => made.drop());

it("answers a missing organisation with an error, not with nothing", async () => {
  await expect(made.database.query("select * from tenant.visit")).rejects.toThrow(/app\.organisations/);
});
it("sees nothing of another organisation", async () => {
  expect(await made.database.transact(["00000000-0000-7000-8000-000000000001"], async (t) => (await t.query("select * from tenant.visit")).rows)).toEqual([]);
});

const organisation = ["00000000-0000-7000-8000-000000000001"];
const topicOf = async (name: string) => (await made.database.query<{ seq: number }>("select seq from jobs.topic where name = $1", [name]))[0]?.seq;

it("writes what comes last together with the commit", async () => {
  const kept = await made.database.transactAndLast(organisation, async () => async () => "kept");
  expect(kept).toBe("kept");
  await made.database.transactAndLast(organisation, async (t) => () => t.query("insert into jobs.topic (name, seq) values ('last', 1)"));
  expect(await topicOf("last")).toBe(1);
});

it("keeps nothing of a transaction whose last statement fails, and the connection serves the next", async () => {
  const failing = made.database.transactAndLast(organisation, async (t) => {
    await t.query("insert into jobs.topic (name, seq) values ('lost', 1)");
    return () => t.query("select 1 / 0");
  });
  await expect(failing).rejects.toThrow(/division by zero/);
  expect(await topicOf("lost")).toBeUndefined();
});

it("does not take a commit for done when a statement failed that nobody waited for", async () => {
  const unseen = made.database.transact(organisation, async (t) => {
    t.query("select 1 / 0").catch(() => {});
  });
  await expect(unseen).rejects.toThrow(/failed unseen/);
});
