import type { AuditFilter, AuditLine } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";

/** Whose log: an organisation's, or the part of it that is about one clinic. `organisations`: for whom the transaction is opened. */
export type Scope = { organisations: readonly Id[]; organisationId: Id; clinicId: Id | null };

type Row = {
  id: Id;
  at: number;
  by_kind: AuditLine["by"]["kind"];
  by_id: Id | null;
  action: string;
  subject_id: Id | null;
  clinic_id: Id | null;
  facts: Record<string, unknown>;
  source: string | null;
};

/** From new to old, behind the row `after`. */
export async function readLines(database: Database, scope: Scope, filter: AuditFilter, after: Id | null, most: number): Promise<AuditLine[]> {
  const { organisations, organisationId, clinicId } = scope;
  const rows = await database.transact(
    organisations,
    async (transaction) =>
      (
        await transaction.query<Row>(
          `select id, at, by_kind, by_id, action, subject_id, clinic_id, facts, source from tenant.audit
             where organisation_id = $1 and ($2::uuid is null or clinic_id = $2 or subject_id = $2) and ($3::uuid is null or by_id = $3)
               and ($4::text is null or action = $4 or action like $4 || '.%') and ($5::bigint is null or at >= $5) and ($6::bigint is null or at < $6)
               and ($7::uuid is null or clinic_id = $7 or subject_id = $7) and ($8::uuid is null or id < $8)
             order by id desc limit $9`,
          [organisationId, clinicId, filter.by ?? null, filter.action ?? null, filter.from ?? null, filter.to ?? null, filter.clinicId ?? null, after, most],
        )
      ).rows,
  );
  return rows.map(asLine);
}

/** Who and what stands anywhere in this log: what its filters offer. */
export async function readChoices(database: Database, { organisations, organisationId, clinicId }: Scope): Promise<{ people: Id[]; clinics: Id[]; actions: string[] }> {
  const [row] = await database.transact(
    organisations,
    async (transaction) =>
      (
        await transaction.query<{ people: Id[] | null; clinics: Id[] | null; actions: string[] | null }>(
          `select array_agg(distinct by_id) filter (where by_id is not null) as people, array_agg(distinct clinic_id) filter (where clinic_id is not null) as clinics,
             array_agg(distinct action) as actions
           from tenant.audit where organisation_id = $1 and ($2::uuid is null or clinic_id = $2 or subject_id = $2)`,
          [organisationId, clinicId],
        )
      ).rows,
  );
  return { people: row?.people ?? [], clinics: row?.clinics ?? [], actions: (row?.actions ?? []).sort() };
}

/** What happened to a visit is written as plain facts; a change of the structure as what was before and after. */
function asLine({ id, at, by_kind: kind, by_id: byId, action, subject_id: subjectId, clinic_id: clinicId, facts, source }: Row): AuditLine {
  const { clinicId: _told, ...others } = facts;
  const isChange = "before" in facts && "after" in facts;
  const before = isChange ? (facts.before as AuditLine["before"]) : null;
  const after = isChange ? (facts.after as AuditLine["after"]) : Object.keys(others).length ? others : null;
  return { id, at, by: { kind, id: byId }, action, subjectId, clinicId, before, after, source };
}
