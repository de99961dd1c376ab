import { aliasFault } from "@anteroom/core/call";
import type { Id } from "@anteroom/core/visit";
import { recordChange } from "../audit/index.ts";
import { whoSeesPerson } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import { cleanName, Rollback } from "../visits/index.ts";
import type { By, ClinicPlace } from "./write.ts";

/** As it is kept and shown; empty: none. */
export function plainAlias(typed: string): string {
  const alias = cleanName(typed);
  const fault = alias && aliasFault(alias);
  if (fault) throw new Rollback({ code: "badRequest", fields: [fault] });
  return alias;
}

/** By clinic, in the organisations of the transaction. */
export async function aliasesOf(transaction: Transaction, personId: Id): Promise<ReadonlyMap<Id, string>> {
  const { rows } = await transaction.query<{ clinic_id: Id; alias: string }>("select clinic_id, alias from tenant.clinic_alias where person_id = $1", [personId]);
  return new Map(rows.map((row) => [row.clinic_id, row.alias]));
}

/** Another name for the callers of one clinic, or none. Returns the topics of whoever is shown it. */
export async function giveAlias(
  transaction: Transaction,
  { organisationId, clinicId }: ClinicPlace,
  personId: Id,
  alias: string,
  by: By,
): Promise<{ name: string; keys: string[] }[]> {
  const before = (await aliasesOf(transaction, personId)).get(clinicId) ?? "";
  if (before === alias) return [];
  if (alias)
    await transaction.query(
      `insert into tenant.clinic_alias (clinic_id, organisation_id, person_id, alias) values ($1, $2, $3, $4)
         on conflict (clinic_id, person_id) do update set alias = excluded.alias`,
      [clinicId, organisationId, personId, alias],
    );
  else await transaction.query("delete from tenant.clinic_alias where clinic_id = $1 and person_id = $2", [clinicId, personId]);
  const told = (name: string) => ({ clinicId, alias: name || null });
  await recordChange(transaction, {
    organisationId,
    byId: by.personId,
    action: "member.aliasChanged",
    subjectId: personId,
    before: told(before),
    after: told(alias),
    source: by.source,
  });
  return whoSeesPerson(transaction, personId);
}
