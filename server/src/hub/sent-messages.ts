import { mayInClinic, mayInOrganisation } from "@anteroom/core/access";
import type { HubAudience, SentHubMessage } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { type Directory, type Member, organisationsOf } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Place } from "./place.ts";

type Row = {
  id: Id;
  at: number;
  title: string;
  body: string;
  by_id: Id;
  clinic_id: Id | null;
  audience: HubAudience["kind"];
  to_clinic_id: Id | null;
  recipients: number;
  read: number;
};

/** What was sent from a place, from new to old; an organisation shows that of its clinics too. */
export async function sentFrom({ database, directory }: { database: Database; directory: Directory }, place: Place, after: Id | null, most: number): Promise<SentHubMessage[]> {
  const { organisations, organisationId, clinicId } = place;
  const { rows } = await database.transact(organisations, (transaction) =>
    transaction.query<Row>(
      `select m.id, m.at, m.title, m.body, m.by_id, m.clinic_id, m.audience, m.to_clinic_id, count(r.person_id) as recipients, count(r.read_at) as read
         from tenant.hub_message m left join tenant.hub_recipient r on r.message_id = m.id
         where m.organisation_id = $1 and ($2::uuid is null or m.clinic_id = $2) and ($3::uuid is null or m.id < $3) group by m.id order by m.id desc limit $4`,
      [organisationId, clinicId, after, most],
    ),
  );
  const names = await directory.names(rows.map((row) => row.by_id));
  const clinics = new Map((await directory.clinicsOf(organisations)).map((clinic) => [clinic.id, clinic.name]));
  const organisationName = place.member.organisationNames.get(organisationId) ?? "";
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    title: row.title,
    body: row.body,
    byName: names.get(row.by_id) ?? "",
    fromName: (row.clinic_id && clinics.get(row.clinic_id)) || organisationName,
    to: { kind: row.audience, clinicName: (row.to_clinic_id && clinics.get(row.to_clinic_id)) || null },
    recipients: row.recipients,
    read: row.read,
  }));
}

export type Reader = { personId: Id; name: string; readAt: number | null };
const READERS = 1_000;

/** Who has read a message, the last first, and then who has not. Null for whoever may not write from where it came. */
export async function readersOfMessage({ database, directory }: { database: Database; directory: Directory }, member: Member, messageId: Id): Promise<Reader[] | null> {
  return database.transact(organisationsOf(member), async (transaction) => {
    const { rows: messages } = await transaction.query<{ organisation_id: Id; clinic_id: Id | null }>("select organisation_id, clinic_id from tenant.hub_message where id = $1", [
      messageId,
    ]);
    const message = messages[0];
    if (!message) return null;
    const { organisation_id: organisationId, clinic_id: clinicId } = message;
    const may = mayInOrganisation(member, "writeToOrganisation", organisationId) || (clinicId && mayInClinic(member, "writeToClinic", { clinicId, organisationId }));
    if (!may) return null;
    const { rows } = await transaction.query<{ person_id: Id; read_at: number | null }>(
      "select person_id, read_at from tenant.hub_recipient where message_id = $1 order by read_at desc nulls last, person_id limit $2",
      [messageId, READERS],
    );
    const names = await directory.names(rows.map((row) => row.person_id));
    return rows.map(({ person_id: personId, read_at: readAt }) => ({ personId, name: names.get(personId) ?? "", readAt }));
  });
}
