import { mayInClinic, mayInOrganisation } from "@anteroom/core/access";
import { type HubAudience, PEOPLE_A_PAGE, type Readers, type SentHubMessage } from "@anteroom/core/protocol";
import { wordsOf } from "@anteroom/core/typed";
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

/** `after`: the last that is known. */
export type Asked = { after?: Id | undefined; find: string };

/** Whether these words stand in a message `m`, in the name of its writer or of where it comes from; asks for names only when somebody looks. */
export const isFound = (words: string) => `(${words}::text[] = '{}' or tenant.has_words(${words}, concat_ws(' ', m.title, m.body,
    (select name from tenant.names_of(array[m.by_id])), (select name from tenant.clinic where id = m.clinic_id), (select name from tenant.organisation where id = m.organisation_id))))`;

/** What was sent from a place, from new to old; an organisation shows that of its clinics too. */
export async function sentFrom(
  { database, directory }: { database: Database; directory: Directory },
  place: Place,
  { after, find }: Asked,
  most: number,
): Promise<SentHubMessage[]> {
  const { organisations, organisationId, clinicId } = place;
  const { rows } = await database.transact(organisations, (transaction) =>
    transaction.query<Row>(
      `select m.id, m.at, m.title, m.body, m.by_id, m.clinic_id, m.audience, m.to_clinic_id, count(r.person_id) as recipients, count(r.read_at) as read
         from tenant.hub_message m left join tenant.hub_recipient r on r.message_id = m.id
         where m.organisation_id = $1 and ($2::uuid is null or m.clinic_id = $2) and ($3::uuid is null or m.id < $3) and ${isFound("$4")} group by m.id order by m.id desc limit $5`,
      [organisationId, clinicId, after ?? null, wordsOf(find), most],
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

/** Who has read a message, the last first, and then who has not. Null for whoever may not write from where it came. */
export async function readersOfMessage(
  { database }: { database: Database },
  member: Member,
  messageId: Id,
  { find, page }: { find: string; page: number },
): Promise<Readers | null> {
  return database.transact(organisationsOf(member), async (transaction) => {
    const { rows: messages } = await transaction.query<{ organisation_id: Id; clinic_id: Id | null }>("select organisation_id, clinic_id from tenant.hub_message where id = $1", [
      messageId,
    ]);
    const message = messages[0];
    if (!message) return null;
    const { organisation_id: organisationId, clinic_id: clinicId } = message;
    const may = mayInOrganisation(member, "writeToOrganisation", organisationId) || (clinicId && mayInClinic(member, "writeToClinic", { clinicId, organisationId }));
    if (!may) return null;
    const { rows } = await transaction.query<{ person_id: Id; name: string; read_at: number | null; total: number }>(
      `with everybody as (select person_id, read_at from tenant.hub_recipient where message_id = $1)
       select e.person_id, n.name, e.read_at, count(*) over () as total
         from everybody e join tenant.names_of(array(select person_id from everybody)) n on n.id = e.person_id
         where tenant.has_words($2, n.name) order by e.read_at desc nulls last, lower(n.name), e.person_id limit $3 offset $4`,
      [messageId, wordsOf(find), PEOPLE_A_PAGE, (page - 1) * PEOPLE_A_PAGE],
    );
    const { rows: counted } = await transaction.query<{ read: number }>("select count(read_at) as read from tenant.hub_recipient where message_id = $1", [messageId]);
    return {
      people: rows.map(({ person_id: personId, name, read_at: readAt }) => ({ personId, name, readAt })),
      total: rows[0]?.total ?? 0,
      read: counted[0]?.read ?? 0,
    };
  });
}
