import type { AuditLine } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Names of the people and clinics that rows speak of; callers have none here. */
export async function namesIn(directory: Directory, organisations: readonly Id[], told: readonly AuditLine[] | readonly Id[]): Promise<Record<Id, string>> {
  const wanted = [...new Set(JSON.stringify(told).match(UUID) ?? [])];
  const people = await directory.names(wanted);
  const places = new Map<Id, string>();
  for (const clinic of await directory.clinicsOf(organisations)) {
    places.set(clinic.id, clinic.name);
    places.set(clinic.organisationId, clinic.organisationName);
  }
  return Object.fromEntries(
    wanted.flatMap((id) => {
      const name = people.get(id) ?? places.get(id);
      return name === undefined ? [] : [[id, name]];
    }),
  );
}
