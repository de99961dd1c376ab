import type { Id } from "@anteroom/core/visit";
import { PLATFORM, recordChange } from "../audit/index.ts";
import type { Database } from "../db/index.ts";

export type AccountLog = (personId: Id, action: string, source: string, after?: Record<string, unknown> | null) => Promise<void>;

/** What people do with their own account stands in the platform's log. */
export function createAccountLog(database: Database): AccountLog {
  return (personId, action, source, after = null) =>
    database.transact([PLATFORM], (transaction) =>
      recordChange(transaction, { organisationId: PLATFORM, byId: personId, action, subjectId: personId, before: null, after, source }),
    );
}
