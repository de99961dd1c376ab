import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";
import { AUDIT_COLUMNS, type AuditRow, FIRST, isSealed, type Link, linkAfter } from "./link.ts";

/** Numbers are those of the chain, from 1. */
export type Finding =
  | { what: "changed"; seq: number; id: Id }
  | { what: "missing"; from: number; to: number }
  | { what: "missingTail"; from: number; to: number }
  /** Rows behind the sealed end: somebody else linked them. */
  | { what: "unsealed"; from: number; to: number }
  /** The chain was made anew: it does not end with the sealed link. */
  | { what: "rewritten"; seq: number }
  | { what: "headForged" };

export type Verified = { organisationId: Id; name: string | null; rows: number; notYetLinked: number; head: Link | null; findings: Finding[] };

type Linked = AuditRow & { seq: number; hash: Buffer };
const PAGE = 2_000;

/** Goes through the log of each organisation and says what does not fit. */
export async function verifyAudit(database: Database, key: Buffer): Promise<Verified[]> {
  const organisations = await database.query<{ id: Id; name: string | null }>("select * from tenant.audited_organisations()");
  const verified: Verified[] = [];
  for (const { id, name } of organisations) verified.push({ organisationId: id, name, ...(await verifyChain(database, key, id)) });
  return verified;
}

function verifyChain(database: Database, key: Buffer, organisationId: Id): Promise<Omit<Verified, "organisationId" | "name">> {
  return database.view([organisationId], async (transaction) => {
    const findings: Finding[] = [];
    let last: Link = FIRST;
    let rows = 0;
    for (;;) {
      const { rows: page } = await transaction.query<Linked>(`select ${AUDIT_COLUMNS}, seq, hash from tenant.audit where organisation_id = $1 and seq > $2 order by seq limit $3`, [
        organisationId,
        last.seq,
        PAGE,
      ]);
      for (const row of page) {
        rows++;
        const isNext = row.seq === last.seq + 1;
        if (!isNext) findings.push({ what: "missing", from: last.seq + 1, to: row.seq - 1 });
        // Behind a gap there is nothing to hold the row against; the row after it is held against its hash.
        else if (!linkAfter(last, row).hash.equals(row.hash)) findings.push({ what: "changed", seq: row.seq, id: row.id });
        last = { seq: row.seq, hash: row.hash };
      }
      if (page.length < PAGE) break;
    }
    const { rows: heads } = await transaction.query<Link & { seal: Buffer }>("select seq, hash, seal from tenant.audit_head where organisation_id = $1", [organisationId]);
    const head = heads[0] ?? null;
    if (head ? !isSealed(key, organisationId, head) : last.seq > 0) findings.push({ what: "headForged" });
    else if (head && head.seq > last.seq) findings.push({ what: "missingTail", from: last.seq + 1, to: head.seq });
    else if (head && head.seq < last.seq) findings.push({ what: "unsealed", from: head.seq + 1, to: last.seq });
    else if (head && !head.hash.equals(last.hash)) findings.push({ what: "rewritten", seq: last.seq });
    const { rows: open } = await transaction.query<{ count: number }>("select count(*) as count from tenant.audit where organisation_id = $1 and seq is null", [organisationId]);
    return { rows, notYetLinked: open[0]?.count ?? 0, head: head && { seq: head.seq, hash: head.hash }, findings };
  });
}
