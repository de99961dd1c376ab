import { nextToText } from "@anteroom/core/queue";
import type { Id, Visit } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Recall } from "./recall.ts";

type Deps = { database: Database; directory: Directory; recall: Recall };

/** Texts the first in line of every clinic that wants it so, if they are offline. Two nodes at once do no harm: the rule lets one of them. */
export async function recallNext({ database, directory, recall }: Deps): Promise<void> {
  const organisations = (await database.query<{ all_organisations: Id }>("select * from tenant.all_organisations()")).map((row) => row.all_organisations);
  if (!organisations.length) return;
  const visits = await database.view(organisations, async (transaction) => {
    const { rows } = await transaction.query<{ body: Visit }>({
      name: "queues-with-offline",
      text: `select body from tenant.visit where is_open and body->'status'->>'state' = 'waiting' and clinic_id in
        (select clinic_id from tenant.visit where is_open and body->'presence'->>'state' = 'offline' and body->'presence'->>'recallEndsAt' is null)`,
    });
    return rows.map(({ body }) => body);
  });
  for (const clinicId of new Set(visits.map((visit) => visit.clinicId))) {
    const clinic = await directory.clinic(clinicId);
    const next = clinic?.settings.offlineQueue === "textNext" ? nextToText(visits.filter((visit) => visit.clinicId === clinicId)) : null;
    if (next) await recall(next.id, { sender: { actor: { kind: "system" }, subject: "system", organisations: [next.organisationId] }, idempotency: null });
  }
}
