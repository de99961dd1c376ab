import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeTestDatabase } from "../../test/test-database.ts";
import { oncePerKey } from "./idempotency.ts";

const ORGANISATION = "00000000-0000-7000-8000-000000000001";
let made: Awaited<ReturnType<typeof makeTestDatabase>>;
beforeAll(async () => {
  made = await makeTestDatabase();
});
afterAll(() => made.drop());

const enter = (key: string, firstName: string, token: string) =>
  made.database.transact([ORGANISATION], (transaction) =>
    oncePerKey(transaction, "somebody", { key, route: "enter", body: { firstName } }, async () => ({ ok: true as const, reply: { token } })),
  );

it("answers a repeated command as the first time, and refuses the key for another body", async () => {
  expect(await enter("a key at random", "Ada", "token-1")).toEqual({ ok: true, reply: { token: "token-1" } });
  expect(await enter("a key at random", "Ada", "token-2")).toEqual({ ok: true, reply: { token: "token-1" } });
  expect(await enter("a key at random", "Bob", "token-3")).toMatchObject({ rejection: { code: "idempotencyKeyReused" } });
});

it("keeps nothing of the key, the body or the answer that a copy of the database would give away", async () => {
  await enter("another key", "Grace", "token-of-grace");
  const rows = await made.database.query<Record<string, unknown>>("select * from jobs.idempotency");
  const stored = rows.flatMap((row) => Object.values(row)).map((value) => (Buffer.isBuffer(value) ? value.toString("latin1") : String(value)));
  expect(rows.length).toBeGreaterThan(0);
  const guess = createHash("sha256")
    .update(JSON.stringify({ firstName: "Grace" }))
    .digest()
    .toString("latin1");
  for (const secret of ["another key", "Grace", "token-of-grace", guess]) expect(stored.filter((value) => value.includes(secret))).toEqual([]);
});

it("forgets a command that was refused", async () => {
  const attempt = (ok: boolean) =>
    made.database.transact([ORGANISATION], (transaction) => oncePerKey(transaction, "somebody", { key: "tried twice", route: "try", body: {} }, async () => ({ ok })));
  expect(await attempt(false)).toEqual({ ok: false });
  expect(await attempt(true)).toEqual({ ok: true });
});
