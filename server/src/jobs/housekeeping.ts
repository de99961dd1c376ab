import { createHash } from "node:crypto";
import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";
import type { Announce } from "../views/topic-reader.ts";
import type { DetailStore, Door, KeyRing } from "../visits/index.ts";
import { raiseTopics } from "../visits/index.ts";

type Deps = { database: Database; door: Door; details: DetailStore; keys: KeyRing; announce: Announce; report: (what: string, error: unknown) => void };

const DEADLINES_MS = 250;
const CHAIN_MS = 1_000;
/** Places in line are told this seldom, so that one arrival does not wake a whole queue at once. */
const PLACES_MS = 5_000;
const TIDY_MS = 60_000;
const DUE_AT_ONCE = 200;
const SCHEDULER_LOCK = 7_206_312;

/** What nobody asks for and everybody relies on. Deadlines fire on one node of the cluster at a time; late or twice they do no harm. */
export function startHousekeeping({ database, door, details, keys, announce, report }: Deps): { stop: () => Promise<void> } {
  const running: Promise<void>[] = [];
  let stopped = false;
  const every = (ms: number, what: string, work: () => Promise<void>) => {
    running.push(
      (async () => {
        while (!stopped) {
          await work().catch((error: unknown) => report(what, error));
          for (let waited = 0; waited < ms && !stopped; waited += 50) await new Promise((later) => setTimeout(later, Math.min(50, ms)));
        }
      })(),
    );
  };

  every(DEADLINES_MS, "deadlines", async () => {
    const due = await database.query<{ kind: "visit" | "seat" | "call"; id: Id; organisation_id: Id }>("select * from tenant.due_things($1, $2)", [Date.now(), DUE_AT_ONCE]);
    for (const { kind, id, organisation_id: organisationId } of due) {
      await door.runDeadlines(kind, id, organisationId, (transaction, visitId) => details.purge(transaction, visitId)).catch((error: unknown) => report("a deadline", error));
    }
  });
  every(CHAIN_MS, "audit chain", () => chainAudit(database));
  const told = new Map<Id, number>();
  every(PLACES_MS, "places in line", () => tellPlaces(database, announce, told));
  every(TIDY_MS, "tidying", async () => {
    await database.query("delete from jobs.idempotency where at < now() - interval '1 day'");
    await database.query("delete from jobs.topic_change where at < clock_timestamp() - interval '10 minutes'");
    const inUse = await database.query<{ key_hours_in_use: string }>("select * from tenant.key_hours_in_use()");
    keys.shred(new Set(inUse.map((row) => row.key_hours_in_use)), Date.now());
  });

  return {
    stop: async () => {
      stopped = true;
      await Promise.all(running);
    },
  };
}

/** Links what was written since the last round, one organisation after the other; each hash covers the one before it. */
export async function chainAudit(database: Database): Promise<void> {
  for (const row of await database.query<{ organisations_to_chain: Id }>("select * from tenant.organisations_to_chain()")) {
    const organisationId = row.organisations_to_chain;
    await database.transact([organisationId], async (transaction) => {
      // One node at a time for each organisation; the others find nothing left.
      await transaction.query("select pg_advisory_xact_lock($1, hashtext($2))", [SCHEDULER_LOCK, organisationId]);
      const { rows: heads } = await transaction.query<{ seq: number; hash: Buffer }>(
        "select seq, hash from tenant.audit where organisation_id = $1 and seq is not null order by seq desc limit 1",
        [organisationId],
      );
      let { seq, hash } = heads[0] ?? { seq: 0, hash: Buffer.alloc(32) };
      const { rows } = await transaction.query<AuditRow>(
        "select id, at, by_kind, by_id, action, subject_id, facts from tenant.audit where organisation_id = $1 and seq is null order by id limit 1000",
        [organisationId],
      );
      for (const entry of rows) {
        seq++;
        hash = linkHash(hash, seq, entry);
        await transaction.query("update tenant.audit set seq = $2, hash = $3 where id = $1", [entry.id, seq, hash]);
      }
    });
  }
}

export type AuditRow = { id: Id; at: number; by_kind: string; by_id: Id | null; action: string; subject_id: Id | null; facts: Record<string, string> };

export function linkHash(before: Buffer, seq: number, { id, at, by_kind, by_id, action, subject_id, facts }: AuditRow): Buffer {
  const sorted = Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash("sha256")
    .update(before)
    .update(JSON.stringify([seq, id, at, by_kind, by_id, action, subject_id, sorted]))
    .digest();
}

/** Whoever waits and whose place in line is another than last told is told anew. */
async function tellPlaces(database: Database, announce: Announce, told: Map<Id, number>): Promise<void> {
  const organisations = (await database.query<{ all_organisations: Id }>("select * from tenant.all_organisations()")).map((row) => row.all_organisations);
  if (!organisations.length) return;
  const moves = await database.transact(organisations, async (transaction) => {
    const { rows: free } = await transaction.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [SCHEDULER_LOCK]);
    if (!free[0]?.mine) return [];
    const { rows } = await transaction.query<{ id: Id; place: number }>(
      `select id, row_number() over (partition by clinic_id order by (body->>'orderKey')::float8, (body->>'enteredAt')::bigint, id)::int as place
         from tenant.visit where is_open and body->'status'->>'state' = 'waiting' and body->'presence'->>'state' <> 'offline'`,
    );
    const waiting = new Set(rows.map(({ id }) => id));
    for (const id of told.keys()) if (!waiting.has(id)) told.delete(id);
    // A newcomer reads the place from the first view of the visit.
    const changed = rows.filter(({ id, place }) => told.has(id) && told.get(id) !== place);
    for (const { id, place } of rows) told.set(id, place);
    return raiseTopics(
      transaction,
      changed.map(({ id }) => ({ name: `visit:${id}`, keys: [""] })),
    );
  });
  if (moves.length) announce(moves);
}
