import type { ClinicRole, OrganisationRole, Permission, PlatformRole } from "@anteroom/core/access";
import { PEOPLE_A_PAGE, type PendingInvitation } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import { isVouched } from "./standing.ts";

type Row = {
  id: Id;
  email: string;
  role: ClinicRole | OrganisationRole | PlatformRole;
  permissions: Permission[];
  clinic_id: Id | null;
  clinic_name: string | null;
  by_id: Id;
  by_name: string | null;
  sent_at: number;
  expires_at: number;
  total: number;
};

/** Invitations nobody has accepted to a clinic, or to an organisation and its clinics, the newest first; those that no longer work stay in sight, so that they can be sent again. */
export async function pendingIn(
  transaction: Transaction,
  directory: Directory,
  { organisationId, clinicId }: { organisationId: Id; clinicId?: Id },
  { find, page }: { find: string; page: number },
  mayGive: readonly string[],
): Promise<{ rows: PendingInvitation[]; total: number; page: number }> {
  const { rows } = await transaction.query<Row>(
    `select i.id, i.email, i.role, i.permissions, i.clinic_id, c.name as clinic_name, i.by_id, (select name from tenant.names_of(array[i.by_id])) as by_name, i.sent_at, i.expires_at, count(*) over () as total
       from tenant.membership_invitation i left join tenant.clinic c on c.id = i.clinic_id
      where i.organisation_id = $1 and ($2::uuid is null or i.clinic_id = $2) and i.accepted_at is null and i.withdrawn_at is null and tenant.has_words($3, i.email)
      order by i.sent_at desc, i.id limit $4 offset $5`,
    [organisationId, clinicId ?? null, find.trim().split(/\s+/).filter(Boolean), PEOPLE_A_PAGE, (page - 1) * PEOPLE_A_PAGE],
  );
  const vouched = await Promise.all(rows.map(({ clinic_id: placeId, by_id: byId, role }) => isVouched(directory, { organisationId, clinicId: placeId, byId, role })));
  return {
    rows: rows.map(({ id, email, role, permissions, clinic_name: clinicName, by_name: byName, sent_at: sentAt, expires_at: expiresAt }, at) => ({
      id,
      email,
      role,
      permissions,
      clinicName,
      byName: byName ?? "",
      sentAt,
      expiresAt,
      isOver: expiresAt <= Date.now() || !vouched[at],
      mayEdit: mayGive.includes(role),
    })),
    total: rows[0]?.total ?? 0,
    page,
  };
}
