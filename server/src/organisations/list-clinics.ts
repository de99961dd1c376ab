import { mayInOrganisation } from "@anteroom/core/access";
import type { OrganisationClinic } from "@anteroom/core/protocol";
import { countsOf } from "@anteroom/core/queue";
import { logoOf, openingOf } from "@anteroom/core/settings";
import type { Id, Visit } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Place } from "./place.ts";

type Deps = { database: Database; directory: Directory };

/** Clinics by name; with live figures for those who may see them, names alone for a reporter. */
export async function listClinics({ database, directory }: Deps, { member, organisations, organisationId }: Place, now: number): Promise<OrganisationClinic[]> {
  const clinics = (await directory.clinicsOf(organisations)).filter((clinic) => clinic.organisationId === organisationId);
  const maySeeLive = mayInOrganisation(member, "listClinicsWithCounts", organisationId);
  const { visits, online, pending, administered } = await database.transact(organisations, async (transaction) => ({
    visits: maySeeLive ? (await transaction.query<{ clinic_id: Id; body: Visit }>(VISITS, [organisationId])).rows : [],
    online: maySeeLive ? (await transaction.query<{ clinic_id: Id; online: number }>(ONLINE, [organisationId])).rows : [],
    administered: maySeeLive ? (await transaction.query<{ clinic_id: Id }>(ADMINISTERED, [organisationId])).rows : [],
    pending: maySeeLive ? (await transaction.query<{ clinic_id: Id; email: string }>(PENDING, [organisationId])).rows : [],
  }));
  const visitsOf = new Map<Id, Visit[]>();
  for (const { clinic_id: clinicId, body } of visits) visitsOf.set(clinicId, [...(visitsOf.get(clinicId) ?? []), body]);
  return clinics.map(({ id, slug, name, settings }) => ({
    id,
    slug,
    name,
    logoIcon: logoOf(settings),
    ...(maySeeLive ? { consultationName: settings.consultationName, specialty: settings.specialty, tags: settings.tags } : { consultationName: "", specialty: "", tags: [] }),
    withoutAdministrator: maySeeLive && !administered.some((row) => row.clinic_id === id),
    pendingAdministrator: pending.find((row) => row.clinic_id === id)?.email ?? null,
    live: maySeeLive
      ? {
          ...openingOf(settings, now),
          timeZone: settings.timeZone,
          counts: countsOf(visitsOf.get(id) ?? []),
          online: online.find((row) => row.clinic_id === id)?.online ?? 0,
        }
      : null,
  }));
}

// Nothing of a caller: where they stand and since when.
const VISITS = `select clinic_id, jsonb_build_object('id', body->'id', 'orderKey', body->'orderKey', 'enteredAt', body->'enteredAt', 'status', body->'status', 'presence', body->'presence') as body
  from tenant.visit where organisation_id = $1 and is_open`;
// Who was invited to administer a clinic, while nobody does.
const PENDING = `select distinct on (i.clinic_id) i.clinic_id, i.email from tenant.membership_invitation i
  where i.organisation_id = $1 and i.role = 'clinicAdministrator' and i.accepted_at is null and i.withdrawn_at is null
    and not exists (select from tenant.clinic_member m where m.clinic_id = i.clinic_id and m.role = 'clinicAdministrator') order by i.clinic_id, i.created_at`;
const ADMINISTERED = "select distinct clinic_id from tenant.clinic_member where organisation_id = $1 and role = 'clinicAdministrator'";
const ONLINE = `select p.clinic_id, count(distinct p.person_id)::int as online from jobs.member_page p join tenant.clinic c on c.id = p.clinic_id where c.organisation_id = $1 group by p.clinic_id`;
