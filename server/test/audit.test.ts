import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { chainAudit, PLATFORM, recordChange, verifyAudit } from "../src/audit/index.ts";
import { makeTestDatabase, withAdmin } from "./test-database.ts";

const key = randomBytes(32);
let made: Awaited<ReturnType<typeof makeTestDatabase>>;
let organisationId: string;
const other = uuidv7();

beforeAll(async () => {
  made = await makeTestDatabase();
  await writes(other, 3);
  await chainAudit(made.database, key);
});
afterAll(() => made.drop());
beforeEach(async () => {
  organisationId = uuidv7();
  await writes(organisationId, 6);
  await chainAudit(made.database, key);
});

function writes(into: string, rows: number): Promise<void> {
  return made.database.transact([into], async (transaction) => {
    for (let number = 1; number <= rows; number++) {
      const change = { action: "clinic.renamed", subjectId: uuidv7(), before: { name: `Ward ${number}`, a: { z: 1, b: [1, { y: 2, x: 1 }] } }, after: { name: "Ward" } };
      await recordChange(transaction, { organisationId: into, byId: uuidv7(), source: "192.0.2.7", ...change });
    }
  });
}
const tamper = (text: string, values: unknown[] = [organisationId]) => withAdmin(made.adminUrl, (admin) => admin.query(text, values));
const found = async (of = organisationId) => (await verifyAudit(made.database, key)).find((each) => each.organisationId === of)?.findings;

describe("the chain of an organisation", () => {
  it("fits when nobody touched it, also with what was written later", async () => {
    await writes(organisationId, 2);
    expect(await verifyAudit(made.database, key)).toContainEqual(expect.objectContaining({ organisationId, rows: 6, notYetLinked: 2, findings: [] }));
    await chainAudit(made.database, key);
    expect(await verifyAudit(made.database, key)).toContainEqual(expect.objectContaining({ organisationId, rows: 8, notYetLinked: 0, findings: [] }));
  });

  it.each([
    ["what was changed", `facts = '{"before": null, "after": null}'`],
    ["who did it", "by_id = null"],
    ["when", "at = at - 60000"],
    ["from where", "source = '198.51.100.1'"],
  ])("names the row where somebody altered %s", async (_story, set) => {
    await tamper(`update tenant.audit set ${set} where organisation_id = $1 and seq = 4`);
    expect(await found()).toEqual([{ what: "changed", seq: 4, id: expect.any(String) as string }]);
    expect(await found(other)).toEqual([]);
  });
  it("names rows that are missing in the middle", async () => {
    await tamper("delete from tenant.audit where organisation_id = $1 and seq in (3, 4)");
    expect(await found()).toEqual([{ what: "missing", from: 3, to: 4 }]);
  });
  it("names the missing tail", async () => {
    await tamper("delete from tenant.audit where organisation_id = $1 and seq >= 5");
    expect(await found()).toEqual([{ what: "missingTail", from: 5, to: 6 }]);
  });
  it("names the missing tail when there is nothing left", async () => {
    await tamper("delete from tenant.audit where organisation_id = $1");
    expect(await found()).toEqual([{ what: "missingTail", from: 1, to: 6 }]);
  });
  it("sees through a tail that was cut off together with the end of the chain", async () => {
    await tamper("delete from tenant.audit where organisation_id = $1 and seq >= 5");
    await tamper("update tenant.audit_head h set seq = 4, hash = a.hash from tenant.audit a where h.organisation_id = $1 and a.organisation_id = $1 and a.seq = 4");
    expect(await found()).toEqual([{ what: "headForged" }]);
  });
  it("names rows in another order", async () => {
    await tamper("update tenant.audit set seq = 5 - seq where organisation_id = $1 and seq in (2, 3)");
    expect((await found())?.map((finding) => "seq" in finding && finding.seq)).toEqual([2, 3, 4]);
  });
  it("does not take a chain that was made anew with another key", async () => {
    await tamper("update tenant.audit set seq = null, hash = null, at = 0 where organisation_id = $1");
    await tamper("delete from tenant.audit_head where organisation_id = $1");
    await chainAudit(made.database, randomBytes(32));
    expect(await found()).toEqual([{ what: "headForged" }]);
  });
});

describe("the product's own role", () => {
  const asProduct = (text: string) => made.database.transact([organisationId], async (transaction) => (await transaction.query(text, [organisationId])).rowCount);
  it.each([
    ["deletes nothing", "delete from tenant.audit where organisation_id = $1"],
    ["changes no facts", "update tenant.audit set facts = '{}' where organisation_id = $1"],
  ])("%s", (_story, text) => expect(asProduct(text)).rejects.toThrow("permission denied"));
  it("links no row twice", async () => expect(await asProduct("update tenant.audit set seq = 1 where organisation_id = $1")).toBe(0));
  it("reads the platform's rows for nobody", async () => {
    await writes(PLATFORM, 1);
    expect(await made.database.transact([], async (transaction) => (await transaction.query("select 1 from tenant.audit")).rowCount)).toBe(0);
  });
});
