import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";
import { AUDIT_COLUMNS, type AuditRow, FIRST, type Link, linkAfter, sealOf } from "./link.ts";

/** Any number that nothing else in this database locks. */
const CHAIN_LOCK = 7_206_313;
const AT_ONCE = 1_000;

/** Links what was written since the last round, one organisation after the other, and seals where the chain ends. */
export async function chainAudit(database: Database, key: Buffer): Promise<void> {
  for (const row of await database.query<{ organisations_to_chain: Id }>("select * from tenant.organisations_to_chain()")) {
    const organisationId = row.organisations_to_chain;
    await database.transact([organisationId], async (transaction) => {
      // One node at a time for each organisation; the others find nothing left.
      await transaction.query("select pg_advisory_xact_lock($1, hashtext($2))", [CHAIN_LOCK, organisationId]);
      const { rows: heads } = await transaction.query<Link>("select seq, hash from tenant.audit_head where organisation_id = $1", [organisationId]);
      let head = heads[0] ?? FIRST;
      const { rows } = await transaction.query<AuditRow>(`select ${AUDIT_COLUMNS} from tenant.audit where organisation_id = $1 and seq is null order by id limit $2`, [
        organisationId,
        AT_ONCE,
      ]);
      if (!rows.length) return;
      const links: { id: Id; seq: number; hash: string }[] = [];
      for (const entry of rows) {
        head = linkAfter(head, entry);
        links.push({ id: entry.id, seq: head.seq, hash: head.hash.toString("hex") });
      }
      await transaction.query(
        "update tenant.audit a set seq = l.seq, hash = decode(l.hash, 'hex') from jsonb_to_recordset($1) as l(id uuid, seq bigint, hash text) where a.id = l.id",
        [JSON.stringify(links)],
      );
      await transaction.query(
        `insert into tenant.audit_head (organisation_id, seq, hash, seal) values ($1, $2, $3, $4)
           on conflict (organisation_id) do update set seq = excluded.seq, hash = excluded.hash, seal = excluded.seal`,
        [organisationId, head.seq, head.hash, sealOf(key, organisationId, head)],
      );
    });
  }
}
