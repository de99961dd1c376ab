import type { Id } from "@anteroom/core/visit";
import { chainAudit } from "../audit/index.ts";
import { destroyOldMessages } from "../channel/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Accounts } from "../accounts/index.ts";
import { databaseNow, type Database, type Limiter } from "../db/index.ts";
import { tidyImages } from "../images/index.ts";
import { tidyMusic } from "../music/index.ts";
import { type Carriers, deliverDue, tidyOutbox } from "../outbox/index.ts";
import { tidyVideos } from "../videos/index.ts";
import type { Announce } from "../views/topic-reader.ts";
import type { DeadlineEffects, DetailStore, Door, KeyRing } from "../visits/index.ts";
import { raiseTopics } from "../visits/index.ts";
import { actOnLostRoles } from "./lost-roles.ts";
import { sendHome } from "./send-home.ts";

type Deps = {
  database: Database;
  directory: Directory;
  door: Door;
  details: DetailStore;
  keys: KeyRing;
  auditKey: Buffer;
  carriers: Carriers;
  accounts: Pick<Accounts, "tidy">;
  limiter: Pick<Limiter, "tidy">;
  announce: Announce;
  escalate: DeadlineEffects["escalate"];
  /** Texts whoever is next in line and offline. */
  recallNext: () => Promise<void>;
  report: (what: string, error: unknown) => void;
};

const DEADLINES_MS = 250;
/** A lost role acts within two seconds. */
const LOST_ROLES_MS = 500;
const CHAIN_MS = 1_000;
const SEND_HOME_MS = 1_000;
const MAIL_MS = 1_000;
const RECALL_NEXT_MS = 2_000;
/** Places in line are told this seldom, so that one arrival does not wake a whole queue at once. */
const PLACES_MS = 5_000;
const TIDY_MS = 60_000;
const DUE_AT_ONCE = 200;
const SCHEDULER_LOCK = 7_206_312;

/** What nobody asks for and everybody relies on. Deadlines fire on one node of the cluster at a time; late or twice they do no harm. */
export function startHousekeeping({ database, directory, door, details, keys, auditKey, carriers, accounts, limiter, announce, escalate, recallNext, report }: Deps): {
  stop: () => Promise<void>;
} {
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

  const effects: DeadlineEffects = { purge: (transaction, visitId) => details.purge(transaction, visitId), escalate };
  every(DEADLINES_MS, "deadlines", async () => {
    const due = await database.query<{ kind: "visit" | "seat" | "call"; id: Id; organisation_id: Id }>(`select * from tenant.due_things(${databaseNow}, $1)`, [DUE_AT_ONCE]);
    for (const { kind, id, organisation_id: organisationId } of due) {
      await door.runDeadlines(kind, id, organisationId, effects).catch((error: unknown) => report("a deadline", error));
    }
  });
  every(LOST_ROLES_MS, "lost roles", () => actOnLostRoles({ database, directory, door }));
  every(SEND_HOME_MS, "sending callers of closed clinics home", () => sendHome({ database, door }));
  every(CHAIN_MS, "audit chain", () => chainAudit(database, auditKey));
  if (carriers.mail || carriers.text) every(MAIL_MS, "sending mail and texts", () => deliverDue(database, carriers));
  every(RECALL_NEXT_MS, "texting who is next", recallNext);
  const told = new Map<Id, number>();
  every(PLACES_MS, "places in line", () => tellPlaces(database, announce, told));
  every(TIDY_MS, "tidying", async () => {
    await database.query("delete from jobs.idempotency where at < now() - interval '1 day'");
    await database.query("delete from jobs.topic_change where at < clock_timestamp() - interval '10 minutes'");
    await limiter.tidy();
    await destroyOldMessages(database, announce, Date.now());
    await tidyOutbox(database);
    await tidyImages(database, Date.now());
    await tidyVideos(database, Date.now());
    await tidyMusic(database, Date.now());
    await accounts.tidy();
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
