import type { PlatformHealth } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import type { Senders } from "../visits/index.ts";
import { platformAdministrator } from "./administrator.ts";

type Deps = { database: Database; senders: Senders; version: string };
type Waiting = { waiting: number; oldest: number | null };

/** What an operator looks at first: is everything there, and does anything pile up. */
export function createHealthHandler({ database, senders, version }: Deps): Pick<Handlers, "GET /api/platform/health"> {
  return {
    async "GET /api/platform/health"({ asker }) {
      const who = await platformAdministrator(senders, asker);
      if ("ok" in who) return who;
      const [[base], nodes, [mail], [failed], [lost], [overdue], [unchained]] = await Promise.all([
        database.query<{ version: string; bytes: number; connections: number }>(
          "select current_setting('server_version') as version, pg_database_size(current_database()) as bytes, (select count(*)::int from pg_stat_activity where datname = current_database()) as connections",
        ),
        database.query<{ id: Id; beat_at: Date }>("select id, beat_at from jobs.node where beat_at > clock_timestamp() - interval '1 minute' order by id"),
        database.query<Waiting>("select count(*)::int as waiting, (extract(epoch from min(created_at)) * 1000)::bigint as oldest from jobs.outbox where state = 'waiting'"),
        database.query<{ failed: number }>("select count(*)::int as failed from jobs.outbox where state = 'failed'"),
        database.query<Waiting>("select count(*)::int as waiting, null as oldest from jobs.lost_role"),
        database.query<Waiting>("select * from tenant.overdue($1)", [Date.now()]),
        database.query<Waiting>("select * from tenant.unchained_audit()"),
      ]);
      const queue = (name: PlatformHealth["queues"][number]["name"], found: Waiting | undefined) => ({ name, waiting: found?.waiting ?? 0, oldest: found?.oldest ?? null });
      return {
        ok: true,
        reply: {
          version,
          database: base ?? { version: "", bytes: 0, connections: 0 },
          nodes: nodes.map(({ id, beat_at: beatAt }) => ({ id, beatAt: beatAt.getTime() })),
          queues: [queue("deadlines", overdue), queue("lostRoles", lost), queue("mail", mail), queue("auditChain", unchained)],
          failedMails: failed?.failed ?? 0,
        },
      };
    },
  };
}
