import type { AuditLine } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Scope } from "./read-lines.ts";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

type Deps = { database: Database; directory: Directory };

/** Names of the people and clinics that lines speak of; callers have none here. */
export async function namesInLines({ database, directory }: Deps, scope: Scope, lines: readonly AuditLine[]): Promise<Record<Id, string>> {
  const shown = lines.flatMap(({ by, subjectId, clinicId }) => [by.id, subjectId, clinicId]).filter((id) => id !== null);
  // What was before and after may have been typed: whoever wrote somebody's id into a name would else read whose it is.
  const written = [...new Set(JSON.stringify(lines.map(({ before, after }) => [before, after])).match(UUID) ?? [])];
  const known = await database.view(scope.organisations, async (transaction) => {
    const { rows } = await transaction.query<{ id: Id }>(
      `select w.id from unnest($2::uuid[]) w (id)
         where exists (select from tenant.organisation_member m where m.organisation_id = $1 and m.person_id = w.id)
           or exists (select from tenant.clinic_member m where m.organisation_id = $1 and m.person_id = w.id)
           or exists (select from tenant.audit a where a.organisation_id = $1 and a.by_id = w.id)`,
      [scope.organisationId, written],
    );
    return rows.map(({ id }) => id);
  });
  const people = await namesOf(directory, [...new Set([...shown, ...known])]);
  return { ...people, ...(await placesIn(directory, scope, [...shown, ...written])) };
}

/** Of those who stand in a log as whoever did something, or as the clinic that it was about. */
export async function namesInChoices({ directory }: Deps, scope: Scope, ids: readonly Id[]): Promise<Record<Id, string>> {
  return { ...(await namesOf(directory, ids)), ...(await placesIn(directory, scope, ids)) };
}

async function namesOf(directory: Directory, ids: readonly Id[]): Promise<Record<Id, string>> {
  const names = await directory.names(ids);
  return Object.fromEntries(ids.flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? ""]] : [])));
}

async function placesIn(directory: Directory, { organisations }: Scope, ids: readonly Id[]): Promise<Record<Id, string>> {
  const clinics = await directory.clinicsOf(organisations);
  const places = new Map(clinics.flatMap(({ id, name, organisationId, organisationName }) => [[id, name] as const, [organisationId, organisationName] as const]));
  return Object.fromEntries(ids.flatMap((id) => (places.has(id) ? [[id, places.get(id) ?? ""]] : [])));
}
