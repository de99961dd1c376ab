import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Transaction } from "../db/index.ts";

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
export async function recordChange(transaction: Transaction, { organisationId, byId, action, subjectId, before, after, source }: Change): Promise<void> {
  await transaction.query({
    name: "record-change",
    text: "insert into tenant.audit (id, organisation_id, at, by_kind, by_id, action, subject_id, facts, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    values: [uuidv7(), organisationId, Date.now(), byId ? "member" : "system", byId, action, subjectId, JSON.stringify({ before, after }), source],
  });
}
