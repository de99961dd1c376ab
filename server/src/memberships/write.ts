import { type ClinicRole, isLastAdministrator, type OrganisationRole, type Permission } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import { recordChange } from "../audit/index.ts";
import type { Transaction } from "../db/index.ts";
import { Rollback } from "../visits/index.ts";

export type By = { personId: Id; source: string };
export type ClinicPlace = { organisationId: Id; clinicId: Id };
export type ClinicStanding = { role: ClinicRole; permissions: readonly Permission[] };

/** Locked until the end of the transaction; null for somebody who is no member. */
export async function clinicStanding(transaction: Transaction, { clinicId }: ClinicPlace, personId: Id): Promise<ClinicStanding | null> {
  const { rows } = await transaction.query<ClinicStanding>("select role, permissions from tenant.clinic_member where clinic_id = $1 and person_id = $2 for update", [
    clinicId,
    personId,
  ]);
  return rows[0] ?? null;
}

export async function organisationStanding(transaction: Transaction, organisationId: Id, personId: Id): Promise<OrganisationRole | null> {
  const { rows } = await transaction.query<{ role: OrganisationRole }>("select role from tenant.organisation_member where organisation_id = $1 and person_id = $2 for update", [
    organisationId,
    personId,
  ]);
  return rows[0]?.role ?? null;
}

/** Adds a member, or changes what they are there. `before`: null for a new member. */
export async function giveClinicRole(transaction: Transaction, place: ClinicPlace, personId: Id, before: ClinicStanding | null, after: ClinicStanding, by: By): Promise<void> {
  if (before?.role === "clinicAdministrator" && after.role !== "clinicAdministrator") await keepClinicAdministrator(transaction, place.clinicId, personId);
  await transaction.query(
    `insert into tenant.clinic_member (clinic_id, organisation_id, person_id, role, permissions) values ($1, $2, $3, $4, $5)
     on conflict (clinic_id, person_id) do update set role = excluded.role, permissions = excluded.permissions`,
    [place.clinicId, place.organisationId, personId, after.role, after.permissions],
  );
  await record(transaction, place, by, before ? "member.changed" : "member.added", personId, before, after);
}

export async function takeClinicRole(transaction: Transaction, place: ClinicPlace, personId: Id, before: ClinicStanding, by: By): Promise<void> {
  if (before.role === "clinicAdministrator") await keepClinicAdministrator(transaction, place.clinicId, personId);
  await transaction.query("delete from tenant.clinic_member where clinic_id = $1 and person_id = $2", [place.clinicId, personId]);
  await record(transaction, place, by, "member.removed", personId, before, null);
}

export async function giveOrganisationRole(
  transaction: Transaction,
  organisationId: Id,
  personId: Id,
  before: OrganisationRole | null,
  after: OrganisationRole,
  by: By,
): Promise<void> {
  if (before === "administrator" && after !== "administrator") await keepOrganisationAdministrator(transaction, organisationId, personId);
  await transaction.query(
    `insert into tenant.organisation_member (organisation_id, person_id, role) values ($1, $2, $3)
     on conflict (organisation_id, person_id) do update set role = excluded.role`,
    [organisationId, personId, after],
  );
  await record(transaction, { organisationId }, by, before ? "member.changed" : "member.added", personId, before && { role: before }, { role: after });
}

export async function takeOrganisationRole(transaction: Transaction, organisationId: Id, personId: Id, before: OrganisationRole, by: By): Promise<void> {
  if (before === "administrator") await keepOrganisationAdministrator(transaction, organisationId, personId);
  await transaction.query("delete from tenant.organisation_member where organisation_id = $1 and person_id = $2", [organisationId, personId]);
  await record(transaction, { organisationId }, by, "member.removed", personId, { role: before }, null);
}

async function record(
  transaction: Transaction,
  { organisationId, clinicId }: { organisationId: Id; clinicId?: Id },
  by: By,
  action: string,
  personId: Id,
  before: object | null,
  after: object | null,
): Promise<void> {
  const inPlace = (facts: object | null) => facts && { ...(clinicId && { clinicId }), ...facts };
  await recordChange(transaction, { organisationId, byId: by.personId, action, subjectId: personId, before: inPlace(before), after: inPlace(after), source: by.source });
}

/** All administrators are locked first: of two who go at the same moment the second finds that they are the last. */
async function keepClinicAdministrator(transaction: Transaction, clinicId: Id, personId: Id): Promise<void> {
  const { rows } = await transaction.query<{ id: Id }>(
    "select person_id as id from tenant.clinic_member where clinic_id = $1 and role = 'clinicAdministrator' order by person_id for update",
    [clinicId],
  );
  refuseLast(rows, personId);
}

async function keepOrganisationAdministrator(transaction: Transaction, organisationId: Id, personId: Id): Promise<void> {
  const { rows } = await transaction.query<{ id: Id }>(
    "select person_id as id from tenant.organisation_member where organisation_id = $1 and role = 'administrator' order by person_id for update",
    [organisationId],
  );
  refuseLast(rows, personId);
}

function refuseLast(administrators: readonly { id: Id }[], personId: Id): void {
  if (
    isLastAdministrator(
      administrators.map(({ id }) => id),
      personId,
    )
  )
    throw new Rollback({ code: "lastAdministrator" });
}
