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
