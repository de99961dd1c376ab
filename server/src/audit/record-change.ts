import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { databaseNow, type Transaction } from "../db/index.ts";

/** The platform's own changes stand under this organisation. */
export const PLATFORM: Id = "00000000-0000-0000-0000-000000000000";

export type Change = {
  organisationId: Id;
  /** Null: the product did it of itself. */
  byId: Id | null;
  /** What was done, as `<thing>.<past participle>`: `clinic.created`, `member.roleChanged`. */
  action: string;
  subjectId: Id | null;
  /** Only what differs, and nothing of a caller. A `clinicId` in one of them shows the row to that clinic's administrators. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Network address of the request. */
  source: string | null;
};

/** Writes a change to the log of its organisation, in the transaction of the change. */
export async function recordChange(transaction: Transaction, change: Change): Promise<void> {
  await recordChanges(transaction, [change]);
}

/** Several changes in one statement, in the order in which they stand here. */
export async function recordChanges(transaction: Transaction, changes: readonly Change[]): Promise<void> {
  if (!changes.length) return;
  const rows = changes.map(({ organisationId, byId, action, subjectId, before, after, source }) => ({
    id: uuidv7(),
    organisationId,
    byKind: byId ? "member" : "system",
    byId,
    action,
    subjectId,
    facts: { before, after },
    source,
  }));
  await transaction.query({
    name: "record-changes",
    text: `insert into tenant.audit (id, organisation_id, at, by_kind, by_id, action, subject_id, facts, source)
           select id, "organisationId", ${databaseNow}, "byKind", "byId", action, "subjectId", facts, source
             from jsonb_to_recordset($1) as x(id uuid, "organisationId" uuid, "byKind" text, "byId" uuid, action text, "subjectId" uuid, facts jsonb, source text)`,
    values: [JSON.stringify(rows)],
  });
}
