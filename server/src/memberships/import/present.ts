import type { ClinicRole, OrganisationRole, Permission } from "@anteroom/core/access";
import type { ImportCells } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { setImmediate } from "node:timers/promises";
import type { Transaction } from "../../db/index.ts";
import { peopleByAddress } from "../invite.ts";
import { type Checked, checkRow, checkTogether, type Present } from "./check-rows.ts";

const AT_A_TIME = 500;

/** Every row against what is there now. `held`: nobody else changes a role until the end of the transaction. */
export async function checkRows(transaction: Transaction, organisationId: Id, rows: readonly ImportCells[], held = false): Promise<Checked[]> {
  const present = await readPresent(transaction, organisationId, rows, held);
  const checked: Checked[] = [];
  for (const [at, cells] of rows.entries()) {
    checked.push(checkRow(cells, present));
    if (at % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
  }
  checkTogether(checked, present);
  return checked;
}

async function readPresent(transaction: Transaction, organisationId: Id, rows: readonly ImportCells[], held: boolean): Promise<Present> {
  const lock = held ? "for update" : "";
  const addresses = [...new Set(rows.map(({ email }) => email.normalize("NFKC").trim().toLowerCase()))];
  const organisation = await transaction.query<{ name: string }>(`select name from tenant.organisation where id = $1 ${lock}`, [organisationId]);
  const clinics = await transaction.query<{ id: Id; slug: string; name: string; language: string }>(
    "select id, slug, name, coalesce(settings ->> 'mainLanguage', inherited ->> 'mainLanguage', 'en') as language from tenant.clinic where organisation_id = $1 and deleted_at is null",
    [organisationId],
  );
  const inClinics = await transaction.query<{ clinic_id: Id; person_id: Id; role: ClinicRole; permissions: Permission[] }>(
    `select clinic_id, person_id, role, permissions from tenant.clinic_member where organisation_id = $1 order by clinic_id, person_id ${lock}`,
    [organisationId],
  );
  const inOrganisation = await transaction.query<{ person_id: Id; role: OrganisationRole }>(
    `select person_id, role from tenant.organisation_member where organisation_id = $1 order by person_id ${lock}`,
    [organisationId],
  );
  return {
    organisationName: organisation.rows[0]?.name ?? "",
    clinics: new Map(clinics.rows.map(({ slug, ...clinic }) => [slug, clinic])),
    people: await peopleByAddress(transaction, addresses),
    inClinics: new Map(inClinics.rows.map(({ clinic_id: clinicId, person_id: personId, role, permissions }) => [`${clinicId} ${personId}`, { role, permissions }])),
    inOrganisation: new Map(inOrganisation.rows.map(({ person_id: personId, role }) => [personId, role])),
  };
}
