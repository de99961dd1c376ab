import { countsOf } from "@anteroom/core/queue";
import type { Id, Visit } from "@anteroom/core/visit";
import { recordChange } from "../audit/index.ts";
import type { Transaction } from "../db/index.ts";
import type { Answer } from "../http/handler.ts";
import { badField, notFound } from "../visits/index.ts";
import type { By } from "./create.ts";

type Wish = { organisationId: Id; clinicId: Id; name: string; confirmedInUse: boolean };

/** The link leads nowhere from now on and its members have no rights there; who is still in it is sent home by the jobs. */
export async function deleteClinic(transaction: Transaction, { organisationId, clinicId, name, confirmedInUse }: Wish, by: By): Promise<Answer<{ ok: true }>> {
  const { rows } = await transaction.query<{ name: string; slug: string }>(
    "select name, slug from tenant.clinic where id = $1 and organisation_id = $2 and deleted_at is null for update",
    [clinicId, organisationId],
  );
  const clinic = rows[0];
  if (!clinic) return notFound;
  if (plain(name) !== plain(clinic.name)) return badField("name", "otherName");
  const { rows: visits } = await transaction.query<{ body: Visit }>("select body from tenant.visit where clinic_id = $1 and is_open", [clinicId]);
  const { waiting, held, seen } = countsOf(visits.map(({ body }) => body));
  if (visits.length && !confirmedInUse) return { ok: false, rejection: { code: "clinicInUse", waiting: waiting + held, seen } };
  await transaction.query("update tenant.clinic set deleted_at = now() where id = $1", [clinicId]);
  const gone = await transaction.query<{ person_id: Id; role: string; permissions: string[] }>(
    "delete from tenant.clinic_member where clinic_id = $1 returning person_id, role, permissions",
    [clinicId],
  );
  await Promise.all(
    gone.rows.map(({ person_id: personId, role, permissions }) =>
      recordChange(transaction, {
        organisationId,
        byId: by.personId,
        action: "member.removed",
        subjectId: personId,
        before: { clinicId, role, permissions },
        after: null,
        source: by.source,
      }),
    ),
  );
  await transaction.query("delete from tenant.old_short_code where clinic_id = $1", [clinicId]);
  await transaction.query("update tenant.membership_invitation set withdrawn_at = $2 where clinic_id = $1 and accepted_at is null and withdrawn_at is null", [
    clinicId,
    Date.now(),
  ]);
  // Whoever sat there by a role in the organisation leaves too.
  await transaction.query(
    "insert into jobs.lost_role (person_id, organisation_id, clinic_id) select person_id, organisation_id, $2 from tenant.organisation_member where organisation_id = $1",
    [organisationId, clinicId],
  );
  await recordChange(transaction, {
    organisationId,
    byId: by.personId,
    action: "clinic.deleted",
    subjectId: clinicId,
    before: { name: clinic.name, slug: clinic.slug, clinicId },
    after: null,
    source: by.source,
  });
  return { ok: true, reply: { ok: true } };
}

/** As people type a name: spaces and capitals are no matter of meaning. */
export function plain(name: string): string {
  return name.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
}
